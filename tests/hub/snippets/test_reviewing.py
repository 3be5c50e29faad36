"""What editors decide, and what is refused."""

import pytest
from django.contrib.auth.models import Group, User
from wagtail.models import PageLogEntry

from hub.assets.documents import to_document
from hub.assets.models import Article, Asset
from hub.sales.groups import EDITORS, SALES
from hub.snippets import reviewing
from hub.snippets.models import Decision, Hold, Origin, Rejection, Snippet
from hub.snippets.reviewing import ReviewError
from hub.visibility import anonymous, visible_snippets
from tests import factories

pytestmark = pytest.mark.django_db

FIRST, CLAIM, LAST = (
    "We began in the spring.",
    "Downtime of the press fell by 37 % within a year.",
    "The crew is content.",
)
CHANGED = CLAIM.replace("37", "35")


def member(group: str) -> User:
    user = User.objects.create_user(group.lower())
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def editor() -> User:
    return member(EDITORS)


@pytest.fixture
def asset() -> Article:
    made = factories.asset(
        summary=f"{FIRST} {CLAIM} {LAST}", body=[("paragraph", "<p>Nothing else was changed.</p>")]
    )
    made.save_revision().publish()
    return Article.objects.get(pk=made.pk)


@pytest.fixture
def snippet(asset: Article) -> Snippet:
    start = asset.summary.index(CLAIM)
    return Snippet.objects.create(
        asset=asset, text=CLAIM, start=start, end=start + len(CLAIM), block="summary"
    )


def publish(asset: Article, summary: str) -> None:
    asset.summary = summary
    asset.save_revision().publish()


def span_of(asset: Asset, text: str) -> tuple[int, int]:
    start = to_document(asset).text.index(text)
    return start, start + len(text)


def given_out() -> list[str]:
    return [each.text for each in visible_snippets(anonymous(), Snippet.objects.all())]


class TestWhoMay:
    def test_editors_may_and_sales_may_not(self, asset, editor):
        assert reviewing.may_review(asset, editor)
        assert not reviewing.may_review(asset, member(SALES))


class TestAccepting:
    def test_it_is_given_out_from_then_on(self, snippet, editor):
        assert given_out() == []
        reviewing.accept(snippet, editor)
        assert given_out() == [CLAIM]
        snippet.refresh_from_db()
        assert snippet.decided_by == editor and snippet.decided_at

    def test_the_assets_history_tells_it(self, asset, snippet, editor):
        reviewing.accept(snippet, editor)
        entry = PageLogEntry.objects.get(action="snippets.accept")
        assert (entry.page_id, entry.user) == (asset.pk, editor)
        assert entry.message == f"Accepted the snippet “{CLAIM}”"

    def test_not_what_changed_in_the_text(self, asset, snippet, editor):
        publish(asset, f"{FIRST} {CHANGED}")
        snippet.refresh_from_db()
        with pytest.raises(ReviewError, match="Take the new wording over"):
            reviewing.accept(snippet, editor)

    def test_not_what_is_gone(self, asset, snippet, editor):
        publish(asset, FIRST)
        snippet.refresh_from_db()
        with pytest.raises(ReviewError, match="no longer in the text"):
            reviewing.accept(snippet, editor)

    def test_not_what_changed_since_the_editor_saw_it(self, asset, snippet, editor):
        publish(asset, f"{FIRST} {CHANGED}")
        with pytest.raises(ReviewError, match="changed meanwhile"):
            reviewing.accept(snippet, editor)

    def test_not_what_changed_behind_our_back(self, asset, snippet, editor):
        Asset.objects.filter(pk=asset.pk).update(summary=FIRST)
        with pytest.raises(ReviewError, match="changed meanwhile"):
            reviewing.accept(snippet, editor)

    def test_not_what_nobody_reads(self, asset, snippet, editor):
        asset.unpublish()
        with pytest.raises(ReviewError, match="Publish it first"):
            reviewing.accept(snippet, editor)

    def test_not_what_was_deleted(self, snippet, editor):
        Snippet.objects.get(pk=snippet.pk).delete()
        with pytest.raises(ReviewError):
            reviewing.accept(snippet, editor)

    def test_all_or_none(self, asset, snippet, editor):
        other = reviewing.select(asset, *span_of(asset, FIRST), editor)
        reviewing.undo(other, editor)
        publish(asset, f"{FIRST} {LAST}")
        with pytest.raises(ReviewError):
            reviewing.accept_all([other, Snippet.objects.get(pk=snippet.pk)], editor)
        assert given_out() == []

    def test_many_of_several_assets(self, asset, snippet, editor):
        elsewhere = factories.asset(summary=CLAIM)
        twin = Snippet.objects.create(asset=elsewhere, text=CLAIM, start=0, end=len(CLAIM))
        reviewing.accept_all([snippet, twin], editor)
        assert given_out() == [CLAIM, CLAIM]


class TestRejecting:
    def test_with_a_reason_and_a_note(self, snippet, editor):
        reviewing.accept(snippet, editor)
        reviewing.pin(snippet, True)
        reviewing.reject(snippet, editor, Rejection.OUTDATED, " That was last year. ")
        snippet.refresh_from_db()
        assert given_out() == [] and snippet.decision == Decision.REJECTED and not snippet.pinned
        assert (snippet.rejection, snippet.note) == (Rejection.OUTDATED, "That was last year.")

    @pytest.mark.parametrize("reason", ["", "because"])
    def test_not_without_one_of_the_reasons(self, snippet, editor, reason):
        with pytest.raises(ReviewError, match="Choose a reason"):
            reviewing.reject(snippet, editor, reason)

    def test_what_is_no_longer_in_the_text(self, asset, snippet, editor):
        publish(asset, FIRST)
        reviewing.reject(Snippet.objects.get(), editor, Rejection.OUTDATED)
        assert Snippet.objects.get().decision == Decision.REJECTED


class TestUndoing:
    def test_an_acceptance(self, snippet, editor):
        reviewing.accept(snippet, editor)
        reviewing.undo(snippet, editor)
        snippet.refresh_from_db()
        assert given_out() == [] and snippet.decision == Decision.PROPOSED
        assert snippet.decided_by is None and snippet.decided_at is None

    def test_a_rejection(self, snippet, editor):
        reviewing.reject(snippet, editor, Rejection.OTHER, "Why?")
        reviewing.undo(snippet, editor)
        snippet.refresh_from_db()
        assert (snippet.decision, snippet.rejection, snippet.note) == (Decision.PROPOSED, "", "")


class TestPinning:
    def test_puts_it_first(self, asset, snippet, editor):
        other = reviewing.select(asset, *span_of(asset, FIRST), editor)
        reviewing.accept(snippet, editor)
        assert given_out() == [FIRST, CLAIM]
        reviewing.pin(snippet, True)
        assert given_out() == [CLAIM, FIRST]
        reviewing.pin(snippet, False)
        reviewing.pin(other, True)
        assert given_out() == [FIRST, CLAIM]


class TestTrimming:
    def test_snaps_to_sentences(self, asset, snippet, editor):
        start, end = span_of(asset, f"{FIRST} {CLAIM}")
        reviewing.accept(snippet, editor)
        reviewing.trim(snippet, start + 2, end - 3, editor)
        snippet.refresh_from_db()
        assert snippet.text == f"{FIRST} {CLAIM}" and (snippet.start, snippet.end) == (start, end)
        assert given_out() == [f"{FIRST} {CLAIM}"]

    def test_back_again(self, asset, snippet, editor):
        before = snippet.start, snippet.end
        reviewing.trim(snippet, *span_of(asset, f"{CLAIM} {LAST}"), editor)
        reviewing.trim(snippet, *before, editor)
        assert snippet.text == CLAIM

    def test_not_what_was_rejected(self, asset, snippet, editor):
        reviewing.reject(snippet, editor, Rejection.OTHER)
        with pytest.raises(ReviewError, match="Take that back"):
            reviewing.trim(snippet, *span_of(asset, FIRST), editor)

    def test_not_what_changed(self, asset, snippet, editor):
        publish(asset, CHANGED)
        snippet.refresh_from_db()
        with pytest.raises(ReviewError, match="Take the new wording over"):
            reviewing.trim(snippet, 0, 5, editor)


class TestTakingTheNewWordingOver:
    def test_accepts_it(self, asset, snippet, editor):
        publish(asset, f"{CHANGED} {FIRST}")
        snippet.refresh_from_db()
        assert snippet.successor_text == CHANGED
        reviewing.take_successor(snippet, editor)
        snippet.refresh_from_db()
        assert given_out() == [CHANGED]
        assert snippet.revision == Article.objects.get(pk=asset.pk).live_revision
        assert snippet.successor_start is None and snippet.successor_text == ""

    def test_not_another_than_the_editor_saw(self, asset, snippet, editor):
        publish(asset, f"{CHANGED} {FIRST}")
        seen = Snippet.objects.get()
        publish(asset, f"{CLAIM.replace('37', '31')} {FIRST}")
        with pytest.raises(ReviewError, match="changed meanwhile"):
            reviewing.take_successor(seen, editor)

    @pytest.mark.parametrize("summary", [f"{FIRST} {CLAIM}", FIRST])
    def test_not_where_there_is_none(self, asset, snippet, editor, summary):
        publish(asset, summary)
        snippet.refresh_from_db()
        with pytest.raises(ReviewError, match="no new wording"):
            reviewing.take_successor(snippet, editor)


class TestSelecting:
    def test_makes_an_accepted_one(self, asset, editor):
        start, end = span_of(asset, CLAIM)
        made = reviewing.select(asset, start + 3, end - 3, editor)
        assert given_out() == [CLAIM]
        made.refresh_from_db()
        assert (made.origin, made.block, made.decided_by) == (Origin.SELECTED, "summary", editor)
        assert (made.start, made.end, made.hold) == (start, end, Hold.HELD)
        assert made.revision == asset.live_revision

    @pytest.mark.parametrize(("text", "kind"), [(CLAIM, "statistic"), (LAST, "claim")])
    def test_names_its_type(self, asset, editor, text, kind):
        assert reviewing.select(asset, *span_of(asset, text), editor).type == kind

    def test_whatever_white_space_is_selected_with_it(self, asset, editor):
        start, end = span_of(asset, LAST)
        made = reviewing.select(asset, start - 1, end + 2, editor)
        assert made.text == LAST

    @pytest.mark.parametrize(
        ("start", "end", "why"),
        [
            (0, 0, "no span"),
            (5, 2, "no span"),
            (-3, 2, "no span"),
            (0, 10**9, "no span"),
            (len(FIRST), len(FIRST) + 1, "no words"),
            (30, 120, "another section"),
        ],
    )
    def test_not_such_spans(self, asset, editor, start, end, why):
        with pytest.raises(ReviewError, match=why):
            reviewing.select(asset, start, end, editor)
        assert not Snippet.objects.exists()

    def test_not_what_is_there_already(self, asset, snippet, editor):
        with pytest.raises(ReviewError, match="a snippet of just these"):
            reviewing.select(asset, *span_of(asset, CLAIM), editor)

    def test_not_what_was_rejected(self, asset, snippet, editor):
        reviewing.reject(snippet, editor, Rejection.OTHER)
        with pytest.raises(ReviewError, match="was rejected before"):
            reviewing.select(asset, *span_of(asset, CLAIM), editor)

    def test_not_too_much(self, asset, editor):
        publish(asset, "no end " * 1000)
        with pytest.raises(ReviewError, match="too long"):
            reviewing.select(asset, 0, 6000, editor)

    def test_not_of_a_draft(self, editor):
        draft = factories.asset(live=False, summary=CLAIM)
        with pytest.raises(ReviewError, match="Publish it first"):
            reviewing.select(draft, 0, 5, editor)
