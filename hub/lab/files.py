"""Questions in from a judgments file, all or none, and out into one (docs/evaluation.md)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Prefetch
from django.utils.translation import gettext

from hub.assets.keys import pk_of
from hub.assets.models import Asset
from hub.visibility import Viewer, visible
from search.evaluation.judgments import BadJudgments, Judged, parse, with_keys
from search.retrieval import MAX_QUESTION_CHARACTERS
from search.text import clean

from .ids import ids_by_pk, keys_by_id
from .judging import questions_for
from .models import LABEL, NAME, Judgment, Origin, Question, Task

# How many unknown ids are named.
NAMED = 10


class UnknownIds(BadJudgments):
    """The file judges assets that are not there."""


@dataclass(frozen=True)
class Imported:
    """`left_out`: questions that only had assets which are not there."""

    added: int
    replaced: int
    left_out: int


def read(
    content: bytes,
    user: User,
    viewer: Viewer,
    *,
    prefix: str = "",
    source: str | None = None,
    leave_out_unknown: bool = False,
) -> Imported:
    """Questions of a known id get the file's words and judgments; their other judgments go, but for
    those of assets that `viewer` may not see. BadJudgments where anything is wrong."""
    judged = parse(content)
    _check(judged)
    seen = visible(viewer, Asset.objects.all())
    wanted = {name for query in judged for name in (*query.relevant, query.text)}
    known, unknown = with_keys(judged, keys_by_id(prefix, source, seen, wanted))
    if unknown and not leave_out_unknown:
        raise UnknownIds(_naming(unknown))
    fitting = [query for query in known if not unknown.issuperset(query.relevant)]
    added = _store(fitting, unknown, user, viewer)
    return Imported(added, len(fitting) - added, len(judged) - len(fitting))


def write(viewer: Viewer) -> Iterator[Judged]:
    """All questions with a judgment, as far as `viewer` may see."""
    seen = visible(viewer, Asset.objects.all())
    ids = ids_by_pk(seen)
    judgments = Judgment.objects.filter(asset__in=seen.values("pk")).order_by("pk")
    questions = questions_for(viewer).order_by("pk")
    for question in questions.prefetch_related(Prefetch("judgments", judgments, "visible")):
        relevant = {ids[row.asset_id]: row.grade for row in question.visible}
        if relevant:
            text = ids[question.about_id] if question.about_id else question.text
            yield Judged(question.name, question.task, text, relevant, question.lang, question.kind)


def _check(judged: Sequence[Judged]) -> None:
    for query in judged:
        for most, value in ((NAME, query.id), (LABEL, query.lang), (LABEL, query.kind)):
            if len(value) > most or clean(value) != value:
                raise BadJudgments(
                    gettext("%(id)s: “%(value)s” is longer than %(most)d characters, or not text")
                    % {"id": query.id[:40], "value": value[:40], "most": most}
                )
        words = query.text if query.task != Task.RELATED else query.id
        if not clean(words).strip() or len(words) > MAX_QUESTION_CHARACTERS:
            raise BadJudgments(
                gettext("%(id)s: the question must have 1 to %(most)d characters")
                % {"id": query.id[:40], "most": MAX_QUESTION_CHARACTERS}
            )


def _naming(unknown: frozenset[str]) -> str:
    named = ", ".join(sorted(unknown)[:NAMED]) + (" …" if len(unknown) > NAMED else "")
    return gettext("%(number)d ids are of no asset in the pool: %(ids)s") % {
        "number": len(unknown),
        "ids": named,
    }


@transaction.atomic
def _store(judged: Sequence[Judged], unknown: frozenset[str], user: User, viewer: Viewer) -> int:
    """How many are new."""
    before = set(Question.objects.values_list("name", flat=True))
    questions = Question.objects.bulk_create(
        [_question(query, user) for query in judged],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["task", "text", "about", "lang", "kind"],
    )
    ids = dict(Question.objects.values_list("name", "pk"))
    seen = visible(viewer, Asset.objects.all()).values("pk")
    mine = [ids[question.name] for question in questions]
    for start in range(0, len(mine), 500):
        Judgment.objects.filter(question__in=mine[start : start + 500], asset__in=seen).delete()
    Judgment.objects.bulk_create(
        [
            Judgment(question_id=ids[query.id], asset_id=pk_of(key), grade=grade, judged_by=user)
            for query in judged
            for key, grade in query.relevant.items()
            if key not in unknown
        ],
        batch_size=500,
    )
    return sum(query.id not in before for query in judged)


def _question(query: Judged, user: User) -> Question:
    is_related = query.task == Task.RELATED
    return Question(
        name=query.id,
        task=query.task,
        text="" if is_related else clean(query.text).strip(),
        about_id=pk_of(query.text) if is_related else None,
        lang=query.lang,
        kind=query.kind,
        origin=Origin.IMPORTED,
        created_by=user,
    )
