"""What is read for posts: of the asset, its topics, who is quoted, and of the channels."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from hub.assets.models import CaseStudy, Recording
from hub.snippets.models import Snippet
from hub.snippets.variants import channels, piece_of, pieces_of, refusal, variant, variants_of
from hub.taxonomy.models import Audience, Campaign, Channel, Topic
from hub.taxonomy.seeding import seed
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = "Downtime of the press fell by 37 % within a year."


def snippet(asset, text: str = TEXT, **fields) -> Snippet:
    return Snippet.objects.create(asset=asset, text=text, start=0, end=len(text), **fields)


@pytest.fixture
def frontend(settings):
    settings.FRONTEND_URL = "https://www.example.com/preview"


@pytest.mark.usefixtures("frontend")
def test_a_piece_knows_what_posts_say_of_its_asset():
    topics = [
        factories.term(Topic, "b", en="Quality", zh_hans="质量"),
        factories.term(Topic, "a", en="Safety", zh_hans="安全"),
    ]
    asset = factories.asset(
        lang="zh-hans", title="十一周", slug="十一周", authors="张三\n李四", topics=topics
    )
    made = snippet(asset)
    piece = piece_of(made)
    assert (piece.text, piece.locale, piece.title, piece.authors) == (
        TEXT,
        "zh-hans",
        "十一周",
        ("张三", "李四"),
    )
    assert piece.topics == ("安全", "质量")
    assert piece.url == "https://www.example.com/zh-hans/%E5%8D%81%E4%B8%80%E5%91%A8"
    assert (piece.campaign, piece.reference) == ("十一周", made.uuid.hex[:8])


def test_the_campaign_is_the_assets_where_it_has_one():
    campaign = factories.term(Campaign, "spring", en="Spring")
    assert piece_of(snippet(factories.asset(campaign=campaign))).campaign == "spring"


def test_without_a_website_links_lead_to_the_hub(settings):
    settings.FRONTEND_URL, settings.WAGTAILADMIN_BASE_URL = "", "https://hub.example.com"
    piece = piece_of(snippet(factories.asset(slug="plan")))
    assert piece.url == "https://hub.example.com/en/plan"


@pytest.mark.parametrize(
    "shut",
    [
        {"audience": Audience.INTERNAL},
        {"live": False},
        {"expire_at": timezone.now()},
    ],
    ids=["internal", "draft", "expired"],
)
def test_what_the_public_may_not_read_has_no_address(shut):
    assert piece_of(snippet(factories.asset(**shut))).url == ""


def test_what_stands_below_a_shut_folder_has_no_address():
    asset = factories.asset(parent=factories.shut(factories.folder()))
    assert piece_of(snippet(asset)).url == ""


class TestSpeakers:
    def of(self, asset, **fields) -> str:
        return piece_of(snippet(asset, **fields)).speaker

    def test_of_a_customers_quote(self):
        asset = factories.case_study(
            quote_speaker="Anna Gruber", quote_role="COO", customer="Kestrel"
        )
        assert self.of(asset, block="quote_text") == "Anna Gruber, COO, Kestrel"
        assert self.of(asset, block="summary") == ""

    def test_a_company_that_the_role_names_is_not_named_again(self):
        asset = factories.case_study(quote_speaker="Anna", quote_role="COO, Kestrel")
        assert self.of(asset, block="quote_text") == "Anna, COO, Kestrel"

    def test_in_chinese(self):
        asset = factories.asset(
            CaseStudy, lang="zh-hans", quote_speaker="白青", quote_role="厂长", customer="凯斯特"
        )
        assert self.of(asset, block="quote_text") == "白青，厂长，凯斯特"

    def test_nobody_is_named_where_the_source_names_nobody(self):
        asset = factories.case_study(quote_speaker="", quote_role="COO")
        assert self.of(asset, block="quote_text") == ""

    def test_of_a_quote_in_the_text(self):
        quote = {"text": TEXT, "speaker": "Li Na", "role": "CTO"}
        asset = factories.asset(body=[{"type": "quote", "value": quote, "id": "b1"}])
        assert self.of(asset, block="b1") == "Li Na, CTO"
        assert self.of(asset, block="b2") == ""

    def test_of_a_transcript_whoever_speaks_but_no_time(self):
        asset = factories.asset(Recording)
        assert self.of(asset, block="transcript", section_title="Li Na") == "Li Na"
        assert self.of(asset, block="transcript", section_title="00:12:03") == ""


def test_channels_are_as_editors_have_them_in_their_order():
    seed()
    Channel.objects.create(slug="intranet", sort_order=1, hard_limit=10, fold=500, link=False)
    with translation.override("zh-hans"):
        found = channels()
    assert [channel.slug for channel in found[:3]] == ["intranet", "x", "linkedin"]
    assert (found[0].limit, found[0].fold, found[0].link) == (10, 500, False)
    assert found[2].name == "领英"


def test_each_channel_has_its_variant_and_those_that_do_not_fit_say_why():
    seed()
    Channel.objects.create(slug="tiny", sort_order=1, hard_limit=10)
    made = snippet(factories.asset(), text="word" * 10)
    found = variants_of(made)
    assert len(found) == Channel.objects.count()
    assert refusal(found[0], channels()[0]) == "40 characters, and tiny takes 10. Trim the snippet."
    assert not any(one.problems for one in found[1:])


def test_an_internal_piece_is_for_colleagues_channels_alone():
    seed()
    made = snippet(factories.asset(audience=Audience.INTERNAL))
    facts = {channel.slug: channel for channel in channels()}
    refused = {one.channel: refusal(one, facts[one.channel]) for one in variants_of(made)}
    assert refused.pop("sales") == ""
    assert set(refused.values()) == {"The public may not read this piece."}


def test_the_number_of_queries_does_not_grow_with_the_snippets():
    seed()
    topic = Topic.objects.first()
    counts = []
    for size in (2, 12):
        while Snippet.objects.count() < size:
            asset = factories.case_study(topics=[topic], quote_speaker="Anna")
            snippet(asset, block="quote_text")
        with CaptureQueriesContext(connection) as queries:
            pieces = pieces_of(Snippet.objects.all())
            facts = channels()
            assert all(variant(piece, one).post for piece in pieces.values() for one in facts)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_of_no_snippets_there_are_no_pieces():
    assert pieces_of([]) == {}
