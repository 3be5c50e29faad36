import pytest
from django.test import RequestFactory

from hub.assets.models import Faq
from tests import factories

pytestmark = pytest.mark.django_db


def _preview(page, admin_user):
    request = RequestFactory().get("/")
    request.user = admin_user
    return page.serve_preview(request, "")


def test_without_a_front_end_the_preview_is_a_page_of_our_own(admin_user):
    response = _preview(factories.case_study(challenge="It leaked."), admin_user).render()
    assert "It leaked." in response.text
    assert 'id="block-results"' in response.text


def test_every_block_has_a_look(admin_user):
    blocks = [
        ("heading", {"text": "Head", "level": "2"}),
        ("paragraph", "<p>Para</p>"),
        ("quote", {"text": "Said", "speaker": "Lin", "role": "Fitter"}),
        ("statistic", {"value": "38 %", "label": "Stat", "note": ""}),
        ("image", {"image": None, "url": "https://e.com/x.png", "alt": "Alt", "caption": "Cap"}),
        ("code", {"language": "", "code": "x < 1"}),
        ("callout", {"tone": "tip", "text": "<p>Call</p>"}),
        ("embed", {"url": "https://e.com/v", "caption": "Film"}),
        ("cta", {"label": "Go", "url": "javascript:alert(1)"}),
    ]
    page = factories.asset(body=[{"type": t, "value": v, "id": t} for t, v in blocks])
    text = _preview(page, admin_user).render().text
    for shown in (
        "Head",
        "Para",
        "Said",
        "Fitter",
        "38 %",
        "Cap",
        "x &lt; 1",
        "Call",
        "Film",
        "Go",
    ):
        assert shown in text
    assert 'href="javascript' not in text


def test_a_link_to_an_asset_leads_to_where_it_can_be_read(admin_user):
    link = '<p><a linktype="page" id="77">there</a></p>'
    page = factories.asset(body=[{"type": "paragraph", "value": link, "id": "p"}])
    assert '<a href="/admin/ask/read/77/">there</a>' in _preview(page, admin_user).render().text


def test_questions_are_shown_with_their_answers(admin_user):
    question = {"question": "Why?", "answer": "<p>Because.</p>"}
    page = factories.asset(Faq, questions=[{"type": "question", "value": question, "id": "q"}])
    text = _preview(page, admin_user).render().text
    assert "Why?" in text
    assert "Because." in text
