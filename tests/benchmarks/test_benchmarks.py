"""That what is run on demand still fits what it measures."""

import json

import pytest

from search.documents import Document, Section
from search.snippets import Proposal, SnippetType
from tests.benchmarks import pieces, run, speed, summaries, vectors
from tests.benchmarks.machine import commit, machine, milliseconds, table
from tests.benchmarks.rouge import Rouge, copied_share, rouge
from tests.benchmarks.summarizers import at_random, oracle


@pytest.mark.parametrize("part", [*run.PARTS, *run.ON_REQUEST])
def test_every_part_can_be_measured(part):
    assert callable(run.part(part))


@pytest.mark.parametrize("stage", speed.STAGES)
def test_every_stage_is_somewhere(stage):
    owner, function = speed.STAGES[stage]
    assert callable(getattr(owner, function))


def test_the_machine_and_the_commit_have_names():
    assert "cores" in machine()
    assert commit()


def test_figures_are_laid_out_in_markdown():
    assert table(["a", "b"], [["x", "1"]]) == ["| a | b |", "| --- | --: |", "| x | 1 |"]


def test_times_are_in_milliseconds():
    assert milliseconds([0.01] * 19 + [0.2]) == "p50 10 ms, p95 20 ms"


def test_a_vector_is_embedded_once(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    first = vectors.document_vectors(["pumps", "seals"])

    def refuse(model=None):
        raise AssertionError("embedded again")

    monkeypatch.setattr(vectors, "get_encoder", refuse)
    assert (vectors.document_vectors(["seals", "pumps"]) == first[::-1]).all()


def test_parts_that_are_none_are_refused(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["run", "magic"])
    with pytest.raises(SystemExit):
        run.main()
    assert "no such part: magic" in capsys.readouterr().err


def test_a_corpus_is_for_the_snippets_alone(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["run", "speed", "--corpus", "posts.jsonl"])
    with pytest.raises(SystemExit):
        run.main()
    assert "--corpus" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "reference", "expected"),
    [
        ("a b c d", "A, c! e d f", Rouge(2 / 3, 3 / 5)),
        ("泵停了", "泵不停", Rouge(2 / 3, 2 / 3)),
        ("ISO 27001认证", "认证ISO 27001", Rouge(1 / 2, 1 / 2)),
        ("…", "a", Rouge(0, 0)),
    ],
)
def test_rouge_counts_what_is_common_in_order(text, reference, expected):
    assert rouge(text, reference) == pytest.approx(expected)


def test_a_summary_taken_from_the_text_is_known():
    text = "We say it first. The pumps of the mill stopped every other night, and nobody knew why."
    assert copied_share("The pumps of the mill stopped every other night.", text) == 1
    assert copied_share("Pumps stopped, and why they did was known to nobody there.", text) == 0


def test_an_oracle_takes_what_comes_nearest():
    texts = ["Pumps leak.", "Tea.", "A leak costs hours."]
    assert oracle(texts, "Pumps leak, a leak costs.", 2) == [2, 0]


def test_chance_is_the_same_each_time():
    texts = [str(number) for number in range(30)]
    assert at_random(texts) == at_random(texts) != list(range(30))


SENTENCE = "The pumps of the mill stopped every other night. "


def test_a_corpus_is_read_with_its_headings(tmp_path):
    file = tmp_path / "posts.jsonl"
    line = {
        "title": "Pumps",
        "text": f"{SENTENCE * 3}\n## Why\n{SENTENCE * 3}",
        "summary": "Seals.",
    }
    file.write_text(json.dumps(line) + "\n\n")
    [post] = summaries.posts_of(file)
    assert [section.title for section in post.document.sections] == ["", "Why"]
    assert (len(post.texts), post.document.locale) == (6, "en")


@pytest.mark.parametrize(
    "line", ["{", '"text"', '{"title": "a"}', '{"title": 1, "text": 2, "summary": 3}']
)
def test_a_broken_line_is_named(tmp_path, line):
    file = tmp_path / "posts.jsonl"
    file.write_text("\n" + line)
    with pytest.raises(run.Skipped, match="line 2"):
        summaries.posts_of(file)


def test_what_is_no_sentence_or_not_the_text_is_told():
    document = Document(
        "a", "en", "A", sections=(Section("One here. Two here."), Section("Three."))
    )

    def proposal(start: int, end: int) -> Proposal:
        return Proposal(start, end, document.text[start:end], SnippetType.CLAIM, 1.0)

    assert pieces.is_on_bounds(document, proposal(10, 19))
    assert not pieces.is_on_bounds(document, proposal(10, 27))  # of two sections
    assert not pieces.is_on_bounds(document, proposal(1, 9))
    assert not pieces.is_verbatim(document, Proposal(0, 9, "One there", SnippetType.CLAIM, 1.0))
