"""Landing pages in the admin: added, checked, looked at."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from hub.landing.models import LandingFormField, LandingPage
from hub.landing.sections import AlternativeBlock, SectionBlock
from hub.landing.serving import served as served_to
from hub.snippets.models import Decision, Snippet
from hub.targeting.feed import Visitor
from hub.taxonomy.models import Audience, Industry, Persona, Stage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = User.objects.create_user("ed", password="secret")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return client


@pytest.fixture
def terms():
    factories.term(Persona, "finance", en="Finance")
    factories.term(Stage, "deciding", en="Deciding")
    factories.term(Industry, "dairy", en="Dairy")


def alternatives(*items):
    """As a form sends a list block."""
    fields = {"alternatives-count": str(len(items))}
    for place, (condition, heading) in enumerate(items):
        own = {"persona": "", "stage": "", "industry": "", "heading": heading, **condition}
        blank = {"text": "", "image": "", "cta_label": "", "cta_url": ""}
        for name, value in {**own, **blank}.items():
            fields[f"alternatives-{place}-value-{name}"] = value
        fields |= {
            f"alternatives-{place}-deleted": "",
            f"alternatives-{place}-order": str(place),
            f"alternatives-{place}-id": "",
            f"alternatives-{place}-type": "item",
        }
    return fields


def hero(*items):
    fields = {"heading": "Hello", "text": "", "image": "", "cta_label": "", "cta_url": ""}
    return ("hero", {**fields, **alternatives(*items)})


def form(*sections, fields=()):
    return nested_form_data(
        {
            "title": "For finance",
            "slug": "for-finance",
            "sections": streamfield(list(sections)),
            "persona": "",
            "stage": "",
            "industry": "",
            "form_fields": inline_formset(list(fields)),
            "submit_label": "",
            "consent": rich_text(""),
            "thanks": "",
            "seo_title": "",
            "search_description": "",
            "comments": inline_formset([]),
        }
    )


def save_draft(editor, *sections, **options):
    add = reverse("wagtailadmin_pages:add", args=["landing", "landingpage", factories.home().pk])
    return editor.post(add, form(*sections, **options))


def save(editor, *sections, **options):
    """Published, if all is well."""
    add = reverse("wagtailadmin_pages:add", args=["landing", "landingpage", factories.home().pk])
    return editor.post(add, {**form(*sections, **options), "action-publish": "1"})


def test_a_page_is_saved_with_its_alternatives(editor, terms):
    response = save(editor, hero(({"persona": "finance"}, "For you")))
    assert response.status_code == 302
    page = LandingPage.objects.get()
    [alternative] = page.sections[0].value["alternatives"]
    assert (alternative["persona"], alternative["heading"]) == ("finance", "For you")


@pytest.mark.parametrize(
    ("items", "message"),
    [
        ([({}, "For nobody")], "Say for whom"),
        (
            [({"persona": "finance"}, "A"), ({"persona": "finance"}, "B")],
            "An earlier alternative is for the same visitors.",
        ),
        ([({"persona": "nobody"}, "A")], "nobody"),
    ],
)
def test_an_alternative_that_would_never_be_shown_is_refused(editor, terms, items, message):
    response = save(editor, hero(*items))
    assert response.status_code == 200
    assert not LandingPage.objects.exists()
    assert message in response.content.decode()


def test_a_draft_is_kept_while_its_alternatives_are_not_ready(editor, terms):
    twice = [({"persona": "finance"}, "A"), ({"persona": "finance"}, "B")]
    assert save_draft(editor, hero(({}, "For nobody yet"), *twice)).status_code == 302
    assert not LandingPage.objects.get().live
    draft = LandingPage.objects.get().get_latest_revision_as_object()
    served = served_to(draft.sections.raw_data, Visitor())
    assert [one.fields["heading"] for one in served] == ["Hello"]
    assert draft.visitor_modes == [
        ("", "As it is for everybody else"),
        ("persona=finance", "Finance"),
    ]


def test_a_form_without_fields_is_refused(editor):
    section = ("lead_form", {"heading": "Talk", "text": "", "alternatives-count": "0"})
    response = save(editor, section)
    assert "The form has no fields yet" in response.content.decode()
    assert save_draft(editor, section).status_code == 302
    LandingPage.objects.get().delete()
    field = {"label": "Name", "field_type": "singleline", "required": "on"}
    empty = {"help_text": "", "choices": "", "default_value": ""}
    assert save(editor, section, fields=[{**field, **empty}]).status_code == 302


@pytest.mark.parametrize(
    ("button", "message"),
    [
        ({"cta_label": "Go"}, "Choose a page or a document, or give an address."),
        ({"cta_label": "Go", "cta_url": "javascript:x"}, "no address that a link can lead to"),
    ],
)
def test_a_button_that_leads_nowhere_is_refused(editor, button, message):
    kind, fields = hero()
    response = save(editor, (kind, {**fields, **button}))
    assert not LandingPage.objects.exists()
    assert message in response.content.decode()


def test_a_button_leads_to_a_page_or_to_an_address(editor):
    kind, fields = hero()
    button = {"cta_label": "Go", "cta_page": str(factories.asset().pk), "cta_url": "/go"}
    response = save(editor, (kind, {**fields, **button}))
    assert "only one of them" in response.content.decode()
    assert save(editor, (kind, {**fields, **button, "cta_url": ""})).status_code == 302
    assert LandingPage.objects.get().sections[0].value["cta_page"]


@pytest.mark.parametrize(
    ("label", "name"),
    [("Work email", "work_email"), ("姓名", "xing_ming"), ("？", "field"), ("电" * 255, None)],
)
def test_fields_get_names_that_people_can_read(label, name):
    found = LandingFormField(label=label).get_field_clean_name()
    assert len(found) <= 60
    assert name in (None, found)


def test_an_alternative_asks_for_nothing_and_has_all_fields_of_the_default():
    for section in LandingPage.sections.field.stream_block.child_blocks.values():
        assert isinstance(section, SectionBlock)
        alternative = section.child_blocks["alternatives"].child_block
        assert isinstance(alternative, AlternativeBlock)
        own = set(section.child_blocks) - {"alternatives"}
        assert set(alternative.child_blocks) == own | {"persona", "stage", "industry"}
        for name in own:
            assert not alternative.child_blocks[name].required, name


class TestPreview:
    @pytest.fixture
    def page(self, terms):
        made = factories.landing_page(
            sections=[
                (
                    "hero",
                    {
                        "heading": "For all",
                        "alternatives": [
                            {"persona": "finance", "stage": "", "industry": "", "heading": "Money"}
                        ],
                    },
                ),
                ("featured_assets", {"heading": "A", "assets": [factories.asset(title="Shown")]}),
                ("lead_form", {"heading": "Talk", "text": ""}),
                ("faq", {"questions": [{"question": "Why?", "answer": "<p>So.</p>"}]}),
            ],
            consent="<p>You may write.</p>",
        )
        made.save_revision()
        return made

    def shown(self, editor, page, mode=""):
        address = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
        response = editor.get(address, {"mode": mode} if mode else {})
        assert response.status_code == 200
        return response.content.decode()

    def test_there_is_one_for_each_condition(self, page):
        assert page.preview_modes == [
            ("", "As it is for everybody else"),
            ("persona=finance", "Finance"),
        ]

    def test_it_shows_the_variant_and_why(self, editor, page):
        assert "For all" in self.shown(editor, page)
        found = self.shown(editor, page, "persona=finance")
        assert "Money" in found and "The alternative for Finance." in found

    def test_it_shows_what_the_public_may_see_of_the_pool(self, editor, page):
        assert "Shown" in self.shown(editor, page)
        asset = page.sections[1].value["assets"][0].specific
        type(asset).objects.filter(pk=asset.pk).update(audience=Audience.INTERNAL)
        assert "Shown" not in self.shown(editor, page)


class TestChoosingSnippets:
    def listed(self, editor, **query):
        return editor.get(reverse("snippet_chooser:choose_results"), query).content.decode()

    def test_only_what_is_given_out_and_the_user_may_see(self, editor):
        asset = factories.asset(title="Asset")
        fields = {"asset": asset, "type": "claim", "start": 0, "end": 1}
        Snippet.objects.create(text="Approved words", decision=Decision.APPROVED, **fields)
        hidden = Snippet.objects.create(text="Proposed words", **fields)
        text = self.listed(editor)
        assert "Approved words" in text and "Proposed words" not in text
        chosen = editor.get(reverse("snippet_chooser:chosen", args=[hidden.pk]))
        assert chosen.status_code == 404

    def test_they_are_searched_by_their_words_and_their_asset(self, editor):
        for title, text in (("Press", "It held."), ("Dairy", "Milk.")):
            asset = factories.asset(title=title)
            Snippet.objects.create(
                asset=asset, text=text, type="claim", start=0, end=1, decision=Decision.APPROVED
            )
        assert "It held." in self.listed(editor, q="press")
        assert "Milk." not in self.listed(editor, q="press")


def test_privacy_offers_no_password_that_no_website_asks_for(editor):
    page = factories.landing_page()
    dialog = editor.get(f"/admin/pages/{page.pk}/privacy/").json()["html"]
    assert 'value="login"' in dialog and "password" not in dialog
