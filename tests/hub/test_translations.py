import re
from pathlib import Path

import polib
import pytest

PO = Path(__file__).parents[2] / "hub" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
COMPILE = "run: python hub/locale/compile.py (see docs/translations.md)"


@pytest.fixture(scope="module")
def source():
    return polib.pofile(str(PO))


def test_every_text_has_a_translation(source):
    assert [entry.msgid for entry in source.untranslated_entries()] == []


def test_no_translation_is_a_guess(source):
    assert [entry.msgid for entry in source.fuzzy_entries()] == []


def test_the_compiled_file_says_the_same(source):
    compiled = {entry.msgid: entry for entry in polib.mofile(str(PO.with_suffix(".mo")))}
    for entry in source:
        assert compiled[entry.msgid].msgstr == entry.msgstr, COMPILE
        assert compiled[entry.msgid].msgstr_plural == entry.msgstr_plural, COMPILE
    assert len(compiled) == len(source), COMPILE


def test_placeholders_survive_translation(source):
    names = re.compile(r"%\(\w+\)[sd]|%s")
    for entry in source:
        wanted = names.findall(entry.msgid_plural or entry.msgid)
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text:
                assert sorted(names.findall(text)) == sorted(wanted), entry.msgid
