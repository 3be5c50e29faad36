import pytest
from django.test import override_settings
from graphql import get_introspection_query

from api.limits import COSTS, LENGTHS
from api.schema import schema
from tests import factories

pytestmark = pytest.mark.django_db


def nested(depth: int) -> str:
    """A query whose fields stand `depth` deep."""
    inner = "id"
    for _ in range(depth - 2):
        inner = f"translations {{ {inner} }}"
    return f'{{ asset(id: "1") {{ {inner} }} }}'


def test_depth(refusal, data):
    assert data(nested(14)) == {"asset": None}
    code, message = refusal(nested(15))
    assert code == "LIMIT_EXCEEDED"
    assert "15; the limit is 14" in message


def test_depth_through_fragments(refusal):
    chain = " ".join(
        f"fragment F{number} on Asset {{ translations {{ ...F{number + 1} }} }}"
        for number in range(14)
    )
    query = f'{{ asset(id: "1") {{ ...F0 }} }} {chain} fragment F14 on Asset {{ id }}'
    assert refusal(query)[0] == "LIMIT_EXCEEDED"


def test_depth_beyond_what_can_be_parsed(post):
    response = post("{ a" * 900 + "}" * 900)
    assert response.status_code == 400


def test_tokens(refusal):
    code, message = refusal("{ " + "__typename " * 1_000 + "}")
    assert code == "PARSE_FAILED"
    assert "1000" in message


def test_comments(refusal):
    assert refusal("#\n" * 1_000 + "{ __typename }")[0] == "PARSE_FAILED"


def test_aliases(refusal, data):
    query = "{{ {} }}".format
    assert data(query(" ".join(f"a{n}: __typename" for n in range(30))))
    code, message = refusal(query(" ".join(f"a{n}: __typename" for n in range(31))))
    assert code == "LIMIT_EXCEEDED"
    assert "aliases" in message


def test_aliases_through_fragments(refusal):
    query = """{ asset(id: "1") { translations { ...A } related(first: 1) { asset { ...A } } } }
    fragment A on Asset { %s }"""
    assert refusal(query % " ".join(f"a{n}: title" for n in range(16)))[0] == "LIMIT_EXCEEDED"


class TestItems:
    NESTED = "{ assets(first: %s) { nodes { related(first: %s) { asset { id } } } } }"

    def test_lists_inside_lists_are_multiplied(self, refusal, data):
        assert data(self.NESTED % (40, 19))
        code, message = refusal(self.NESTED % (40, 20))
        assert code == "LIMIT_EXCEEDED"
        assert "2040" in message

    def test_by_variable(self, refusal):
        query = "query ($n: Int) { assets(first: $n) { nodes { related(first: $n) { score } } } }"
        assert refusal(query, {"n": 100})[0] == "LIMIT_EXCEEDED"

    def test_by_a_variables_default(self, refusal):
        query = (
            "query ($n: Int = 100) { assets(first: $n) { nodes { related(first: $n) { score } } } }"
        )
        assert refusal(query)[0] == "LIMIT_EXCEEDED"

    def test_by_the_schemas_default(self, refusal):
        with override_settings(GRAPHQL_LIMITS={"nodes": 19}):
            assert refusal("{ assets { totalCount } }")[0] == "LIMIT_EXCEEDED"

    def test_through_fragments_that_multiply_each_time(self, refusal):
        chain = " ".join(
            f"fragment F{n} on Asset {{ related {{ asset {{ ...F{n + 1} }} }} }}" for n in range(5)
        )
        query = f'{{ asset(id: "1") {{ ...F0 }} }} {chain} fragment F5 on Asset {{ id }}'
        code, message = refusal(query)
        assert code == "LIMIT_EXCEEDED"
        assert "items" in message


class TestDearFields:
    @pytest.mark.parametrize(
        "fields",
        [
            'search(query: "presses", first: 50) { totalCount }',
            'personaFeed(persona: "finance", first: 1) { degraded }',
            'nextBest(seen: ["1"], first: 1) { degraded }',
            "assets(first: 0) { facets { filter } }",
            f'search(query: "{"presses " * 200}", first: 0) {{ totalCount }}',
            f'ask(question: "{"presses " * 200}", first: 0) {{ outcome }}',
            "snippets(first: 50) { nodes { cards { url } } }",
            'landingPage(slug: "x") { sections { ... on PersonaFeedSection { feed { degraded } } } }',
            "assets(first: 100) { nodes { bodyHtml } }",
            "assets(first: 100) { nodes { related(first: 1) { score } } }",
        ],
    )
    def test_cannot_be_asked_for_again_and_again(self, refusal, fields):
        query = " ".join(f"a{number}: {fields}" for number in range(30))
        code, message = refusal(f"{{ {query} }}")
        assert code == "LIMIT_EXCEEDED"
        assert "items" in message

    def test_are_in_the_schema(self):
        types = schema.graphql_schema.type_map.values()
        known = {name for type_ in types for name in getattr(type_, "fields", ())}
        assert known.issuperset(COSTS) and known.issuperset(LENGTHS)

    def test_facets_cost_the_same_however_long_the_page_is(self, data):
        """They are counted of the whole list."""
        assert data(
            "{ assets(first: 100) { nodes { id } facets { filter } ...F } } "
            "fragment F on AssetConnection { facets { filter } }"
        )

    def test_a_text_that_is_not_given_costs_nothing(self, refusal):
        query = 'query ($q: String = "x") { search(query: $q) { totalCount } }'
        assert refusal(query, {"q": None})[0] == "BAD_INPUT"

    def test_what_something_is_not_costs_nothing(self, data):
        """Each section is of one type, however many types are asked for."""
        feeds = " ".join(
            f"... on {section} {{ {field} {{ id related(first: 10) {{ score }} }} }}"
            for section, field in (
                ("FeaturedAssetsSection", "assets"),
                ("CaseStudyWallSection", "caseStudies"),
            )
        )
        assert data(f'{{ landingPage(slug: "x") {{ sections {{ {feeds} }} }} }}')


@pytest.mark.parametrize("first", [-1, 101, 10**9])
def test_page_size(refusal, first):
    code, message = refusal(f"{{ assets(first: {first}) {{ totalCount }} }}")
    assert (code == "LIMIT_EXCEEDED") or "0 to 100" in message


def test_page_size_null(refusal):
    assert refusal("{ assets(first: null) { totalCount } }")[0] == "BAD_INPUT"


def test_an_empty_page_still_counts(data):
    factories.asset()
    answer = data(
        "{ assets(first: 0) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }"
    )
    assert answer["assets"] == {
        "totalCount": 1,
        "nodes": [],
        "pageInfo": {"hasNextPage": True, "endCursor": None},
    }


def test_filter_values(refusal):
    slugs = [f"s{number}" for number in range(101)]
    query = "query ($f: AssetFilter) { assets(filter: $f) { totalCount } }"
    assert refusal(query, {"f": {"topics": slugs}})[0] == "BAD_INPUT"


def test_the_whole_schema_can_be_asked_for(data):
    key = factories.viewer_key("delivery")
    assert data(get_introspection_query(), key=key)["__schema"]["types"]


def test_a_deployment_can_set_its_own(refusal):
    with override_settings(GRAPHQL_LIMITS={"depth": 2}):
        assert refusal("{ assets { nodes { id } } }")[0] == "LIMIT_EXCEEDED"
