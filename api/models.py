"""Where Django looks for an app's models."""

from .keys.models import ApiKey

__all__ = ["ApiKey"]
