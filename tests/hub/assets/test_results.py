from decimal import Decimal

import pytest

from hub.assets.models import CaseStudyResult


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"before": 41, "after": 17, "unit": "h", "change": -59}, "41 → 17 h (-59%)"),
        ({"before": 5, "after": 8, "change": 3, "change_unit": "points"}, "5 → 8 (+3 points)"),
        ({"before": 5, "after": 8}, "5 → 8"),
        ({"change": 12}, "+12%"),
        ({"change": 4, "change_unit": "months"}, "4 months"),
        ({"change": "-0.80", "change_unit": "million EUR"}, "-0.8 million EUR"),
    ],
)
def test_a_sign_stands_before_what_changed(figures, said):
    numbers = {
        name: Decimal(figures[name]) for name in ("before", "after", "change") if name in figures
    }
    result = CaseStudyResult(label="It", **{**figures, **numbers})
    assert result.sentence == f"It: {said}"
