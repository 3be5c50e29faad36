"""How an asset becomes a searchable document."""

import pytest

from hub.assets.documents import AssetSource, plain_text, text_of, to_document
from hub.assets.keys import key_of
from hub.assets.models import Faq, Publication, Recording
from hub.taxonomy.models import Industry, Persona
from search.documents import CONFIDENTIAL
from search.indexing import drain
from search.verification import differences
from tests import factories

pytestmark = pytest.mark.django_db


def blocks(*pairs: tuple[str, object]) -> list[dict[str, object]]:
    return [{"type": kind, "value": value, "id": f"b{n}"} for n, (kind, value) in enumerate(pairs)]


def sections(asset) -> list[tuple[str, str, str]]:
    """Kind, title and text of each."""
    return [(s.kind, s.title, s.text) for s in to_document(asset).sections]


def heading(text: str, level: str = "2") -> tuple[str, object]:
    return "heading", {"text": text, "level": level}


def test_says_what_it_is():
    asset = factories.asset(lang="zh-hans", title="压力机")
    document = to_document(asset)
    assert (document.key, document.locale, document.title) == (
        key_of(asset.pk),
        "zh-hans",
        "压力机",
    )
    assert document.published_at == asset.first_published_at


def test_translations_are_one_group():
    asset = factories.asset()
    factories.home("zh-hans")
    copy = asset.copy_for_translation(factories.locale("zh-hans"), copy_parents=True)
    assert to_document(copy).group == to_document(asset).group != ""


def test_prose_under_a_heading_is_one_section():
    body = blocks(
        ("paragraph", "<p>Before.</p>"),
        heading("Results"),
        ("paragraph", "<p>It held.</p><ul><li>One</li><li>Two</li></ul>"),
        ("callout", {"tone": "tip", "text": "<p>Oil it.</p>"}),
        heading("Next"),
        ("paragraph", "<p>More.</p>"),
    )
    assert sections(factories.asset(body=body)) == [
        ("text", "", "Before."),
        ("text", "Results", "It held.\nOne\nTwo\nOil it."),
        ("text", "Next", "More."),
    ]


def test_a_section_knows_the_headings_above_it():
    body = blocks(
        heading("Method"),
        heading("Pilot", "3"),
        ("paragraph", "<p>One press.</p>"),
        heading("Oil", "4"),
        ("paragraph", "<p>Daily.</p>"),
        heading("Roll-out", "3"),
        ("paragraph", "<p>All presses.</p>"),
        heading("Results"),
        ("paragraph", "<p>It held.</p>"),
    )
    assert [s.heading for s in to_document(factories.asset(body=body)).sections] == [
        "Method › Pilot",
        "Method › Pilot › Oil",
        "Method › Roll-out",
        "Results",
    ]


def test_levels_may_be_left_out():
    body = blocks(
        heading("Oil", "4"),
        ("paragraph", "<p>Daily.</p>"),
        heading("Method", "3"),
        heading("Results"),
        ("paragraph", "<p>It held.</p>"),
    )
    found = to_document(factories.asset(body=body)).sections
    assert [section.heading for section in found] == ["Oil", "Results"]


def test_each_turn_of_a_transcript_is_a_section():
    transcript = "Ann: Did it hold?\r\nBen: It did.\nAnn: Good.\nBen: For a year."
    assert sections(factories.asset(Recording, transcript=transcript))[:2] == [
        ("transcript", "Ann", "Ann: Did it hold?"),
        ("transcript", "Ben", "Ben: It did."),
    ]


def test_quotes_figures_tables_and_code_stand_alone():
    table = {
        "columns": [
            {"type": "text", "heading": "Press"},
            {"type": "text", "heading": ""},
        ],
        "rows": [{"values": ["4", "7 t"]}, {"values": ["", ""]}],
        "caption": "",
    }
    body = blocks(
        heading("Facts"),
        ("quote", {"text": "It held.", "speaker": "Lin", "role": "Fitter"}),
        ("statistic", {"value": "38 %", "label": "less downtime", "note": "a year"}),
        ("code", {"language": "", "code": "x < 1"}),
        ("table", table),
    )
    assert sections(factories.asset(body=body)) == [
        ("quote", "Facts", "It held.\nLin, Fitter"),
        ("statistic", "Facts", "38 % less downtime. a year"),
        ("code", "Facts", "x < 1"),
        ("table", "Facts", "Press: 4; 7 t"),
    ]


def test_pictures_and_films_give_their_captions():
    body = blocks(
        (
            "image",
            {"image": None, "url": "https://e.com/x.png", "alt": "A", "caption": "The press"},
        ),
        ("embed", {"url": "https://e.com/v", "caption": ""}),
        ("cta", {"label": "Go", "url": "https://e.com"}),
    )
    assert sections(factories.asset(body=body)) == [("text", "", "The press")]


def test_a_case_study_tells_its_figures():
    asset = factories.case_study(challenge="It leaked.", quote_speaker="Lin")
    found = sections(asset)
    assert ("text", "Challenge", "It leaked.") in found
    assert ("result", "Results", "Downtime 0: 41 → 17 (-59%)") in found
    assert found[-1] == ("quote", "", "It held.\nLin")


def test_each_question_is_a_section():
    questions = blocks(("question", {"question": "Why?", "answer": "<p>So.</p>"}))
    asset = factories.asset(Faq, questions=questions)
    assert sections(asset) == [("question", "Why?", "Why?\nSo.")]


def test_transcripts_and_files_are_read():
    assert sections(factories.asset(Recording, transcript="Hello.\r\nBye.")) == [
        ("transcript", "", "Hello.\nBye.")
    ]
    assert sections(factories.asset(Publication, extracted_text="Paper.")) == [
        ("text", "", "Paper.")
    ]


def test_an_empty_asset_is_a_document_without_text():
    assert sections(factories.asset()) == []


def test_facets_are_slugs():
    asset = factories.asset(
        personas=[factories.term(Persona, "buyer")], industries=[factories.term(Industry, "dairy")]
    )
    facets = to_document(asset).facets
    assert facets["persona"] == {"buyer"} and facets["industry"] == {"dairy"}
    assert (facets["kind"], facets["locale"]) == ({"article"}, {"en"})
    assert facets["audience"] == {"public"} and facets["topic"] == frozenset()


def test_what_not_everybody_may_see_is_confidential():
    shut, internal = factories.asset(), factories.asset(audience="internal")
    assert not to_document(shut).facets[CONFIDENTIAL]
    factories.shut(shut)
    assert to_document(shut).facets[CONFIDENTIAL] == {"yes"}
    assert to_document(internal).facets[CONFIDENTIAL] == {"yes"}


def test_text_is_the_documents():
    asset = factories.case_study(summary="Short.", challenge="It leaked.")
    assert text_of(asset, ()) == to_document(asset).text


def test_half_characters_and_nul_are_indexed_without_harm():
    asset = factories.asset(
        body=blocks(heading("\udc00 Head"), ("paragraph", "<p>a\ud800b\x00c</p>"))
    )
    assert sections(asset)[0][2] == "a b c"
    drain()
    assert list(differences()) == []


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("<p>a<br/>b</p>", "a\nb"),
        ("<ol><li>a <b>b</b></li><li>c</li></ol>", "a b\nc"),
        ("<p>  x\n y </p>", "x y"),
        ("<pre>x\ny</pre>", "x\ny"),
        ("<p>a<!-- no\nbody --></p>", "a"),
        ("a &lt; b &amp; c", "a < b & c"),
        ("", ""),
        ("<p><p><b>broken", "broken"),
    ],
)
def test_plain_text(html, text):
    assert plain_text(html) == text


class TestSource:
    def test_a_draft_is_no_document(self):
        asset = factories.asset(live=False)
        assert AssetSource().document(key_of(asset.pk)) is None
        assert key_of(asset.pk) not in AssetSource().all_keys()

    def test_a_published_one_is(self):
        asset = factories.asset(title="Press")
        document = AssetSource().document(key_of(asset.pk))
        assert document is not None and document.title == "Press"
        assert list(AssetSource().all_keys()) == [key_of(asset.pk)]

    def test_an_unknown_one_is_none(self):
        assert AssetSource().document("asset:999999") is None
