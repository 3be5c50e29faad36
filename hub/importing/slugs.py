"""Slugs for names in any script: 预测性维护 becomes yu-ce-xing-wei-hu."""

import hashlib
import re
from collections.abc import Container

from django.utils.text import slugify
from wagtail.coreutils import string_to_ascii

_HAN = re.compile(r"([\u3400-\u9fff\uf900-\ufaff])")


def slug_of(name: str, longest: int = 100) -> str:
    """Lower-case ASCII, never empty: what has no letters at all gets a slug of its hash."""
    ascii_name = string_to_ascii(_HAN.sub(r" \1 ", name))
    slug = slugify(ascii_name.replace("_", "-").replace(".", "-"))[:longest].strip("-")
    return slug or hashlib.sha256(name.encode()).hexdigest()[:12]


def free_slug(slug: str, taken: Container[str], longest: int = 100) -> str:
    """`slug`, or the first of `slug-2`, `slug-3` … that is not taken."""
    candidate, number = slug, 1
    while candidate in taken:
        number += 1
        suffix = f"-{number}"
        candidate = slug[: longest - len(suffix)].rstrip("-") + suffix
    return candidate
