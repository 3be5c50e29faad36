from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db.migrations import RunPython

from hub.taxonomy.models import Channel, ContentType, Persona, TermName
from hub.taxonomy.seeding import Counts, SeedError, seed
from hub.taxonomy.vocabulary import vocabulary

pytestmark = pytest.mark.django_db

DEMO = Path(__file__).parents[3] / "hub" / "demo" / "taxonomy.toml"


@pytest.fixture
def file(tmp_path):
    def write(text: str) -> Path:
        path = tmp_path / "terms.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_an_empty_hub_gets_every_term_in_both_languages():
    seed()
    assert {len(term.names) for term in vocabulary()} == {2}


def test_the_demos_terms_are_named_in_both_languages():
    seed(DEMO)
    assert {len(term.names) for term in vocabulary()} == {2}


def test_personas_say_what_they_want_and_what_worries_them():
    seed()
    for persona in vocabulary().of_kind("persona"):
        assert "Goals:" in persona.names["en"].description
        assert "痛点" in persona.names["zh-hans"].description


def test_what_the_source_says_of_channels_and_content_types_is_kept():
    seed()
    x = Channel.objects.get(slug="x")
    assert (x.hard_limit, x.counting) == (280, "x")
    assert ContentType.objects.get(slug="competitor-comparison").default_audience == "internal"


def test_a_second_run_changes_nothing():
    created = seed().created
    assert seed() == Counts(created=0, named=0, kept=created)


def test_what_editors_changed_stays():
    seed()
    TermName.objects.filter(term__slug="finance", locale="en").update(name="Money people")
    seed()
    assert vocabulary().term("persona", "finance").name_in("en") == "Money people"


def test_a_term_someone_made_before_gets_the_names_it_lacks():
    persona = Persona.objects.create(slug="finance")
    TermName.objects.create(term_id=persona.pk, locale="en", name="Money people")
    seed()
    term = vocabulary().term("persona", "finance")
    assert (term.name_in("en"), term.name_in("zh-hans")) == ("Money people", "财务负责人")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[[persona", "terms.toml: "),
        ("[[planet]]\nslug = 'x'", "planet"),
        ("[[persona]]\nen = {name = 'X'}", "no slug"),
        ("[[persona]]\nslug = 'x'", "no name"),
        ("[[persona]]\nslug = 'x'\nen = {aliases = []}", "no name in en"),
        ("[[content_type]]\nslug = 'x'\nfamily = 'none'\nen = {name = 'X'}", "no family 'none'"),
        ("[[persona]]\nslug = 'x'\nfold = 3\nen = {name = 'X'}", "fold"),
        ("[[channel]]\nslug = 'x'\ncounting = 'bytes'\nen = {name = 'X'}", "counting"),
        ("[[channel]]\nslug = 'x'\nshare_url = 'data:{text}'\nen = {name = 'X'}", "share_url"),
    ],
)
def test_a_bad_file_is_refused_with_the_reason_and_writes_nothing(file, text, reason):
    with pytest.raises(SeedError, match=reason):
        seed(file("[[stage]]\nslug = 'first'\nen = {name = 'First'}\n" + text))
    assert len(vocabulary()) == 0


def test_a_file_that_is_not_there_is_one_line_on_the_command(tmp_path):
    with pytest.raises(CommandError, match=r"nowhere\.toml"):
        call_command("seed_taxonomy", tmp_path / "nowhere.toml")


def test_channels_that_were_there_before_are_as_new_ones():
    seed()
    wanted = list(Channel.objects.values())
    Channel.objects.update(**{field.name: field.get_default() for field in _new_fields()})
    for name in ("0003_what_posts_carry_on_the_channels_we_know", "0004_channels_for_colleagues"):
        for operation in import_module(f"hub.taxonomy.migrations.{name}").Migration.operations:
            if isinstance(operation, RunPython):
                operation.code(apps, None)
    assert list(Channel.objects.values()) == wanted


def _new_fields():
    own = Channel._meta.local_fields
    return [
        field for field in own if field.has_default() and field.name not in ("hard_limit", "fold")
    ] + [Channel._meta.get_field("share_url")]
