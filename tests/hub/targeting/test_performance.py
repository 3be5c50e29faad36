"""What web statistics tell, and the small part it plays."""

import contextlib
import io
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from hub.targeting.feed import Visitor, feed
from hub.targeting.models import Performance, Targeting
from hub.targeting.performance import keep, standings
from hub.targeting.statistics import BadStatistics, Counted, read
from hub.taxonomy.models import Persona
from hub.taxonomy.vocabulary import vocabulary
from hub.visibility import anonymous
from search import indexing
from tests import factories

COUNTS = st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), max_size=30)


def pages(text: str) -> dict:
    return dict(read(io.BytesIO(text.encode())))


class TestStandings:
    @given(COUNTS)
    def test_between_0_and_1_and_one_half_in_the_mean(self, counted):
        found = standings(counted)
        assert len(found) == len(counted)
        assert all(0 <= value <= 1 for value in found)
        assert not found or sum(found) / len(found) == pytest.approx(0.5)

    @given(COUNTS)
    def test_equals_stand_equal(self, counted):
        found = standings(counted + counted)
        assert found[: len(counted)] == found[len(counted) :]

    def test_more_acted_on_stands_higher(self):
        assert standings([(1000, 10), (1000, 90)]) == [0.0, 1.0]

    def test_a_single_reader_who_acts_says_less_than_many(self):
        lucky, proven, poor = standings([(1, 1), (5000, 1500), (5000, 10)])
        assert poor < lucky < proven

    def test_where_nothing_is_acted_on_views_tell(self):
        assert standings([(5, 0), (7, 0), (6, 0)]) == [0.0, 1.0, 0.5]


class TestReading:
    def test_addresses_and_paths_of_a_page_add_up(self):
        found = pages(
            "Address,Views,Actions\n"
            "https://www.example.com/en/a?utm_source=x,10,1\n/en/a/,5,\n/zh-Hans/%E7%94%B2,7,2\n"
        )
        assert found == {("en", "a"): Counted(15, 1), ("zh-hans", "甲"): Counted(7, 2)}

    def test_what_can_be_no_page_of_ours_is_passed_over(self):
        assert pages("address,views\n/,9\nhttp://[,3\n,1\n") == {}

    def test_thousands_may_be_set_apart(self):
        assert pages('address,views\n/en/a,"1,200"\n') == {("en", "a"): Counted(1200, 0)}

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("", "address, views"),
            ("page,hits\n/en/a,1\n", "address, views"),
            ("address,views\n/en/a,-1\n", "Line 2"),
            ("address,views\n/en/a,many\n", "Line 2"),
            ("address,views\n/en/a\n", "Line 2"),
            (f"address,views\n/en/a,{'9' * 40}\n", "Line 2"),
            ("address,views\n" + "x" * 200_000 + ",1\n", "no CSV"),
        ],
    )
    def test_what_is_wrong_is_said(self, text, says):
        with pytest.raises(BadStatistics, match=says):
            pages(text)

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
    @pytest.mark.parametrize("ends", [",", ";", "\t"])
    def test_as_spreadsheet_programs_save_it(self, encoding, ends):
        text = f"Address{ends}Views\r\n/zh-hans/甲{ends}7\r\n"
        assert read(io.BytesIO(text.encode(encoding))) == {("zh-hans", "甲"): Counted(7, 0)}

    @pytest.mark.parametrize("content", [b"PK\x03\x04\xff\xfe", b"\xff\xfe\x00\xd8"])
    def test_what_is_no_text_is_refused_and_told_how(self, content):
        with pytest.raises(BadStatistics, match="save it as CSV"):
            read(io.BytesIO(content))

    @given(st.binary(max_size=300))
    def test_any_bytes_are_read_or_refused(self, content):
        with contextlib.suppress(BadStatistics):
            read(io.BytesIO(b"address,views\n" + content))


@pytest.mark.django_db
class TestFeeds:
    @pytest.fixture
    def pool(self):
        moment = datetime(2026, 1, 1, tzinfo=UTC)
        finance = factories.term(Persona, "finance", en="Finance")
        for name in ("aaa", "bbb", "ccc"):
            factories.asset(title=name, slug=name, published_at=moment)
        factories.asset(title="tagged", slug="tagged", published_at=moment, personas=[finance])
        indexing.drain()
        keep(
            pages(
                "address,views,actions\n/en/aaa,1000,10\n/en/bbb,1000,500\n"
                "/en/ccc,1000,100\n/en/tagged,1000,1\n/en/other,5,5\n"
            )
        )

    def feed(self, persona: str = "") -> dict[str, list[str]]:
        found = feed(Visitor(persona), anonymous(), vocabulary(), 10).suggestions
        titles = {f"asset:{p.asset_id}": p.asset.title for p in Performance.objects.all()}
        return {titles[one.key]: [reason.kind for reason in one.reasons] for one in found}

    def test_what_is_acted_on_comes_earlier_and_says_so(self, pool):
        Targeting.objects.create(by_performance=True)
        found = self.feed()
        assert list(found)[:3] == ["bbb", "ccc", "aaa"]
        assert "performance" in found["bbb"]
        assert "performance" not in found["aaa"]

    def test_never_before_what_is_tagged(self, pool):
        Targeting.objects.create(by_performance=True)
        assert next(iter(self.feed("finance"))) == "tagged"

    def test_off_unless_editors_switch_it_on(self, pool):
        assert all("performance" not in why for why in self.feed().values())

    def test_a_new_file_replaces_what_it_names_alone(self, pool):
        keep(pages("address,views,actions\n/en/aaa,2000,2000\n"))
        assert Performance.objects.get(asset__slug="aaa").standing == 1.0
        assert Performance.objects.get(asset__slug="bbb").actions == 500


@pytest.mark.django_db
class TestDoors:
    def test_the_command_says_how_many_it_knew(self, tmp_path, capsys):
        factories.asset(slug="known")
        file = tmp_path / "statistics.csv"
        file.write_text("address,views\n/en/known,3\n/en/unknown,4\n")
        call_command("read_statistics", str(file))
        assert capsys.readouterr().out == "1 assets of 2 addresses.\n"

    def test_the_command_says_what_is_wrong(self, tmp_path):
        with pytest.raises(CommandError, match="No such file"):
            call_command("read_statistics", str(tmp_path / "none.csv"))

    def upload(self, client, text: str):
        file = SimpleUploadedFile("statistics.csv", text.encode())
        page = client.get("/admin/settings/targeting/targeting/", follow=True)
        return client.post(
            page.redirect_chain[-1][0], {"by_performance": "on", "statistics": file}, follow=True
        )

    def test_editors_upload_a_file_and_switch_it_on(self, admin_client):
        factories.asset(slug="known")
        self.upload(admin_client, "address,views\n/en/known,3\n")
        assert Performance.objects.get().views == 3
        assert Targeting.objects.get().by_performance

    def test_a_bad_file_changes_nothing_and_says_why(self, admin_client):
        answer = self.upload(admin_client, "address,views\n/en/known,lots\n")
        assert "Line 2" in answer.content.decode()
        assert not Targeting.objects.filter(by_performance=True).exists()

    @pytest.mark.parametrize("rows", ["", "/en/elsewhere,3\n"])
    def test_a_file_that_names_no_asset_changes_nothing_and_says_so(self, admin_client, rows):
        answer = self.upload(admin_client, f"address,views\n{rows}")
        assert "No address in the file" in answer.content.decode()
        assert not Targeting.objects.filter(by_performance=True).exists()
