"""That what is run on demand still fits what it measures."""

import pytest

from tests.benchmarks import run, speed, vectors
from tests.benchmarks.machine import commit, machine, milliseconds, table


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
