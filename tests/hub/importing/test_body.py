import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.assets.blocks import BodyBlock
from hub.importing.body import to_blocks
from hub.importing.errors import ImportProblem
from hub.importing.markup import markdown_to_html


def link(href: str):
    if href.startswith("http"):
        return {"href": href}
    return {"linktype": "page", "id": "7"} if href.endswith(".md") else None


def image(src: str):
    return {"url": src} if src.startswith("http") else None


def blocks(text: str, html: bool = False) -> list:
    source = text if html else markdown_to_html(text)
    return [
        (block["type"], block["value"])
        for block in to_blocks(source, link, image, lambda message: None)
    ]


def test_headings_have_three_levels():
    assert [value["level"] for _kind, value in blocks("# a\n\n## b\n\n### c\n\n##### d")] == list(
        "2234"
    )


def test_paragraphs_and_lists_share_a_block():
    assert blocks("One **b** *i* ~~s~~ `c`\n\n- x\n  1. y") == [
        (
            "paragraph",
            "<p>One <b>b</b> <i>i</i> <s>s</s> <code>c</code></p>"
            "<ul><li>x<ol><li>y</li></ol></li></ul>",
        )
    ]


def test_long_text_is_cut_into_blocks_of_a_sensible_size():
    found = blocks("\n\n".join(["word " * 100] * 20))
    assert 8 <= len(found) <= 12


def test_links_are_internal_external_or_text():
    (found,) = blocks("[a](x.md) [b](https://x.org/?a=1&b=2) [c](nowhere) [d](javascript:alert(1))")
    assert found[1] == (
        '<p><a linktype="page" id="7">a</a> <a href="https://x.org/?a=1&amp;b=2">b</a> c '
        "[d](javascript:alert(1))</p>"
    )


@pytest.mark.parametrize(
    ("text", "speaker", "role"),
    [
        ("> Good.\n>\n> — Ann Lee, CFO", "Ann Lee", "CFO"),
        ("<blockquote>Good.<cite>Ann Lee, CFO</cite></blockquote>", "Ann Lee", "CFO"),
        ("<figure><blockquote>Good.</blockquote><figcaption>Ann</figcaption></figure>", "Ann", ""),
        ("> “Good.” – Ann Lee", "Ann Lee", ""),
        ("> Good.", "", ""),
    ],
)
def test_quotes_know_who_spoke(text, speaker, role):
    ((kind, value),) = blocks(text)
    assert (kind, value["speaker"], value["role"]) == ("quote", speaker, role)
    assert "Good." in value["text"] and "Ann" not in value["text"]


def test_code_keeps_its_lines_and_language():
    assert blocks("```python\nif a < b:\n    pass\n```") == [
        ("code", {"language": "python", "code": "if a < b:\n    pass"})
    ]


def test_tables_have_headings_and_rows():
    ((kind, value),) = blocks("| a | b |\n|---|---|\n| 1 | **2** |")
    assert kind == "table"
    assert [column["heading"] for column in value["columns"]] == ["a", "b"]
    assert [row["values"] for row in value["rows"]] == [["1", "2"]]


def test_pictures_and_embeds_leave_the_paragraph():
    kinds = [
        kind
        for kind, _value in blocks(
            "Text ![alt](https://x.org/a.png) more\n\n<iframe src='//v.org/1'></iframe>"
        )
    ]
    assert kinds == ["paragraph", "image", "embed"]


def test_a_figure_has_its_caption():
    found = blocks(
        "<figure><img src='https://x.org/a.png' alt='A'><figcaption>C</figcaption></figure>"
    )
    assert found == [
        ("image", {"image": None, "url": "https://x.org/a.png", "alt": "A", "caption": "C"})
    ]


def test_code_in_a_list_stays_code():
    found = blocks("1. Do\n\n   ```\n   a\n   b\n   ```\n\n2. Then")
    assert found == [
        ("paragraph", "<p>1. Do</p>"),
        ("code", {"language": "", "code": "a\nb"}),
        ("paragraph", "<p>2. Then</p>"),
    ]


def test_indented_html_is_not_code():
    assert blocks("    <p>text</p>") == [("paragraph", "<p>text</p>")]


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<style>p {}</style>",
        "<p onclick='alert(1)'>x</p>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='data:text/html,x'>x</a>",
        "<iframe src='javascript:alert(1)'></iframe>",
        "<svg onload=alert(1)></svg>",
        "<img src=x onerror=alert(1)>",
        "<math><mi//xlink:href='data:x,alert(1)'>",
    ],
)
def test_nothing_that_runs_survives(html):
    assert not any(
        word in repr(blocks(html, html=True)) for word in ("alert", "javascript", "data:", "{}")
    )


def test_braces_written_as_entities_are_shown_as_code():
    assert blocks("<p>Use &#123;&#123; x }} here</p>", html=True) == [
        ("paragraph", "<p>Use <code>{{ x }}</code> here</p>")
    ]


def test_blocks_keep_their_id_while_their_content_stays():
    def ids(text: str) -> list[str]:
        html = markdown_to_html(text)
        return [block["id"] for block in to_blocks(html, link, image, print)]

    before, after = ids("# a\n\none\n\n# b"), ids("# a\n\ntwo\n\n# b")
    assert before[0] == after[0] and before[2] == after[2] and before[1] != after[1]


@given(st.text(alphabet="<>/=\"' abipquodvl!-#*[]()`|\n&;"))
def test_any_markup_becomes_valid_blocks(text):
    found = to_blocks(markdown_to_html(text), link, image, lambda message: None)
    block = BodyBlock(required=False)
    block.clean(block.to_python(found))


@pytest.mark.parametrize(
    "html",
    ["<div>" * 200_000, "<table><tr><td>" * 5_000, "<ul><li>" * 5_000, "<b><i>" * 5_000],
)
def test_bottomless_nesting_is_refused_at_once(html):
    started = time.process_time()
    with pytest.raises(ImportProblem, match="nested"):
        blocks(html, html=True)
    assert time.process_time() - started < 2


def test_markdown_nested_without_end_stays_shallow():
    blocks("> " * 5_000 + "x")
    blocks("[" * 20_000)
    blocks("*a " * 20_000)
