"""Regular expressions that can be read: alternatives in lines."""

import re


def any_of(*lines: str) -> str:
    """One expression for all alternatives of all lines."""
    return "(?:" + "|".join(lines) + ")"


def words(*lines: str) -> re.Pattern[str]:
    """Upper and lower case alike."""
    return re.compile(any_of(*lines), re.IGNORECASE)
