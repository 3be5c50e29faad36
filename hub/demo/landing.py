"""The demo's landing pages: one for each persona, one for the home page and one to write to us, in both languages."""

import tomllib
from pathlib import Path
from typing import Any

from hub.assets.models import Home
from hub.assets.tree import home_of
from hub.landing.models import LandingFormField, LandingPage
from hub.taxonomy.models import Persona

TEXTS = Path(__file__).with_name("landing.toml")

_KINDS = ("singleline", "email", "singleline", "multiline")


def seed() -> None:
    """Makes those that are not there; what editors changed stays."""
    texts = tomllib.loads(TEXTS.read_text(encoding="utf-8"))
    for page in _in_all("contact", texts["contact"], texts["common"]):
        texts["common"][page.locale.language_code]["contact"] = page
    for persona, languages in texts["persona"].items():
        own = Persona.objects.filter(slug=persona).first()
        _in_all(f"for-{persona}", languages, texts["common"], persona=own)
    for language, welcome in texts["welcome"].items():
        welcome["personas"] = {
            persona: texts["persona"][persona][language] for persona in texts["persona"]
        }
    for page in _in_all("welcome", texts["welcome"], texts["common"]):
        Home.objects.filter(locale=page.locale, landing_page=None).update(landing_page=page)


def _in_all(
    slug: str, languages: dict[str, Any], common: dict[str, Any], **fields: Any
) -> list[LandingPage]:
    """The page in each language, as translations of each other."""
    pages: list[LandingPage] = []
    for language, own in languages.items():
        if pages:
            fields["translation_key"] = pages[0].translation_key
        pages.append(_ensure(slug, language, {**common[language], **own}, fields))
    return pages


def _ensure(slug: str, language: str, texts: dict[str, Any], fields: dict[str, Any]) -> LandingPage:
    home = home_of(language)
    existing = LandingPage.objects.child_of(home).filter(slug=slug).first()
    if existing:
        return existing
    page = LandingPage(
        title=texts["title"],
        slug=slug,
        locale=home.locale,
        search_description=texts["text"],
        sections=_sections(texts),
        submit_label=texts["button"],
        consent=f"<p>{texts['consent']}</p>",
        thanks=texts["thanks"],
        **fields,
    )
    page.form_fields = [
        LandingFormField(label=label, field_type=kind, required=kind != "multiline")
        for label, kind in zip(texts["fields"], _KINDS, strict=True)
    ]
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


def _sections(texts: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    form = ("lead_form", {"heading": texts["form"], "text": texts["form_text"]})
    if "contact" not in texts:
        return [("hero", {"heading": texts["heading"], "text": texts["text"]}), form]
    table = {
        "columns": [{"type": "text", "heading": heading} for heading in texts["columns"]],
        "rows": [{"values": row} for row in texts["rows"]],
        "caption": "",
    }
    hero = {
        "heading": texts["heading"],
        "text": texts["text"],
        "cta_label": texts["cta"],
        "cta_page": texts["contact"],
        "alternatives": _openings(texts),
    }
    statistics = {
        "heading": texts["statistics"],
        "statistics": _figures(texts["figures"]),
        "alternatives": [
            _for(industry="food-beverage", statistics=_figures(texts["food_figures"]))
        ],
    }
    comparison = ("comparison_table", {"heading": texts["table"], "table": table})
    questions = [
        {"question": question, "answer": f"<p>{text}</p>"} for question, text in texts["faq"]
    ]
    return [
        ("hero", hero),
        ("statistics", statistics),
        ("persona_feed", {"heading": texts["feed"]}),
        ("case_study_wall", {"heading": texts["wall"], "case_studies": []}),
        ("snippets", {"heading": texts["snippets"], "snippets": []}),
        *([comparison] if texts.get("compares") else []),
        ("faq", {"heading": texts["questions"], "questions": questions}),
        form,
    ]


def _openings(texts: dict[str, Any]) -> list[dict[str, Any]]:
    """Of a persona's page for those who decide; of the home page for each persona."""
    if "personas" not in texts:
        return [_for(stage="deciding", heading=texts["deciding"])]
    return [
        _for(persona=persona, heading=own["heading"], text=own["text"])
        for persona, own in texts["personas"].items()
    ]


def _for(persona: str = "", stage: str = "", industry: str = "", **fields: Any) -> dict[str, Any]:
    return {"persona": persona, "stage": stage, "industry": industry, **fields}


def _figures(rows: list[list[str]]) -> list[dict[str, str]]:
    return [dict(zip(("value", "label", "note"), row, strict=True)) for row in rows]
