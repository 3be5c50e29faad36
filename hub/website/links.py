"""Addresses that editors write by hand."""

from urllib.parse import urlsplit

_SCHEMES = {"http", "https", "mailto", "tel"}


def is_address(text: str) -> bool:
    """A whole address, or a path of the website: /contact. Not what a browser would run, or read as another host."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    if any(letter.isspace() or not letter.isprintable() or letter == "\\" for letter in text):
        return False
    if parts.scheme in ("http", "https"):
        return bool(parts.netloc)
    if parts.scheme:
        return parts.scheme in _SCHEMES
    return text.startswith(("/", "#")) and not text.startswith("//")
