"""Folders in, assets out: through the whole importer, into a database."""

from datetime import date

import pytest
from wagtail.models import Page, Revision, Site

from hub.assets.models import Asset, Home
from hub.assets.tree import home_of
from hub.importing.report import Outcome
from hub.importing.run import Import
from hub.taxonomy.models import Audience, ContentFamily, ContentType, Persona, TermName, Topic
from search.documents import source_of

from .conftest import asset, counts, of

CASE = """---
title: "Pumps &amp; <em>paper</em>\\n"
summary: Fewer stops.
kind: case-study
topics: [downtime, 停机]
customer: Clear Lake
challenge: Too many stops.
results:
  - {label: Stops, before: 40, after: 16, change: -60, unit: h/month}
  - {label: Saving, change: 1.9, change_unit: million EUR}
  - {label: Recall, before: 26 小时, after: 2 小时}
quote: {text: It works., speaker: Xu Wen, role: CFO}
authors: [Shen, Gu]
date: 2025-09-16
review_by: 2026-12-31
expires: 2099-06-30
audience: internal
colour: {of: sky}
---
Text with [a link](../articles/b.md).
"""


def test_a_case_study_has_all_its_fields(run, write):
    write("cases/a.md", CASE)
    report = run()
    found = asset("cases/a.md")
    assert counts(report) == (1, 0, 0, 0)
    assert (found.title, found.customer, found.audience) == (
        "Pumps & paper",
        "Clear Lake",
        Audience.INTERNAL,
    )
    assert [str(result) for result in found.results.all()] == [
        "Stops: 40 → 16 h/month (-60%)",
        "Saving: 1.9 million EUR",
        "Recall: 26 → 2 小时",
    ]
    assert (found.quote_text, found.quote_speaker, found.quote_role) == (
        "It works.",
        "Xu Wen",
        "CFO",
    )
    assert found.author_list == ["Shen", "Gu"]
    assert found.published_at.date().isoformat() == "2025-09-15"  # midnight in Shanghai, in UTC
    assert (found.review_by, found.expire_at.year) == (date(2026, 12, 31), 2099)
    assert found.first_published_at.year > 2025 and found.live
    assert {key for key in found.source_metadata if key != "_import"} == {"colour"}


def test_without_publish_assets_are_drafts(run, write):
    write("a.md", CASE)
    run(publish=False)
    found = asset("a.md")
    assert not found.live
    assert found.topics.count() == 2
    assert found.get_latest_revision_as_object().title == "Pumps & paper"


def test_a_second_run_does_nothing_and_asks_little(run, write, django_assert_max_num_queries):
    for number in range(5):
        write(f"{number}.md", f"# T{number}\n\n[next]({number + 1}.md)")
    run()
    revisions = Revision.objects.count()
    with django_assert_max_num_queries(1):
        report = run()
    assert counts(report) == (0, 0, 5, 0)
    assert Revision.objects.count() == revisions == 5


def test_only_what_changed_gets_a_revision(run, write):
    write("a.md", "# A\n\none")
    write("b.md", "# B\n\none")
    run()
    write("a.md", "# A\n\ntwo")
    assert counts(run()) == (0, 1, 1, 0)
    assert asset("a.md").revisions.count() == 2 and asset("b.md").revisions.count() == 1
    assert "two" in str(asset("a.md").body)


def test_what_was_edited_here_is_left_alone_until_its_file_changes(run, write, django_user_model):
    write("a.md", "# A\n\none")
    run()
    page = asset("a.md")
    page.title = "Mine"
    page.save_revision(user=django_user_model.objects.create(username="ed")).publish()
    assert counts(run()) == (0, 0, 1, 0) and asset("a.md").title == "Mine"
    write("a.md", "# B\n\ntwo")
    report = run()
    assert asset("a.md").title == "B"
    assert "edited in the hub" in of(report, "a.md").warnings[0].message


def test_links_lead_to_pages_whichever_was_imported_first(run, write):
    write("a.md", "# A\n\nSee [b](sub/b.md) and [gone](nope.md).")
    write("sub/b.md", "# B\n\nSee [a](../a.md#part).")
    report = run()
    first, second = asset("a.md"), asset("sub/b.md")
    assert f'<a linktype="page" id="{second.pk}">b</a>' in first.body.raw_data[0]["value"]
    assert f'<a linktype="page" id="{first.pk}">a</a>' in second.body.raw_data[0]["value"]
    assert first.revisions.count() == 1
    latest = first.get_latest_revision_as_object()
    assert list(latest.body.raw_data) == list(first.body.raw_data)
    assert ["nope.md" in warning.message for warning in of(report, "a.md").warnings] == [True]


def test_a_link_is_completed_when_its_target_comes_later(run, write):
    write("a.md", "# A\n\nSee [b](b.md).")
    run()
    write("b.md", "# B\n\ntext")
    report = run()
    assert counts(report) == (1, 0, 1, 0)
    assert "linktype" in asset("a.md").body.raw_data[0]["value"]
    assert asset("a.md").revisions.count() == 1
    assert (report.links_completed, run().links_completed) == (1, 0)


def test_jekyll_permalinks_are_links_between_assets(run, write):
    write("posts/2019-03-19-first.md", "---\ntitle: First\n---\nText")
    write(
        "posts/2020-01-01-second.md",
        '---\ntitle: Second\n---\n[1]({{ "/2019/03/19/first/" | url }}) [2](//2019/03/20/first) '
        "[3](/old/) [4](/2020/01/01/second/)",
    )
    write("posts/2018-01-01-third.md", "---\ntitle: Third\npermalink: /old/\n---\nText")
    run(preset="jekyll")
    value = asset("posts/2020-01-01-second.md").body.raw_data[0]["value"]
    first, third = asset("posts/2019-03-19-first.md"), asset("posts/2018-01-01-third.md")
    assert value.count(f'id="{first.pk}"') == 2 and f'id="{third.pk}"' in value
    assert first.published_at.date().isoformat() == "2019-03-18"


def test_translations_share_a_key_whatever_the_order(run, write):
    write("en/z.md", "---\ntitle: Z\nlocale: en\ntranslation_of: zh-hans/z.md\n---\nText")
    write("zh-hans/z.md", "---\ntitle: 泽\nlocale: zh-CN\n---\n正文")
    run()
    english, chinese = asset("en/z.md"), asset("zh-hans/z.md")
    assert english.translation_key == chinese.translation_key
    assert (english.locale.language_code, chinese.locale.language_code) == ("en", "zh-hans")
    assert english.get_parent().specific == home_of("en")
    assert "translation_of" not in english.source_metadata
    assert counts(run()) == (0, 0, 2, 0)


def test_an_original_that_comes_later_adopts_its_translation(run, write):
    write("en/z.md", "---\ntitle: Z\ntranslation_of: zh-hans/z.md\n---\nText")
    assert "no asset" in of(run(), "en/z.md").warnings[0].message
    write("zh-hans/z.md", "---\ntitle: 泽\nlocale: zh-hans\n---\n正文")
    run()
    assert counts(run()) in {(0, 0, 2, 0), (0, 1, 1, 0)}
    assert asset("en/z.md").translation_key == asset("zh-hans/z.md").translation_key


def test_terms_are_matched_by_slug_name_or_alias_and_created_where_allowed(run, write):
    persona = Persona.objects.create(slug="finance")
    TermName.objects.create(term=persona, locale="zh-hans", name="财务", aliases="CFO\n财务总监")
    write("a.md", "---\ntitle: A\npersonas: [cfo, 财务, pilot]\ntopics: 预测性维护\n---\nx")
    report = run()
    found = asset("a.md")
    assert [term.slug for term in found.personas.all()] == ["finance"]
    topic = Topic.objects.get()
    assert (topic.slug, topic.names.get().name) == ("yu-ce-xing-wei-hu", "预测性维护")
    assert found.source_metadata["personas"] == ["pilot"]
    assert "no such persona: pilot" in of(report, "a.md").warnings[0].message
    assert report.terms_created == ["topic: 预测性维护"]


def test_the_content_type_says_who_may_see_it(run, write):
    ContentType.objects.create(
        slug="price-list",
        default_audience=Audience.INTERNAL,
        family=ContentFamily.objects.create(slug="commercial"),
    )
    write("a.md", "---\ntitle: A\ncontent_type: price-list\n---\nx")
    run()
    assert asset("a.md").audience == Audience.INTERNAL


def test_an_audience_nobody_knows_is_not_guessed(run, write):
    write("a.md", "---\ntitle: A\naudience: partners\n---\nx")
    report = of(run(), "a.md")
    assert (report.outcome, report.line) == (Outcome.FAILED, 3)


def test_values_and_globs_of_the_mapping(run, write):
    write("news/a.md", "---\nheadline: A\nsort: Case\nbranch: Cars\n---\nx")
    run(
        """
        [fields]
        title = "headline"
        kind = "sort"
        industries = "branch"
        [values.kind]
        case = "case_study"
        [values.industries]
        cars = ["automotive", "transport"]
        [paths."news/**"]
        authors = ["News desk"]
        [terms]
        create = ["industries"]
        """
    )
    found = asset("news/a.md")
    assert found.kind == "case_study" and found.author_list == ["News desk"]
    assert {term.slug for term in found.industries.all()} == {"automotive", "transport"}


def test_a_faq_is_made_of_its_headings(run, write):
    write(
        "f.md", "---\ntitle: F\nkind: faq\n---\nIntro\n\n## Who?\n\nWe.\n\n- a\n\n## Why?\n\n`x`\n"
    )
    run()
    found = asset("f.md")
    assert [(q.value["question"], q.value["answer"].source) for q in found.questions] == [
        ("Who?", "<p>We.</p><ul><li>a</li></ul>"),
        ("Why?", "<p><code>x</code></p>"),
    ]
    assert len(found.body) == 1


def test_a_recording_has_its_transcript(run, write):
    write("w.md", "---\ntitle: W\nkind: webinar\ntranscript: w.txt\nduration: '44:00'\n---\nx")
    write("w.txt", "[00:00:01] Lin Wei: 你好\n")
    run()
    found = asset("w.md")
    assert (found.transcript, found.duration) == ("[00:00:01] Lin Wei: 你好", 2640)
    write("w.txt", "changed")
    assert counts(run()) == (0, 1, 0, 0) and asset("w.md").transcript == "changed"


def test_titles_fall_back_to_the_heading_and_the_name(run, write):
    write("a.md", "# Said in the text\n\nText")
    write("2020-01-02-said_by-the-name.md", "Only text")
    run()
    assert asset("a.md").title == "Said in the text" and len(asset("a.md").body) == 1
    named = asset("2020-01-02-said_by-the-name.md")
    assert (named.title, named.slug) == ("Said by the name", "said-by-the-name")
    assert named.published_at is not None


def test_slugs_are_unique_among_siblings(run, write):
    write("x/a.md", "# One")
    write("y/a.md", "# Two")
    run()
    assert {asset("x/a.md").slug, asset("y/a.md").slug} == {"a", "a-2"}


def test_drafts_of_hugo_are_not_published_and_are_taken_back(run, write):
    write("p.md", '+++\ntitle = "P"\ndraft = true\nlastmod = 2020-01-01\n+++\nText')
    run(preset="hugo")
    assert not asset("p.md").live
    assert asset("p.md").source_metadata["lastmod"] == "2020-01-01"
    write("p.md", '+++\ntitle = "P"\n+++\nText')
    run(preset="hugo")
    assert asset("p.md").live
    write("p.md", '+++\ntitle = "P"\ndraft = true\n+++\nText')
    run(preset="hugo")
    assert not asset("p.md").live


def test_a_file_that_is_gone_is_reported_and_its_asset_stays(run, write):
    file = write("a.md", "# A")
    write("b.md", "# B")
    run(prefix="x/")
    file.unlink()
    report = run(prefix="x/")
    assert [missing.external_id for missing in report.of(Outcome.MISSING)] == ["x/a.md"]
    assert asset("x/a.md").live
    assert run().of(Outcome.MISSING) == []  # another prefix is another pool


def test_one_file_alone_can_be_imported(run, write):
    file = write("sub/a.md", "# A")
    write("sub/b.md", "# B")
    assert counts(run(path=file)) == (1, 0, 0, 0)
    assert asset("a.md").title == "A"


def test_a_dry_run_writes_nothing(run, write):
    write("a.md", CASE)
    write("b.md", "---\ndate: 2020-13-45\n---\nx")
    before = (Page.objects.count(), Topic.objects.count(), Site.objects.get().root_page_id)
    report = run(dry_run=True)
    assert counts(report) == (1, 0, 0, 1)
    assert report.terms_created == ["topic: downtime", "topic: 停机"]
    assert before == (Page.objects.count(), Topic.objects.count(), Site.objects.get().root_page_id)


def test_interrupted_it_reports_and_goes_on_next_time(run, write, monkeypatch):
    for number in range(4):
        write(f"{number}.md", f"# T{number}")
    one = Import._one

    def interrupted(self, source):
        if source.path == "2.md":
            raise KeyboardInterrupt
        return one(self, source)

    with monkeypatch.context() as patch:
        patch.setattr(Import, "_one", interrupted)
        report = run()
    assert report.interrupted and report.count(Outcome.CREATED) == 2
    assert counts(run()) == (2, 0, 2, 0)


def test_publishing_tells_the_index(run, write):
    write("a.md", "# A\n\nWords to find")
    run()
    key = f"asset:{asset('a.md').pk}"
    document = source_of(key).document(key)
    assert document is not None and "Words to find" in document.text


@pytest.mark.django_db
def test_each_locale_has_one_home():
    assert (
        home_of("zh-hans") == home_of("zh-CN") == Home.objects.get(locale__language_code="zh-hans")
    )
    assert home_of("zh-hans").translation_key == home_of("en").translation_key
    assert Site.objects.get(is_default_site=True).root_page.specific == home_of("en")
    assert Page.objects.filter(depth=2).count() == 2


@pytest.mark.django_db
def test_a_language_the_hub_has_not_is_refused():
    with pytest.raises(LookupError):
        home_of("tlh")


def test_kinds_of_another_class_are_refused_once_imported(run, write):
    write("a.md", "---\ntitle: A\n---\nx")
    run()
    write("a.md", "---\ntitle: A\nkind: faq\n---\nx")
    assert "cannot become" in of(run(), "a.md").reason
    assert Asset.objects.get().kind == "article"
