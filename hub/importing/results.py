"""A case study's figures, typed."""

from typing import Any

from . import values
from .fields import Fields


def results_of(fields: Fields) -> list[dict[str, Any]]:
    """Rows of `CaseStudyResult`; what could not be typed is a warning, and kept in the metadata."""
    said, key = fields.value("results")
    if said is None:
        return []
    results: list[dict[str, Any]] = []
    whole = True
    for row in said if isinstance(said, list) else [said]:
        if not isinstance(row, dict) or not row.get("label"):
            fields.report.warn("results: a figure needs a label", fields.parsed.line_of(key))
            whole = False
            continue
        label = fields.plain(values.as_text(row["label"]))[:200]
        result, problems = _typed(row)
        results.append({"label": label, **result})
        for problem in problems:
            fields.report.warn(f"results: {label[:60]}: {problem}", fields.parsed.line_of(key))
        whole = whole and not problems
    if whole:
        fields.lenient("results", lambda value: value)
    return results


def _typed(row: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The figures of a row with their units, and what is wrong with those that are left out."""
    result: dict[str, Any] = {
        "unit": values.as_text(row.get("unit") or "")[:60],
        "change_unit": values.as_text(row.get("change_unit", "%"))[:60],
    }
    problems: list[str] = []
    for name in ("before", "after", "change"):
        if row.get(name) in (None, ""):
            continue
        try:
            figure, unit = values.as_figure(row[name])
        except ValueError as error:
            problems.append(f"{name}: {error}")
            continue
        unit_name = "change_unit" if name == "change" else "unit"
        if unit and not row.get(unit_name):
            if name == "after" and result["unit"] not in ("", unit):
                # 26 hours became 18 minutes: one row holds one unit.
                problems.append("before and after differ in unit")
                continue
            result[unit_name] = unit[:60]
        result[name] = figure
    return result, problems
