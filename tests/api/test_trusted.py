"""Documents asked by their hash: those that manifests told of, and in development those that were sent once."""

import hashlib
import json

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.utils import timezone

from api.trusted import manifests
from api.trusted.models import TrustedDocument
from tests import factories

pytestmark = pytest.mark.django_db

HELLO = "query Hello { assets { totalCount } }"
SEND = 'mutation Open { openLeadForm(page: "1") }'


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


def manifest_of(path, *documents, **changes):
    operations = [
        {"name": name, "hash": f"sha256:{sha(text)}", "document": text, **changes}
        for name, text in documents
    ]
    path.write_text(json.dumps({"version": 1, "operations": operations}))
    return path


@pytest.fixture
def trusted():
    entry = manifests.Entry("Hello", sha(HELLO), HELLO)
    manifests.trust("site", [entry])


def get(**params):
    return Client().get("/graphql/", params)


def post(**body):
    return Client().post("/graphql/", json.dumps(body), content_type="application/json")


def persisted(text, **extra):
    return {"persistedQuery": {"version": 1, "sha256Hash": sha(text)}, **extra}


def code(response):
    return response.json()["errors"][0]["extensions"]["code"]


@pytest.mark.usefixtures("trusted")
class TestAsking:
    ANSWER = {"data": {"assets": {"totalCount": 0}}}

    @pytest.mark.parametrize("send", [get, post])
    @pytest.mark.parametrize("document_id", [f"sha256:{sha(HELLO)}", sha(HELLO)])
    def test_by_document_id(self, send, document_id):
        assert send(documentId=document_id).json() == self.ANSWER

    def test_by_the_extension(self):
        assert post(extensions=persisted(HELLO)).json() == self.ANSWER
        assert get(extensions=json.dumps(persisted(HELLO))).json() == self.ANSWER

    def test_with_variables_and_a_name(self):
        text = "query A($n: Int) { assets(first: $n) { nodes { id } } } query B { __typename }"
        manifests.trust("site", [manifests.Entry("A", sha(text), text)])
        asset = factories.asset()
        given = {"documentId": sha(text), "operationName": "A", "variables": '{"n": 1}'}
        assert get(**given).json() == {"data": {"assets": {"nodes": [{"id": str(asset.pk)}]}}}

    def test_the_day_of_the_last_use_is_noted(self):
        get(documentId=sha(HELLO))
        assert TrustedDocument.objects.get(site="site").used_on == timezone.now().date()

    def test_mutations_are_not_asked_with_get(self):
        manifests.trust("site", [manifests.Entry("Open", sha(SEND), SEND)])
        assert get(documentId=sha(SEND)).status_code == 405
        assert post(documentId=sha(SEND)).status_code == 200

    def test_a_document_that_the_schema_has_outgrown_is_explained(self):
        text = "query Old { fieldOfOld }"
        manifests.trust("site", [manifests.Entry("Old", sha(text), text)])
        response = get(documentId=sha(text))
        assert (response.status_code, code(response)) == (400, "VALIDATION_FAILED")


class TestRefusal:
    @pytest.mark.parametrize("send", [get, post])
    def test_of_an_unknown_hash(self, send):
        response = send(documentId=sha("unknown"))
        assert (response.status_code, code(response)) == (400, "PERSISTED_QUERY_NOT_FOUND")
        assert response.json()["errors"][0]["message"] == "PersistedQueryNotFound"
        assert response["Cache-Control"] == "no-store"

    @pytest.mark.parametrize(
        "document_id", ["", "x", "sha256:", "md5:" + "0" * 64, "0" * 63, "A" * 64, 5, [], {}, None]
    )
    def test_of_what_is_no_hash(self, document_id):
        response = post(documentId=document_id)
        assert (response.status_code, code(response)) == (400, "BAD_INPUT")

    @pytest.mark.parametrize(
        "extension",
        [
            "x",
            [],
            {},
            {"version": 2, "sha256Hash": "0" * 64},
            {"version": 1},
            {"version": 1, "sha256Hash": 1},
        ],
    )
    def test_of_a_malformed_extension(self, extension):
        response = post(extensions={"persistedQuery": extension})
        assert (response.status_code, code(response)) == (400, "BAD_INPUT")

    def test_of_a_hash_that_is_another_texts(self):
        response = post(query=HELLO, documentId=sha("other"))
        assert (response.status_code, code(response)) == (400, "BAD_INPUT")


class TestLearning:
    """Automatic persisted queries: in development alone, since elsewhere anybody could fill the memory."""

    @pytest.fixture(autouse=True)
    def forgetful(self):
        cache.clear()
        yield
        cache.clear()

    def test_a_text_sent_with_its_hash_is_known_from_then_on(self):
        with override_settings(DEBUG=True):
            assert code(post(extensions=persisted(HELLO))) == "PERSISTED_QUERY_NOT_FOUND"
            assert post(query=HELLO, extensions=persisted(HELLO)).status_code == 200
            assert get(extensions=json.dumps(persisted(HELLO))).status_code == 200

    def test_not_in_production(self):
        assert post(query=HELLO, extensions=persisted(HELLO)).status_code == 200
        assert code(post(extensions=persisted(HELLO))) == "PERSISTED_QUERY_NOT_FOUND"


@pytest.mark.usefixtures("trusted")
class TestNothingElse:
    @pytest.fixture(autouse=True)
    def switched_off(self, settings):
        settings.GRAPHQL_TRUSTED_ONLY = True

    @pytest.mark.parametrize("send", [get, post])
    def test_other_documents_are_refused(self, send):
        response = send(query="{ __typename }")
        assert (response.status_code, code(response)) == (403, "DOCUMENT_NOT_TRUSTED")

    def test_whatever_key_is_shown(self):
        headers = {"Authorization": f"Bearer {factories.viewer_key('sales')}"}
        response = Client().get("/graphql/", {"query": "{ __typename }"}, headers=headers)
        assert response.status_code == 403

    def test_trusted_ones_are_answered_by_hash_and_by_text(self):
        assert get(documentId=sha(HELLO)).status_code == 200
        assert get(query=HELLO).status_code == 200


class TestManifests:
    def trust(self, *args, **options):
        call_command("trust_documents", *map(str, args), **options)

    def names(self, site="site"):
        return set(TrustedDocument.objects.filter(site=site).values_list("name", flat=True))

    def test_are_trusted(self, tmp_path, capsys):
        self.trust(manifest_of(tmp_path / "m.json", ("Hello", HELLO)), site="site")
        assert self.names() == {"Hello"}
        assert get(documentId=sha(HELLO)).status_code == 200
        assert capsys.readouterr().out == "site: 1 added, 0 known, 0 withdrawn\n"

    def test_again_change_nothing(self, tmp_path, capsys):
        path = manifest_of(tmp_path / "m.json", ("Hello", HELLO))
        self.trust(path, site="site")
        self.trust(path, path, site="site")
        assert "0 added, 1 known" in capsys.readouterr().out
        assert TrustedDocument.objects.filter(site="site").count() == 1

    def test_older_documents_stay_unless_replaced(self, tmp_path):
        self.trust(manifest_of(tmp_path / "1.json", ("Hello", HELLO)), site="site")
        self.trust(manifest_of(tmp_path / "1.json", ("Hello", HELLO)), site="other")
        newer = manifest_of(tmp_path / "2.json", ("Type", "query Type { __typename }"))
        self.trust(newer, site="site")
        assert self.names() == {"Hello", "Type"}
        self.trust(newer, site="site", replace=True)
        assert self.names() == {"Type"}
        assert get(documentId=sha(HELLO)).status_code == 200, "another site still asks it"

    @pytest.mark.parametrize("prefix", ["sha256:", ""])
    def test_are_read_as_code_generators_write_them(self, tmp_path, prefix):
        (tmp_path / "m.json").write_text(json.dumps({prefix + sha(HELLO): HELLO}))
        self.trust(tmp_path / "m.json", site="site")
        assert self.names() == {"Hello"}
        assert get(documentId=sha(HELLO)).status_code == 200

    def test_with_a_mistake_are_refused_as_a_whole(self, tmp_path):
        path = manifest_of(
            tmp_path / "m.json",
            ("Hello", HELLO),
            ("Wrong", "query Wrong { asset { titel } nothing }"),
            ("Broken", "query Broken {"),
            (
                "Greedy",
                "query Greedy { assets(first: 100) { nodes { related(first: 100) { score } } } }",
            ),
            ("Absent", HELLO),
        )
        with pytest.raises(CommandError) as error:
            self.trust(path, site="site")
        for part in (
            "Wrong: Cannot query field 'nothing'",
            "Broken: Syntax Error",
            "Greedy: The query asks for too many items",
            "Absent: The document has no such operation",
        ):
            assert part in str(error.value)
        assert self.names() == set()

    def test_with_a_wrong_hash_are_refused(self, tmp_path):
        path = manifest_of(tmp_path / "m.json", ("Hello", HELLO), hash="sha256:" + "0" * 64)
        with pytest.raises(CommandError, match=sha(HELLO)):
            self.trust(path, site="site")

    def test_with_two_texts_of_one_name_are_refused(self, tmp_path):
        path = manifest_of(tmp_path / "m.json", ("Hello", HELLO), ("Hello", HELLO + " "))
        with pytest.raises(CommandError, match="twice"):
            self.trust(path, site="site")

    @pytest.mark.parametrize(
        "content",
        [
            "",
            "{",
            "[]",
            "null",
            '{"version": 2, "operations": []}',
            '{"version": 1}',
            '{"version": 1, "operations": [5]}',
            '{"version": 1, "operations": [{"name": "A"}]}',
            '{"version": 1, "operations": [{"name": 1, "hash": 2, "document": 3}]}',
            "{}",
            '{"sha256:0": "{ __typename }"}',
            '{"version": "query A { __typename }"}',
            "[" * 100_000,
        ],
    )
    def test_that_are_none_are_refused(self, tmp_path, content):
        (tmp_path / "m.json").write_text(content)
        with pytest.raises(CommandError, match="nothing was trusted"):
            self.trust(tmp_path / "m.json")

    def test_that_are_not_there_are_refused(self, tmp_path):
        with pytest.raises(CommandError, match="No such file"):
            self.trust(tmp_path / "m.json")

    def test_of_a_site_without_a_name_are_refused(self, tmp_path):
        with pytest.raises(CommandError, match="--site"):
            self.trust(manifest_of(tmp_path / "m.json", ("Hello", HELLO)), site="")


@pytest.mark.usefixtures("trusted")
class TestAdmin:
    def test_lists_them(self, admin_client):
        page = admin_client.get("/admin/trusted-documents/?q=Hello").content.decode()
        assert "Hello" in page
        assert sha(HELLO)[:12] in page

    def test_shows_the_text(self, admin_client):
        document = TrustedDocument.objects.get(site="site")
        page = admin_client.get(f"/admin/trusted-documents/inspect/{document.pk}/").content.decode()
        assert "totalCount" in page

    def test_withdraws(self, admin_client):
        document = TrustedDocument.objects.get(site="site")
        admin_client.post(f"/admin/trusted-documents/delete/{document.pk}/")
        assert get(documentId=sha(HELLO)).status_code == 400

    def test_neither_adds_nor_changes(self, admin_client):
        document = TrustedDocument.objects.get(site="site")
        for path in ("new/", f"edit/{document.pk}/"):
            assert admin_client.get(f"/admin/trusted-documents/{path}").status_code in (
                302,
                403,
                404,
            )

    def test_is_not_for_everybody(self, client, django_user_model):
        client.force_login(django_user_model.objects.create_user("editor"))
        assert client.get("/admin/trusted-documents/").status_code == 302
