"""Structured data: what search engines require is there, and nothing can end the script it stands in."""

import json
from datetime import UTC, datetime

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from hub.website import structured
from hub.website.structured import Publisher, Work

MOMENT = datetime(2026, 5, 12, 9, 30, tzinfo=UTC)
OURS = Publisher("Ridgewell", "https://www.example.com/en/", "https://hub.example.com/logo.png")
HOSTILE = ["</script>", "<!--", "]]>", "&", "\u2028", "\u2029", "'", '"', "\\", "\x00", "停"]
TEXTS = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=5))).map("".join)


def work(**known):
    defaults = {
        "url": "https://www.example.com/en/presses",
        "title": "Presses",
        "description": "What they cost.",
        "locale": "en",
        "published": MOMENT,
        "modified": MOMENT,
        "publisher": OURS,
        "images": ["https://hub.example.com/1.jpg"],
    }
    return Work(**{**defaults, **known})


@given(TEXTS)
def test_no_text_can_end_the_script_and_none_is_changed(text):
    told = structured.script(structured.article(work(title=text)))
    page = f'<script type="application/ld+json">{told}</script><p>after</p>'
    soup = BeautifulSoup(page, "html.parser")
    assert [element.name for element in soup.find_all(True)] == ["script", "p"]
    assert json.loads(soup.script.string).get("headline", "") == text
    assert not set("<>&\u2028\u2029") & set(told)


def test_an_article_has_what_is_required():
    thing = structured.article(work(authors=["Ann"], keywords=["Downtime"]))
    assert thing["@type"] == "Article"
    assert thing["headline"] == "Presses"
    assert thing["datePublished"] == thing["dateModified"] == "2026-05-12T09:30:00+00:00"
    assert thing["author"] == [{"@type": "Person", "name": "Ann"}]
    assert thing["publisher"]["logo"] == OURS.logo
    assert thing["image"] == ["https://hub.example.com/1.jpg"]


def test_without_authors_the_publisher_is_the_author():
    assert structured.article(work())["author"]["name"] == "Ridgewell"


def test_what_is_not_known_is_left_out():
    bare = work(published=None, modified=None, publisher=None, images=[], description="")
    assert set(structured.article(bare)) == {
        *("@type", "headline", "url", "mainEntityOfPage", "inLanguage")
    }


def test_a_case_study_says_whom_it_is_about_and_what_they_said():
    thing = structured.case_study(work(), "Kestrel", "It held.", "Ann", "CFO")
    assert thing["about"] == {"@type": "Organization", "name": "Kestrel"}
    assert thing["hasPart"] == {
        "@type": "Quotation",
        "text": "It held.",
        "creator": {"@type": "Person", "name": "Ann", "jobTitle": "CFO"},
    }
    assert not {"about", "hasPart"} & set(structured.case_study(work(), "", "", "", ""))


def test_questions_have_their_answers():
    [question] = structured.faq_page(work(), [("Safe?", "<p>Yes.</p>")])["mainEntity"]
    assert question == {
        "@type": "Question",
        "name": "Safe?",
        "acceptedAnswer": {"@type": "Answer", "text": "<p>Yes.</p>"},
    }


def test_a_video_has_what_is_required():
    thing = structured.recording(work(), "VideoObject", "https://v.example/1", "", 125, "Hello")
    assert thing["name"] == "Presses"
    assert thing["thumbnailUrl"] == ["https://hub.example.com/1.jpg"]
    assert thing["uploadDate"] == "2026-05-12T09:30:00+00:00"
    assert thing["duration"] == "P0DT00H02M05S"
    assert thing["embedUrl"] == "https://v.example/1"
    assert "contentUrl" not in thing


def test_an_episode_has_its_sound():
    thing = structured.recording(
        work(), "PodcastEpisode", "", "https://hub.example.com/1.mp3", 60, ""
    )
    assert thing["associatedMedia"]["contentUrl"] == "https://hub.example.com/1.mp3"


def test_breadcrumbs_count_from_one():
    [home, page] = structured.breadcrumbs([("Ridgewell", "/en/"), ("Presses", "/en/presses")])[
        "itemListElement"
    ]
    assert (home["position"], home["item"], page["position"]) == (1, "/en/", 2)


def test_the_website_and_the_organisation_are_known_by_the_home_page():
    site = structured.web_site(OURS, "en")
    assert site["@id"] == "https://www.example.com/en/#website"
    assert site["publisher"]["@id"] == "https://www.example.com/en/#organization"
