import json
import re
from pathlib import Path

import polib
import pytest
import wagtail
from wagtail.users.models import UserProfile

HUB = Path(__file__).parents[2] / "hub"
OURS = HUB / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
OF_WAGTAIL = sorted((HUB / "wagtail_chinese").rglob("*.po"))
COMPILE = "run: python hub/locale/compile.py (see docs/translations.md)"


@pytest.fixture(scope="module", params=[OURS, *OF_WAGTAIL], ids=lambda path: f"{path}"[-70:])
def path(request) -> Path:
    return request.param


@pytest.fixture(scope="module")
def source(path: Path):
    return polib.pofile(str(path))


def test_every_text_has_a_translation(source):
    assert [entry.msgid for entry in source.untranslated_entries()] == []


def test_no_translation_is_a_guess(source):
    assert [entry.msgid for entry in source.fuzzy_entries()] == []


def test_the_compiled_file_says_the_same(path, source):
    entries = polib.mofile(str(path.with_suffix(".mo")))
    compiled = {(entry.msgctxt, entry.msgid): entry for entry in entries}
    for entry in source:
        same = compiled[entry.msgctxt, entry.msgid]
        assert same.msgstr == entry.msgstr, COMPILE
        assert same.msgstr_plural == entry.msgstr_plural, COMPILE
    assert len(compiled) == len(source), COMPILE


def test_placeholders_survive_translation(source):
    names = re.compile(r"%\(\w+\)[sd]|%s")
    for entry in source:
        wanted = names.findall(entry.msgid_plural or entry.msgid)
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text:
                assert sorted(names.findall(text)) == sorted(wanted), entry.msgid


@pytest.mark.parametrize("path", OF_WAGTAIL, ids=lambda path: path.stem, scope="module")
def test_wagtail_still_says_what_is_translated_for_it(path, source):
    catalogues = Path(wagtail.__file__).parent.rglob(f"locale/en/LC_MESSAGES/{path.name}")
    said = {entry.msgid for file in catalogues for entry in polib.pofile(str(file))}
    assert [entry.msgid for entry in source if entry.msgid not in said] == []


@pytest.mark.django_db
class TestAnEditorWhoReadsChinese:
    @pytest.fixture
    def chinese(self, admin_client, admin_user):
        profile = UserProfile.get_for_user(admin_user)
        profile.preferred_language = "zh-hans"
        profile.save()
        return admin_client

    def test_is_told_in_chinese_what_wagtail_has_no_chinese_for(self, chinese):
        assert "按“名称”升序排列" in chinese.get("/admin/users/").content.decode()

    def test_by_its_scripts_too(self, chinese):
        assert json.dumps("已自动保存。") in chinese.get("/admin/jsi18n/").content.decode()
