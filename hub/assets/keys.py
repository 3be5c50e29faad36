"""An asset's key in the index."""

PREFIX = "asset"


def key_of(pk: int) -> str:
    return f"{PREFIX}:{pk}"


def pk_of(key: str) -> int:
    return int(key.removeprefix(f"{PREFIX}:"))
