"""The demo's landing pages: one for each persona, in both languages."""

import tomllib
from pathlib import Path
from typing import Any

from hub.assets.tree import home_of
from hub.landing.models import LandingFormField, LandingPage
from hub.taxonomy.models import Persona

TEXTS = Path(__file__).with_name("landing.toml")

_KINDS = ("singleline", "email", "singleline", "multiline")


def seed() -> None:
    """Makes those that are not there; what editors changed stays."""
    texts = tomllib.loads(TEXTS.read_text(encoding="utf-8"))
    for slug, languages in texts["persona"].items():
        original: LandingPage | None = None
        for language, own in languages.items():
            page = _ensure(slug, language, {**texts["common"][language], **own}, original)
            original = original or page


def _ensure(
    persona: str, language: str, texts: dict[str, Any], original: LandingPage | None
) -> LandingPage:
    home = home_of(language)
    slug = f"for-{persona}"
    existing = LandingPage.objects.child_of(home).filter(slug=slug).first()
    if existing:
        return existing
    page = LandingPage(
        title=texts["title"],
        slug=slug,
        locale=home.locale,
        persona=Persona.objects.filter(slug=persona).first(),
        search_description=texts["text"],
        sections=_sections(texts),
        submit_label=texts["button"],
        consent=f"<p>{texts['consent']}</p>",
        thanks=texts["thanks"],
    )
    if original:
        page.translation_key = original.translation_key
    page.form_fields = [
        LandingFormField(label=label, field_type=kind, required=kind != "multiline")
        for label, kind in zip(texts["fields"], _KINDS, strict=True)
    ]
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


def _sections(texts: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    table = {
        "columns": [{"type": "text", "heading": heading} for heading in texts["columns"]],
        "rows": [{"values": row} for row in texts["rows"]],
        "caption": "",
    }
    hero = {
        "heading": texts["heading"],
        "text": texts["text"],
        "cta_label": texts["cta"],
        "cta_url": "/contact",
        "alternatives": [_for(stage="deciding", heading=texts["deciding"])],
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
        ("lead_form", {"heading": texts["form"], "text": texts["form_text"]}),
    ]


def _for(persona: str = "", stage: str = "", industry: str = "", **fields: Any) -> dict[str, Any]:
    return {"persona": persona, "stage": stage, "industry": industry, **fields}


def _figures(rows: list[list[str]]) -> list[dict[str, str]]:
    return [dict(zip(("value", "label", "note"), row, strict=True)) for row in rows]
