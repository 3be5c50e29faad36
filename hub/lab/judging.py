"""Saving a question, and saying how well an asset answers it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.coreutils import get_content_languages

from hub.assets.models import Asset
from hub.visibility import Viewer, visible
from search.text import clean, language

from .models import Judgment, Origin, Question, Task
from .permissions import JUDGE


def questions_for(viewer: Viewer) -> QuerySet[Question]:
    """All but those about an asset that `viewer` may not see."""
    seen = visible(viewer, Asset.objects.all())
    return Question.objects.filter(Q(about=None) | Q(about__in=seen.values("pk")))


def asset_for(viewer: Viewer, pk: object) -> Asset | None:
    """None where there is none, or `viewer` may not see it."""
    if not str(pk).isdecimal() or len(str(pk)) > 18:
        return None
    return visible(viewer, Asset.objects.filter(pk=pk)).first()


@transaction.atomic
def keep(
    text: str, task: str, user: User, origin: str = Origin.HAND, kind: str = ""
) -> tuple[Question, bool]:
    """The question, and whether it is new: one of the same words is kept once."""
    found = Question.objects.filter(task=task, text=text).order_by("pk").first()
    if found:
        return found, False
    labels = {"lang": locale_of(text), "kind": kind}
    made = Question.objects.create(task=task, text=text, origin=origin, created_by=user, **labels)
    return made, True


def keep_about(asset: Asset, user: User, kind: str = "") -> tuple[Question, bool]:
    return Question.objects.get_or_create(
        task=Task.RELATED,
        about=asset,
        defaults={"lang": asset.locale.language_code, "created_by": user, "kind": kind},
    )


def judge(question: Question, asset: Asset, grade: int | None, user: User) -> None:
    """None takes the judgment back."""
    if grade is None:
        question.judgments.filter(asset=asset).delete()
    else:
        question.judgments.update_or_create(
            asset=asset, defaults={"grade": grade, "judged_by": user}
        )


@dataclass(frozen=True)
class Feedback:
    """What was said before of an answer. `question`: None where it was not kept."""

    text: str
    question: Question | None
    grades: Mapping[int, int]


def feedback(user: User | AnonymousUser, text: str, assets: Collection[int]) -> Feedback | None:
    """On a question asked; None where `user` may not give any. Two queries."""
    if not user.has_perm(JUDGE):
        return None
    words = clean(text).strip()
    question = Question.objects.filter(task=Task.ASK, text=words).order_by("pk").first()
    judged = question.judgments.filter(asset__in=assets) if question else Judgment.objects.none()
    return Feedback(words, question, dict(judged.values_list("asset", "grade")))


def locale_of(text: str) -> str:
    """The content language that is written like `text`."""
    spoken = language(text)
    return next((code for code in get_content_languages() if code.startswith(spoken)), spoken)
