"""A real site, complete: the public 18F posts and project pages."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from hub.assets.models import Asset
from hub.importing.report import Outcome

from .conftest import asset, counts, of

DOCUMENTATION = Path(__file__).resolve().parents[3] / "docs" / "importing.md"


def documented_mapping() -> str:
    """The mapping our documentation gives for this very site."""
    examples = re.findall(r"```toml\n(.*?)```", DOCUMENTATION.read_text(), re.DOTALL)
    return next(example for example in examples if 'source = "18f"' in example)


def outside_code(page: Asset) -> str:
    blocks = [block for block in page.body.raw_data if block["type"] != "code"]
    text = json.dumps([block["value"] for block in blocks], ensure_ascii=False)
    return re.sub(r"<code>.*?</code>", "", text)


@pytest.mark.corpus
def test_18f_imports_completely(corpus, run, django_assert_max_num_queries):
    report = run(documented_mapping(), path=corpus / "18f")

    assert counts(report) == (536, 0, 0, 0)
    assert {file.path: file.reason for file in report.of(Outcome.SKIPPED)} == {
        "README.md": "excluded by the mapping",
        "LICENSE.md": "excluded by the mapping",
        "judgments.json": "not Markdown, HTML, DOCX or PDF",
        "data/agencies.yml": "not Markdown, HTML, DOCX or PDF",
        "data/featured.yml": "not Markdown, HTML, DOCX or PDF",
    }
    pages = [page for page in Asset.objects.specific() if page.live]
    assert len(pages) == 536
    assert Counter(page.kind for page in pages) == {"article": 509, "case_study": 27}
    texts = {page.external_id: outside_code(page) for page in pages}
    assert [key for key, text in texts.items() if "{{" in text or "{%" in text] == []
    assert not any(re.search(r"<script|javascript:|\son\w+=", text) for text in texts.values())
    assert not any(re.search(r"<\w|&\w+;|\n", page.title + page.summary) for page in pages)
    assert sum(text.count('linktype=\\"page\\"') for text in texts.values()) > 550
    for page in pages:  # an editor can save each of them as it is
        page.body.stream_block.clean(page.body)

    look_at_the_oddities(report)
    with django_assert_max_num_queries(5):
        again = run(documented_mapping(), path=corpus / "18f")
    assert counts(again) == (0, 0, 536, 0)


def look_at_the_oddities(report) -> None:
    one_digit_day = asset("posts/2024-12-5-18f-project-defaults.md")
    assert one_digit_day.published_at.date().isoformat() == "2024-12-04"  # Shanghai's midnight
    assert one_digit_day.slug == "18f-project-defaults"

    tabs = Asset.objects.get(external_id__startswith="posts/2016-05-19-content-debt").specific
    assert tabs.author_list == ["melody"]

    stray = Asset.objects.get(external_id__startswith="posts/2014-05-14-hacking").specific
    assert any(key.startswith("<p>") for key in stray.source_metadata)

    spanish = "posts/2021-09-16-a_day_in_the_life_-_ingeniero_en_18f.md"
    assert asset(spanish).source_metadata["locale"] == "es-PR"
    assert "es-PR" in of(report, spanish).warnings[0].message

    case = asset("projects/services/alaska-dhss.md")
    assert case.customer == "Alaska Department of Health and Social Services"
    quotes = [block["value"] for block in case.body.raw_data if block["type"] == "quote"]
    assert [quote["speaker"] for quote in quotes] == ["Monica Windom"]

    code = asset("posts/2024-07-17-working-with-oracle-databases-in-open-source-projects.md")
    assert any(
        "{{ your secure password }}" in block["value"]["code"]
        for block in code.body.raw_data
        if block["type"] == "code"
    )
