"""How the brand looks, as plain data for whoever draws."""

from dataclasses import dataclass

from . import colours


@dataclass(frozen=True)
class Look:
    """Colours as `#RRGGBB`. `logo` is the name of a picture in the default storage, or empty: then the name stands.
    `logo_hash` is of its content, as another may come to have the same name."""

    name: str = ""
    background: str = "#10283A"
    text: str = colours.PAPER
    accent: str = "#F2B544"
    logo: str = ""
    logo_hash: str = ""
