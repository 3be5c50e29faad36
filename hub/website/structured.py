"""Structured data (schema.org, JSON-LD) as search engines read it: pure functions, values in, objects out.

What is empty is left out. https://developers.google.com/search/docs/appearance/structured-data says what is required.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.duration import duration_iso_string

Thing = dict[str, Any]

# Escaped as JSON may be, so that the text can stand inside a script element, whatever is in it.
_ESCAPED = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def script(thing: Thing) -> str:
    return json.dumps(
        {"@context": "https://schema.org", **thing}, ensure_ascii=False, separators=(",", ":")
    ).translate(_ESCAPED)


def _thing(type: str, **properties: Any) -> Thing:
    return {"@type": type, **{name: value for name, value in properties.items() if value}}


@dataclass(frozen=True)
class Publisher:
    """Whose the website is. `home`: the address of its home page, by which all of it knows them."""

    name: str
    home: str
    logo: str = ""

    @property
    def thing(self) -> Thing:
        return {
            "@id": f"{self.home}#organization",
            **_thing("Organization", name=self.name, url=self.home, logo=self.logo),
        }


@dataclass(frozen=True)
class Work:
    """What is said of any piece of content. `images` are addresses."""

    url: str
    title: str
    description: str
    locale: str
    published: datetime | None
    modified: datetime | None
    publisher: Publisher | None
    images: Sequence[str] = ()
    authors: Sequence[str] = ()
    keywords: Sequence[str] = ()

    def thing(self, type: str, **properties: Any) -> Thing:
        publisher = self.publisher.thing if self.publisher else None
        return _thing(
            type,
            url=self.url,
            mainEntityOfPage=self.url,
            description=self.description,
            inLanguage=self.locale,
            datePublished=_moment(self.published),
            dateModified=_moment(self.modified),
            image=list(self.images),
            author=[_thing("Person", name=name) for name in self.authors] or publisher,
            publisher=publisher,
            keywords=list(self.keywords),
            **properties,
        )


def _moment(value: datetime | None) -> str:
    return value.isoformat(timespec="seconds") if value else ""


def article(work: Work, type: str = "Article", **properties: Any) -> Thing:
    """`type`: Article, or a narrower one such as Report."""
    return work.thing(type, headline=work.title, **properties)


def case_study(work: Work, customer: str, quote: str, speaker: str, role: str) -> Thing:
    who = _thing("Person", name=speaker, jobTitle=role) if speaker else None
    return article(
        work,
        about=_thing("Organization", name=customer) if customer else None,
        hasPart=_thing("Quotation", text=quote, creator=who) if quote else None,
    )


def faq_page(work: Work, questions: Iterable[tuple[str, str]]) -> Thing:
    """`questions` with their answers as HTML."""
    return work.thing(
        "FAQPage",
        name=work.title,
        mainEntity=[
            _thing("Question", name=question, acceptedAnswer=_thing("Answer", text=answer))
            for question, answer in questions
        ],
    )


def recording(
    work: Work, type: str, player: str, file: str, seconds: int | None, transcript: str
) -> Thing:
    """A VideoObject or PodcastEpisode, played at `player` or from the address `file`."""
    length = duration_iso_string(timedelta(seconds=seconds)) if seconds else ""
    if type == "PodcastEpisode":
        audio = _thing("AudioObject", contentUrl=file, duration=length, transcript=transcript)
        return work.thing(type, name=work.title, timeRequired=length, associatedMedia=audio)
    return work.thing(
        type,
        name=work.title,
        thumbnailUrl=list(work.images),
        uploadDate=_moment(work.published),
        duration=length,
        embedUrl=player,
        contentUrl=file,
        transcript=transcript,
    )


def web_page(work: Work) -> Thing:
    return work.thing("WebPage", name=work.title)


def web_site(publisher: Publisher, locale: str) -> Thing:
    return {
        "@id": f"{publisher.home}#website",
        **_thing("WebSite", name=publisher.name, url=publisher.home, inLanguage=locale),
        "publisher": publisher.thing,
    }


def breadcrumbs(trail: Iterable[tuple[str, str]]) -> Thing:
    """Names and addresses, from the home page to the page itself."""
    return _thing(
        "BreadcrumbList",
        itemListElement=[
            _thing("ListItem", position=place, name=name, item=url)
            for place, (name, url) in enumerate(trail, 1)
        ],
    )
