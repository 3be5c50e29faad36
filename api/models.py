"""Where Django looks for an app's models."""

from .keys.models import ApiKey
from .trusted.models import TrustedDocument

__all__ = ["ApiKey", "TrustedDocument"]
