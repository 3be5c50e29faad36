import pytest

from hub.importing import mapping
from hub.importing.errors import MappingError


@pytest.mark.parametrize("name", mapping.PRESETS)
def test_the_presets_are_valid(name):
    assert mapping.preset(name).fields["title"] == ["title"]


def test_a_mapping_may_extend_a_preset():
    found = mapping.loads('extends = "jekyll"\n[fields]\ncustomer = "who"\n')
    assert found.fields["customer"] == ["who"] and found.fields["title"] == ["title"]


def test_later_globs_win():
    found = mapping.loads(
        "[defaults]\nkind = 'article'\n"
        "[paths.'a/**']\nkind = 'faq'\n[paths.'a/b/*']\nkind = 'video'"
    )
    kinds = [found.defaults_for(path)["kind"] for path in ("x.md", "a/x.md", "a/b/x.md")]
    assert kinds == ["article", "faq", "video"]


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ("x", "", "TOML"),
        ("sauce = 'a'", "sauce", "not known"),
        ("source = 1", "source", "should be text"),
        ("source = ''", "source", "1 to 100"),
        ("extends = 'wordpress'", "extends", "no preset"),
        ("[fields]\ncolour = 'a'", "fields.colour", "no such field"),
        ("[fields]\ntitle = 1", "fields.title", "text or a list"),
        ("[files]\nname_pattern = '('", "files.name_pattern", "regular expression"),
        ("[files]\nname_pattern = 'x'", "files.name_pattern", "named groups"),
        ("[files]\nfront_matter = 'maybe'", "files.front_matter", "none of"),
        ("[terms]\ncreate = ['content_type']", "terms.create", "none of"),
        ("[links]\naddresses = ['/{century}/']", "links.addresses", "century"),
        ("[links]\nsite = 'ftp://x'", "links.site", "http"),
        ("[values]\nkind = 'a'", "values.kind", "table"),
        ("[paths.'a/**']\nflavour = 1", 'paths."a/**".flavour', "no such field"),
        ("[templating.filters]\na = 'boil'", "templating.filters.a", "none of"),
    ],
)
def test_what_makes_no_sense_is_said_with_file_key_and_reason(text, key, reason):
    with pytest.raises(MappingError) as caught:
        mapping.loads(text, "my.toml")
    assert (caught.value.file, caught.value.key) == ("my.toml", key)
    assert reason in caught.value.reason
