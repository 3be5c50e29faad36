"""Language, sentences, tokens."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.text import (
    clean,
    language,
    normalized,
    sentences,
    spans_of,
    spelled_tokens,
    tokens,
)

# Arbitrary text, and text made of what sentences are made of, lone surrogates too.
ANY_TEXT = st.one_of(
    st.text(max_size=200),
    st.text(alphabet="aB1 .!?。！？；…”’」\"')]\n\t中国Mre-&'#+\ud800\x00", max_size=80),
)


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


class TestSentences:
    @given(ANY_TEXT)
    @settings(deadline=None, max_examples=200)
    def test_are_ordered_disjoint_and_hold_every_visible_character(self, text):
        spans = sentences(text)
        edges = [edge for span in spans for edge in span]
        assert edges == sorted(edges)
        assert all(start < end for start, end in spans)
        assert "".join("".join(parts(text)).split()) == "".join(text.split())

    @given(ANY_TEXT)
    @settings(deadline=None, max_examples=100)
    def test_have_no_white_space_around_them(self, text):
        assert all(part == part.strip() for part in parts(text))

    # Where each sentence ends is marked by a bar.
    @pytest.mark.parametrize(
        "marked",
        [
            "Downtime fell.| Nobody noticed!| Why?|",
            "停机减少了。|为什么？|没有人知道！|",
            "他说：“停机减少了。”|然后他走了。|",
            "「本当だ。」|次。|",
            "She said “it held.”| Then she left.|",
            "(It held.)| It did.|",
            "It fell from 4.5 to 2.25 hours.| Version 3.1 shipped.|",
            "Dr. Smith of Kestrel Inc. in the U.S. agreed.| So did Ms. Li.|",
            "Spare parts, e.g. No. 7 vs. Fig. 3, were replaced.|",
            "See https://example.com/a.b?c=d.e!f for more.| Really.|",
            "So?!| Yes...| No|",
            "产能提高了3.5%；|成本降低了。|",
            "Inc.公司的名字。|",
            "中文句子。|English again.|中文|",
            "Steps:|\n- Stop the press|\n- Oil it. | Start|",
            "Contact|\nMr. Smith knows.|",
            "Wait…| what|",
            "😀😀|",
        ],
    )
    def test_end_where_people_end_them(self, marked):
        expected = [part.strip() for part in marked.split("|") if part.strip()]
        assert parts(marked.replace("|", "")) == expected

    @pytest.mark.parametrize("text", ["", " ", "\n\n\t"])
    def test_of_nothing_are_none(self, text):
        assert sentences(text) == []

    @pytest.mark.parametrize(
        "piece", [".", "Mr. ", "a. b", "!?", "” ", "…", "\n", "e.g. ", "A.", "x" * 50]
    )
    def test_take_no_longer_for_hostile_texts(self, piece):
        started = time.process_time()
        sentences(piece * 40_000 + "x")
        assert time.process_time() - started < 3


class TestTokens:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Manufacturers manufacturing", ["manufactur", "manufactur"]),
            ("生产制造业", ["生产", "制造", "制造业"]),
            ("iso 27001", ["iso", "27001"]),
            ("ISO 27001", ["iso", "27001", "iso27001"]),
            ("ISO27001", ["iso27001", "iso", "27001"]),
            ("ISO-27001", ["iso27001", "iso", "27001"]),
            ("ＩＳＯ　２７００１", ["iso", "27001", "iso27001"]),
            ("ISO/IEC 27001", ["iso", "iec", "27001", "iso27001", "iec27001"]),
            ("通过ISO27001认证", ["通过", "iso27001", "iso", "27001", "认证"]),
            ("CVE-2021-44228", ["cve202144228", "cve", "2021", "44228"]),
            ("CVE‑2021‑44228", ["cve202144228", "cve", "2021", "44228"]),
            ("v3.1", ["v3.1", "3.1", "3", "1"]),
            ("WCAG 2.2", ["wcag", "2.2", "2", "2", "wcag2.2"]),
            ("In 2024", ["in", "2024"]),
            ("Q3 2024", ["q3", "2024"]),
            ("log4j", ["log4j"]),
            ("ERR_CONNECTION_RESET", ["errconnectionreset", "err", "connect", "reset"]),
            ("0x80070005", ["0x80070005"]),
            ("AT&T", ["at&t", "at"]),
            ("A/B", ["ab"]),
            ("C++ C# C C/C++", ["c++", "c#", "c", "c++"]),
            ("使用.NET框架和C++开发", ["使用", ".net", "net", "框架", "和", "c++", "开发"]),
            ("Sensors. Next… .5", ["sensor", "next", "5"]),
            ("Kestrel's", ["kestrel"]),
            ("low-code", ["low", "code"]),
            ("snake_case", ["snakecase", "snake", "case"]),
            ("", []),
            ("😀 … ！？", []),
        ],
    )
    def test_examples(self, text, expected):
        assert tokens(text) == expected

    @pytest.mark.parametrize(
        ("asked", "written"),
        [
            ("製造業的數據", "制造业的数据"),
            ("軟體資訊", "软体资讯"),
            ("ＡＢＣ１２３", "abc123"),
            ("Downtimes", "downtime"),
            ("STRASSE", "strasse"),
        ],
    )
    def test_find_the_same_word_in_another_spelling(self, asked, written):
        assert tokens(asked) == tokens(written)

    @pytest.mark.parametrize(
        ("asked", "written"),
        [
            ("ISO 27001", "ISO27001"),
            ("ISO27001", "ISO 27001"),
            ("iso-27001", "ISO 27001"),
            ("GPT4", "GPT-4"),
            ("3.1", "v3.1"),
            ("v3.1", "3.1"),
            ("44228", "CVE-2021-44228"),
        ],
    )
    def test_share_a_name_however_it_is_joined(self, asked, written):
        assert set(tokens(asked)) & set(tokens(written))

    @pytest.mark.parametrize(
        ("asked", "exact", "near"),
        [
            ("ISO 27001", "ISO27001", "ISO 9001, 27001 parts"),
            ("CVE-2021-44228", "CVE-2021-44228", "CVE-2021-45046, 44228 hosts"),
            ("WCAG 2.2", "WCAG2.2", "WCAG 2.1 of 2"),
            ("v3.1", "v3.1", "3.1"),
            (".NET", ".NET", "net"),
            ("C++", "C++", "C"),
            ("AT&T", "AT&T", "at"),
        ],
    )
    def test_share_most_with_the_exact_mention(self, asked, exact, near):
        wanted = set(tokens(asked))
        assert len(wanted & set(tokens(exact))) > len(wanted & set(tokens(near)))

    @given(ANY_TEXT)
    @settings(deadline=None, max_examples=200)
    def test_are_plain_lower_case_words(self, text):
        for token in tokens(text):
            assert token == token.lower() and token.strip() == token and token
            token.encode()  # no lone surrogate gets through

    @given(ANY_TEXT)
    @settings(deadline=None, max_examples=200)
    def test_spelled_are_the_distinct_ones_in_order(self, text):
        assert list(spelled_tokens(text)) == list(dict.fromkeys(tokens(text)))

    @pytest.mark.parametrize(
        ("text", "token", "word"),
        [
            ("Reducing DOWNTIME", "downtim", "DOWNTIME"),
            ("製造業", "制造业", "製造業"),
            ("Ｋｅｓｔｒｅｌ", "kestrel", "Ｋｅｓｔｒｅｌ"),
            ("CVE-2021-44228", "44228", "CVE-2021-44228"),
            ("… our ISO 27001", "iso27001", "ISO 27001"),
            ("大幅减少停机", "停机", "停机"),
        ],
    )
    def test_spelled_show_the_word_as_it_was_typed(self, text, token, word):
        assert spelled_tokens(text)[token] == word

    @given(ANY_TEXT, st.sets(st.integers(0, 30)))
    @settings(deadline=None, max_examples=200)
    def test_spans_are_apart_in_order_and_of_the_words_asked_for(self, text, places):
        own = list(spelled_tokens(text))
        wanted = {own[place] for place in places if place < len(own)}
        spans = spans_of(text, wanted)
        ends = [0, *(place for span in spans for place in span), len(text)]
        assert ends == sorted(ends)
        assert all(wanted & set(tokens(text[start:end])) for start, end in spans)
        assert not spans or wanted

    @pytest.mark.parametrize(
        ("text", "asked", "marked"),
        [
            ("Sensors, and a sensor.", "sensor", ["Sensors", "sensor"]),
            ("The ISO 27001 audit", "ISO 27001", ["ISO 27001"]),
            ("大幅减少停机时间", "停机时间", ["停机时间"]),
            ("停機時間", "停机", ["停機"]),
            ("nothing here", "sensor", []),
        ],
    )
    def test_spans_show_where_words_stand(self, text, asked, marked):
        spans = spans_of(text, set(tokens(asked)))
        assert [text[start:end] for start, end in spans] == marked

    @pytest.mark.parametrize(
        "piece", ["a-", "中", "a", "1.", "'", "中a", "ﷺ", ".a", "A 1", "v1.", "a/"]
    )
    def test_take_no_longer_for_hostile_texts(self, piece):
        started = time.process_time()
        tokens(piece * 40_000)
        assert time.process_time() - started < 3


class TestCleaning:
    @given(st.text(alphabet=st.characters(), max_size=100))
    @settings(deadline=None)
    def test_keeps_every_character_in_its_place(self, text):
        cleaned = clean(text)
        assert len(cleaned) == len(text)
        assert all(new in (old, " ") for old, new in zip(text, cleaned, strict=True))

    @pytest.mark.parametrize("bad", ["\x00", "\x1b", "\x7f", "\ud800", "\udfff", "\ufeff"])
    def test_takes_out_what_nobody_can_store(self, bad):
        assert clean(f"a{bad}b") == "a b"

    def test_leaves_lines_and_emoji(self):
        assert clean("a\n\tb 😀") == "a\n\tb 😀"

    @given(ANY_TEXT)
    @settings(deadline=None)
    def test_normalizing_cannot_fail(self, text):
        normalized(text).encode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How do we cut downtime?", "en"),
        ("如何减少停机时间？", "zh"),
        ("用 Kestrel 的 PLC 和 MES 系统如何减少停机？", "zh"),
        ("The Kestrel plant in 上海 makes gearboxes for wind turbines.", "en"),
        ("", "en"),
        ("12345 !!! 😀", "en"),
        ("製造業", "zh"),
        ("\ud800", "en"),
    ],
)
def test_language(text, expected):
    assert language(text) == expected
