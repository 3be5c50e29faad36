"""What a page says of itself in the head of its HTML."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import graphene
from django.conf import settings

from api.assets.media import Image, ImageNode
from api.core.context import Context
from api.core.nodes import WebPageNode
from api.core.scalars import DateTime
from hub.website import seo, structured
from hub.website.addresses import path_of
from hub.website.seo import Alternate


def _string(description: str) -> graphene.String:
    return graphene.String(required=True, description=description)
