"""What front ends are promised, read from the files they are given."""

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "frontend_contract"
RELEASED = FOLDER / "released"


@dataclass(frozen=True)
class Operation:
    name: str
    hash: str
    document: str
    used_by: tuple[str, ...]

    def broken(self, why: object) -> str:
        users = ", ".join(self.used_by) or "nobody we know of"
        return f"the operation {self.name} is broken: {why}\nused by: {users}"


def operations(folder: Path = FOLDER) -> list[Operation]:
    """As sites ask them: whole documents, by their hashes."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    used = consumers()
    return [
        Operation(
            one["name"],
            one["hash"],
            one["document"],
            tuple(site for site, names in used.items() if one["name"] in names),
        )
        for one in manifest["operations"]
    ]


def consumers() -> dict[str, set[str]]:
    """The operations of each site, by what it is called and where it is."""
    sites = tomllib.loads((FOLDER / "consumers.toml").read_text(encoding="utf-8"))["sites"]
    return {f"{site['name']} ({site['where']})": set(site["operations"]) for site in sites}
