"""Fields and arguments that are never null, as most are."""

from typing import Any

import graphene


def string(description: str, **options: Any) -> graphene.String:
    return graphene.String(required=True, description=description, **options)


def list_of(of_type: Any, description: str, **options: Any) -> graphene.List:
    return graphene.List(
        graphene.NonNull(of_type), required=True, description=description, **options
    )
