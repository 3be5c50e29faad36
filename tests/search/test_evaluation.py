import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import indexing
from search.engines.embedded import View
from search.engines.memory import current_view
from search.engines.segments import DocumentEntry, PassageEntry
from search.evaluation import report
from search.evaluation.comparison import (
    difference,
    evaluate,
    groups,
    losers,
    means,
    winners,
)
from search.evaluation.judgments import BadJudgments, Judged, dump, load, parse, with_keys
from search.evaluation.metrics import bootstrap, ndcg, recall, reciprocal_rank
from search.evaluation.rankers import Arms, best, neighbour_arms, question_arms

KEYS = "abcdefghijkl"
orders = st.permutations(KEYS).flatmap(lambda p: st.integers(0, len(p)).map(lambda n: p[:n]))
grades = st.dictionaries(st.sampled_from(KEYS), st.integers(1, 4), min_size=1)


# ---- metrics


def test_ndcg_as_worked_by_hand():
    # Gains 3, 0, 1 at ranks 1, 2, 3 give 3 + 1/2; the best order, 3 + 1/log2(3).
    value = ndcg(["a", "x", "b"], {"a": 2, "b": 1})
    assert value == pytest.approx(3.5 / (3 + 1 / np.log2(3)))


@given(orders, grades)
def test_metrics_lie_between_none_and_all(found, relevant):
    for metric in (ndcg, recall, reciprocal_rank):
        assert 0 <= metric(found, relevant) <= 1 + 1e-12


@given(grades, st.integers(1, 12))
def test_the_best_order_has_the_best_ndcg(relevant, depth):
    found = sorted(relevant, key=lambda key: -relevant[key])
    assert ndcg(found, relevant, depth) == pytest.approx(1)


@given(orders, grades)
def test_moving_a_relevant_one_up_never_lowers_ndcg(found, relevant):
    for place in range(1, len(found)):
        if relevant.get(found[place], 0) > relevant.get(found[place - 1], 0):
            moved = [*found]
            moved[place - 1 : place + 1] = found[place], found[place - 1]
            assert ndcg(moved, relevant) >= ndcg(found, relevant)


def test_only_so_many_are_looked_at():
    found = ["x", "y", "a"]
    assert ndcg(found, {"a": 1}, depth=2) == 0
    assert recall(found, {"a": 1}, depth=2) == 0
    assert reciprocal_rank(found, {"a": 1}, depth=2) == 0


def test_recall_counts_every_grade_alike():
    assert recall(["a", "x"], {"a": 2, "b": 1}) == 0.5


def test_reciprocal_rank_is_of_the_first_relevant_one():
    assert reciprocal_rank(["x", "b", "a"], {"a": 2, "b": 1}) == 0.5


@given(st.lists(st.floats(-1, 1), min_size=1, max_size=50))
def test_an_interval_holds_its_mean(differences):
    interval = bootstrap(differences)
    assert interval.low - 1e-9 <= interval.mean <= interval.high + 1e-9
    assert interval.mean == pytest.approx(np.mean(differences))


def test_the_bootstrap_is_the_same_every_time():
    assert bootstrap([0.1, -0.2, 0.4]) == bootstrap([0.1, -0.2, 0.4])


def test_an_interval_is_as_wide_as_theory_has_it():
    differences = np.random.default_rng(1).normal(0.1, 1, 400).tolist()
    interval = bootstrap(differences)
    assert interval.high - interval.low == pytest.approx(2 * 1.96 * 1 / 20, rel=0.15)


def test_no_differences_have_no_interval():
    with pytest.raises(ValueError):
        bootstrap([])


@pytest.mark.parametrize(
    ("differences", "clear"), [([0.1] * 9, True), ([-0.1] * 9, True), ([0.1, -0.1] * 9, False)]
)
def test_a_difference_is_clear_on_one_side_of_zero(differences, clear):
    assert bootstrap(differences).is_clear is clear


# ---- judgments

QUERY = {"id": "q1", "query": "pumps", "lang": "en", "kind": "name", "relevant": {"a": 2}}


def write(path, content):
    file = path / "judgments.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content))
    return file


def test_each_list_is_for_a_task(tmp_path):
    content = {
        "ask": [QUERY],
        "search": [QUERY | {"id": "q2"}],
        "queries": [{"id": "q3", "query": "seals", "relevant": {"b": 1}}],
        "related": {"a": ["b", "c"]},
    }
    judged = load(write(tmp_path, content))
    assert [query.task for query in judged] == ["ask", "search", "search", "related"]
    assert judged[0] == Judged("q1", "ask", "pumps", {"a": 2}, "en", "name")
    assert judged[3] == Judged("related: a", "related", "a", {"b": 1, "c": 1})


def test_neighbours_may_have_grades(tmp_path):
    [judged] = load(write(tmp_path, {"related": {"a": {"b": 2, "c": 0}}}))
    assert judged.relevant == {"b": 2, "c": 0}


def test_a_query_that_nothing_is_relevant_to_is_told_apart():
    assert Judged("q", "ask", "pumps", {"a": 0, "b": 1}).has_relevant
    assert not Judged("q", "ask", "pumps", {"a": 0}).has_relevant


@given(
    st.lists(
        st.builds(
            Judged,
            id=st.text(min_size=1).filter(str.strip),
            task=st.sampled_from(["ask", "search"]),
            text=st.text(min_size=1).filter(str.strip),
            relevant=st.dictionaries(st.text(), st.integers(0, 10), min_size=1),
            lang=st.text(),
            kind=st.text(),
        ),
        min_size=1,
        unique_by=lambda judged: judged.id,
    )
)
def test_what_is_written_is_read_again(judged):
    read = parse(json.dumps(dump(judged)).encode())
    assert {query.id: query for query in read} == {query.id: query for query in judged}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("9" * 5000, "not JSON"),
        ('{"ask": [{"id": "\\ud800"}]}', "not JSON"),
        ([], "must be an object"),
        ({}, "no list"),
        ({"question": []}, "unknown lists: question"),
        ({"ask": {}}, "`ask` must be a list"),
        ({"ask": ["pumps"]}, "number 1 must be an object"),
        ({"ask": [QUERY | {"id": ""}]}, "no `id`"),
        ({"ask": [QUERY | {"query": " "}]}, "no `query`"),
        ({"ask": [QUERY | {"query": 7}]}, "`query` must be text"),
        ({"ask": [QUERY | {"lang": None}]}, "`lang` must be text"),
        ({"ask": [QUERY | {"relevant": {}}]}, "`relevant` must map"),
        ({"ask": [QUERY | {"relevant": ["a"]}]}, "`relevant` must map"),
        ({"ask": [QUERY | {"relevant": {"a": -1}}]}, "grade of 'a'"),
        ({"ask": [QUERY | {"relevant": {"a": 11}}]}, "grade of 'a'"),
        ({"ask": [QUERY | {"relevant": {"a": True}}]}, "grade of 'a'"),
        ({"ask": [QUERY | {"relevant": {"a": "2"}}]}, "grade of 'a'"),
        ({"ask": [QUERY], "search": [QUERY]}, "two queries with the id 'q1'"),
        ({"related": ["a"]}, "`related` must map"),
        ({"related": {"a": []}}, "'a' must have a list"),
        ({"related": {"a": [1]}}, "'a' must have a list"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, content, reason):
    with pytest.raises(BadJudgments, match=reason):
        load(write(tmp_path, content))


def test_a_file_in_another_encoding_is_refused(tmp_path):
    file = tmp_path / "judgments.json"
    file.write_bytes("水泵".encode("gb18030"))
    with pytest.raises(BadJudgments):
        load(file)


def test_a_missing_file_is_said_to_be(tmp_path):
    with pytest.raises(BadJudgments, match="No such file"):
        load(tmp_path / "none.json")


JUDGED = Judged("q1", "ask", "pumps", {"a": 2, "b": 1})


def test_ids_become_keys_and_unknown_ones_stay_to_be_missed():
    known, unknown = with_keys([JUDGED], {"a": "asset:1"})
    assert known == [replace(JUDGED, relevant={"asset:1": 2, "b": 1})]
    assert unknown == {"b"}


def test_neighbours_of_an_unknown_document_are_not_judged():
    neighbours = Judged("related: x", "related", "x", {"a": 1})
    known, unknown = with_keys([neighbours], {"a": "asset:1"})
    assert known == []
    assert unknown == {"x"}


# ---- comparison


def evaluated(*scores: tuple[str, list[str], list[str]]):
    """Queries whose only relevant document is `a`, with what two settings found."""
    found = {name: {"one": one, "two": two} for name, one, two in scores}
    judged = [Judged(name, "ask", name, {"a": 1}, lang=name[0]) for name in found]
    rankers = {setting: lambda q, s=setting: found[q.id][s] for setting in ("one", "two")}
    return list(evaluate(judged, rankers))


RESULTS = evaluated(
    ("e1", ["a"], ["x"]), ("e2", ["x", "a"], ["a"]), ("z1", ["x"], ["a"]), ("z2", ["a"], ["a"])
)


def test_means_are_over_queries():
    assert means(RESULTS, "one").recall == 0.75
    assert means(RESULTS, "two").ndcg == 0.75


def test_losers_are_those_that_the_other_serves_better_the_worst_first():
    assert [one.judged.id for one in losers(RESULTS, "one", "two")] == ["z1", "e2"]


def test_winners_are_the_others_losers():
    assert [one.judged.id for one in winners(RESULTS, "one", "two")] == ["e1"]


def test_a_difference_is_the_mean_gain():
    expected = means(RESULTS, "one").ndcg - means(RESULTS, "two").ndcg
    assert difference(RESULTS, "one", "two").mean == pytest.approx(expected)


def test_groups_are_by_label_and_leave_out_what_has_none():
    assert {name: len(of_group) for name, of_group in groups(RESULTS, "lang").items()} == {
        "e": 2,
        "z": 2,
    }
    assert groups(RESULTS, "kind") == {}


def test_nothing_evaluated_has_no_mean():
    with pytest.raises(ValueError):
        means([], "one")


# ---- rankers


def view(*texts: dict[str, int], vectors: list[list[float]]) -> View:
    entries = [
        DocumentEntry(
            KEYS[number],
            "en",
            "",
            {},
            0.0,
            (PassageEntry(number, tokens, np.array(vector, dtype=np.float32)),),
        )
        for number, (tokens, vector) in enumerate(zip(texts, vectors, strict=True))
    ]
    return View(2).with_changes(entries, [])


POOL = view(
    {"pump": 3, "seal": 1},
    {"pump": 1, "mill": 4},
    {"wind": 2},
    vectors=[[0, 1], [1, 0], [0.8, 0.6]],
)
ALL = np.ones(3, dtype=bool)


def test_each_arm_orders_by_itself():
    arms = question_arms(POOL, np.array([1, 0], dtype=np.float32), "pump", ALL)
    assert best(POOL, arms.bm25) == ["a", "b"]  # the third does not hold the word
    assert best(POOL, arms.dense) == ["b", "c", "a"]
    assert best(POOL, arms.rrf) == ["b", "a", "c"]


def test_what_is_masked_is_not_found():
    mask = np.array([True, False, True])
    arms = question_arms(POOL, np.array([1, 0], dtype=np.float32), "pump mill", mask)
    assert best(POOL, arms.rrf) == ["a", "c"]


def test_a_document_is_no_neighbour_of_its_own(notes):
    for name in ("pump", "mill"):
        notes.put(name, "Seals and pumps.")
    indexing.drain()
    view, model = current_view()
    arms = neighbour_arms(view, model, "note:pump", np.ones(2, dtype=bool))
    assert best(view, arms.bm25) == best(view, arms.dense) == ["note:mill"]


def test_reciprocal_ranks_add_up():
    bm25 = np.array([2.0, 1.0, -np.inf], dtype=np.float32)
    dense = np.array([-np.inf, 0.9, 0.8], dtype=np.float32)
    assert Arms(bm25, dense).rrf == pytest.approx([1 / 61, 1 / 62 + 1 / 61, 1 / 62])


def test_equals_stand_in_the_order_of_their_keys():
    assert best(POOL, np.array([1.0, 2.0, 1.0], dtype=np.float32)) == ["b", "a", "c"]


# ---- report


def test_the_report_names_the_best_part_and_the_losers():
    ours = {"hybrid": ["x", "a"], "bm25": ["a"], "dense": ["x"]}
    rankers = {name: lambda q, found=found: found for name, found in ours.items()}
    results = list(evaluate([JUDGED], rankers))
    text = "\n".join(report.lines(results, tuple(ours)))
    assert "hybrid - bm25 (its best part)" in text
    assert "0 queries gain, 1 lose" in text
    assert "q1  pumps" in text


def test_a_report_of_one_setting_compares_nothing():
    results = list(evaluate([JUDGED], {"dense": lambda q: ["a"]}))
    assert "best part" not in "\n".join(report.lines(results, ("dense",)))
