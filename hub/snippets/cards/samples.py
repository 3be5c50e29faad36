"""What the brand is shown with."""

from hub.brand.look import Look

from .card import Card

_STATISTIC = {
    "en": (
        "Unplanned downtime fell by 59% in the first year.",
        "59%",
        "A paper mill that no longer waits",
    ),
    "zh": ("第一年，非计划停机时间减少了 59%。", "59%", "一家不再等待停机的造纸厂"),
}


def sample(locale: str, look: Look) -> Card:
    text, figure, source = _STATISTIC["zh" if locale.startswith("zh") else "en"]
    return Card(text=text, look=look, figure=figure, source=source)
