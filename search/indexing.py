"""Keeps the index true to the sources."""


def changed(key: str) -> None:
    """Say that a document changed, inside the transaction that changes it. The rest happens later."""
    raise NotImplementedError
