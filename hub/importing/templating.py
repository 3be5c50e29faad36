"""Templating left in bodies (Liquid, Hugo shortcodes): resolved where plain, dropped where not.

What stands in code stays, since there it is shown, not meant. Braces that are to be read as they
are (in code, or between `raw` tags) travel as private-use characters until the body is HTML: see
`shown`.
"""

import html
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

_HIDDEN = {"{": "\ue0f1", "}": "\ue0f2", "%": "\ue0f3"}
_HIDE = str.maketrans(_HIDDEN)
_SHOW = str.maketrans({value: key for key, value in _HIDDEN.items()})


# A tag never holds another tag, nor more text than anybody writes in one: so that hostile input
# cannot make the search start over, to the end of the text, from each of its braces.
def _until(end: str) -> str:
    return r"(?:(?!\{\{|\{%|" + end + r").){0,20000}(?:" + end + ")"


_ESCAPED = re.compile(r"\{\{[<%]/\*" + _until(r"\*/[>%]\}\}"), re.DOTALL)
_COMMENT = re.compile(r"\{\{/\*" + _until(r"\*/\}\}"), re.DOTALL)
_TAG = re.compile(
    r"\{\{[<%](?P<short>" + _until(r"[>%]\}\}") + ")"
    r"|\{%(?P<tag>" + _until(r"%\}") + ")"
    r"|\{\{(?P<output>" + _until(r"\}\}") + ")",
    re.DOTALL,
)
_QUOTES = "blockquote|quote|testimonial|pullquote"
_LEFT_OPEN = re.compile(r"\{\{|\{%")
_ATTRIBUTES = re.compile(r"[ \t]?\{:[^{}\n]*\}|[ \t]?\{\s*[.#][A-Za-z][^{}\n]*\}")
_FENCE = re.compile(r"^ {0,3}(?:>\s*)*(?P<fence>`{3,}|~{3,})", re.MULTILINE)
_TICKS = re.compile(r"`+")
_PARAMETER = re.compile(
    r"(?P<key>[\w-]+)\s*[:=]\s*(?:\"(?P<double>(?:\\.|[^\"\\])*)\"|'(?P<single>(?:\\.|[^'\\])*)'|(?P<bare>[^\s,\"']+))"
)
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|svg)(?:[?#]|$)", re.IGNORECASE)

_URL_FILTERS = {"url", "relative_url", "absolute_url", "relurl", "absurl", "prepend", "asset_url"}
_EMBEDS = {
    "youtube": "https://www.youtube.com/embed/{}",
    "vimeo": "https://player.vimeo.com/video/{}",
}


@dataclass(frozen=True)
class Rules:
    """What a mapping says of templating. `filters`: name -> text, drop or embed."""

    filters: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Counts:
    """How often each kind of tag was resolved, and how often dropped."""

    resolved: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)


def shown(text: str) -> str:
    """With the braces that were hidden."""
    return text.translate(_SHOW)


def resolve(text: str, rules: Rules, page: Mapping[str, Any], counts: Counts) -> str:
    """The text without templating. `page` is the front matter, which templates may refer to."""
    if not any(mark in text for mark in ("{{", "{%", "{:", "{.", "{#", "{ .")):
        return text
    text = _hidden(text, counts)
    text = _COMMENT.sub(lambda found: _drop("comment", counts), text)
    text = _pairs(text, "comment|for|capture|tablerow", lambda pair: _drop(pair.name, counts))
    text = _pairs(text, _QUOTES, lambda pair: _paired_quote(pair, counts))
    resolver = _Resolver(rules, page, counts)
    text = _TAG.sub(resolver.replace, text)
    text = _LEFT_OPEN.sub(lambda found: _drop("unclosed", counts), text)
    return _ATTRIBUTES.sub(lambda found: _drop("{attributes}", counts), text)


def _hidden(text: str, counts: Counts) -> str:
    """Hides what is to be read as it stands: raw blocks, escaped shortcodes, code."""

    def raw(pair: _Pair) -> str:
        counts.resolved["raw"] += 1
        return pair.inner.translate(_HIDE)

    def escaped(found: re.Match[str]) -> str:
        counts.resolved["escaped"] += 1
        return found[0].replace("/*", "", 1).replace("*/", "", 1).translate(_HIDE)

    def highlighted(pair: _Pair) -> str:
        counts.resolved["highlight"] += 1
        language = (pair.arguments.split() or [""])[0].strip("\"'`,")
        return f"\n```{language}\n{pair.inner.strip(chr(10)).rstrip()}\n```\n"

    text = _pairs(text, "raw", raw)
    text = _ESCAPED.sub(escaped, text)
    text = _pairs(text, "highlight", highlighted)
    return "".join(part.translate(_HIDE) if code else part for code, part in _code_and_prose(text))


@dataclass(frozen=True)
class _Pair:
    """An opening tag, its closing one, and what stands between."""

    name: str
    arguments: str
    inner: str


def _pairs(text: str, names: str, replace: Callable[[_Pair], str]) -> str:
    """The text with each pair of one of `names` replaced; a tag that is never closed is left."""
    opening = re.compile(
        rf"\{{%-?\s*(?P<tag>{names})\b(?P<args>[^%{{]*)%\}}"
        rf"|\{{\{{[<%]\s*(?P<short>{names})\b(?P<more>[^>%{{]*)[>%]\}}\}}"
    )
    pieces: list[str] = []
    never_closed: set[str] = set()
    position = searched = 0
    while (found := opening.search(text, searched)) is not None:
        searched = found.end()
        name = found["tag"] or found["short"]
        closing = (
            rf"\{{%-?\s*end{name}\s*-?%\}}"
            if found["tag"]
            else rf"\{{\{{[<%]\s*/\s*{name}\s*[>%]\}}\}}"
        )
        end = None if closing in never_closed else re.compile(closing).search(text, searched)
        if end is None:
            never_closed.add(closing)
            continue
        arguments = (found["args"] or found["more"] or "").strip(" -")
        pair = _Pair(name, arguments, text[found.end() : end.start()])
        pieces += [text[position : found.start()], replace(pair)]
        position = searched = end.end()
    return "".join([*pieces, text[position:]])


def _code_and_prose(text: str) -> list[tuple[bool, str]]:
    """The text in pieces: (is it code?, piece). Fenced blocks, and `spans` within a paragraph."""
    pieces: list[tuple[bool, str]] = []
    position = 0
    while (opening := _FENCE.search(text, position)) is not None:
        pieces += _spans(text[position : opening.start()])
        fence = opening["fence"]
        closing = re.compile(rf"^[ \t>]*{fence[0]}{{{len(fence)},}}[ \t]*$", re.MULTILINE)
        end = closing.search(text, opening.end())
        position = end.end() if end else len(text)
        pieces.append((True, text[opening.start() : position]))
    return pieces + _spans(text[position:])


def _spans(prose: str) -> list[tuple[bool, str]]:
    pieces: list[tuple[bool, str]] = []
    for paragraph in re.split(r"(\n[ \t]*\n)", prose):
        ticks = list(_TICKS.finditer(paragraph))
        position = index = 0
        while index < len(ticks):
            opening = ticks[index]
            # Only as many closers are looked at as a sane paragraph has.
            for later in range(index + 1, min(index + 200, len(ticks))):
                if len(ticks[later][0]) == len(opening[0]):
                    pieces.append((False, paragraph[position : opening.start()]))
                    position = ticks[later].end()
                    pieces.append((True, paragraph[opening.start() : position]))
                    index = later
                    break
            index += 1
        pieces.append((False, paragraph[position:]))
    return pieces


def _drop(kind: str, counts: Counts) -> str:
    counts.dropped[kind] += 1
    return ""


def _paired_quote(pair: _Pair, counts: Counts) -> str:
    counts.resolved[pair.name] += 1
    return _quote({**_parameters(pair.arguments), "quote": pair.inner.strip()})


def _bare(inside: str) -> str:
    """What stands in a tag, without its closing mark, dashes and slashes of self-closing ones."""
    return inside.rstrip("}%>").strip().strip("-").rstrip("/").strip()


class _Resolver:
    def __init__(self, rules: Rules, page: Mapping[str, Any], counts: Counts):
        self.rules = rules
        self.page = page
        self.counts = counts

    def replace(self, found: re.Match[str]) -> str:
        if found["short"] is not None:
            kind, made = self._shortcode(_bare(found["short"]))
        elif found["tag"] is not None:
            kind, made = self._liquid(_bare(found["tag"]))
        else:
            kind, made = self._output(_bare(found["output"]))
        counter = self.counts.dropped if made is None else self.counts.resolved
        counter[kind] += 1
        return made or ""

    def _output(self, expression: str) -> tuple[str, str | None]:
        """{{ "literal" | filter: … }} or {{ variable }}."""
        literal = re.match(r"\"([^\"]*)\"|'([^']*)'", expression)
        head, _, tail = (
            (literal[0], "", expression[literal.end() :]) if literal else expression.partition("|")
        )
        filters = [part.strip() for part in tail.strip(" |").split("|") if part.strip()]
        name = filters[0].partition(":")[0].strip() if filters else ""
        if literal:
            value: str | None = literal[1] if literal[1] is not None else literal[2]
        else:
            value = self._variable(head.strip())
        kind = f"{{{{ … | {name} }}}}" if name else ("{{ text }}" if literal else "{{ variable }}")
        if value is None:
            return kind, None
        return kind, self._filtered(value, name)

    def _filtered(self, value: str, name: str) -> str | None:
        treatment = self.rules.filters.get(name, "text")
        if treatment == "drop":
            return None
        if treatment == "embed" or name == "embed":
            return _iframe(value)
        return value.replace(" ", "%20") if name.lower() in _URL_FILTERS else value

    def _variable(self, name: str) -> str | None:
        if name in self.rules.variables:
            return self.rules.variables[name]
        value: Any = self.page
        for part in name.removeprefix("page.").removeprefix(".Params.").split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        return str(value) if isinstance(value, str | int | float) else None

    def _liquid(self, tag: str) -> tuple[str, str | None]:
        name, _, rest = tag.partition(" ")
        name = name.strip()
        if name in ("include", "include_relative", "include_cached", "render"):
            included = rest.strip().split(",")[0].split()[0].strip("\"'") if rest.strip() else ""
            return f"include {included}", _from_parameters(included, _parameters(rest))
        if name in ("post_url", "link"):
            return name, rest.strip().strip("\"'") or None
        if name in _EMBEDS:
            return name, _video(name, rest.strip().strip("\"'"))
        if name in ("img", "image") or name.startswith("image"):
            return name, _picture_tag(rest)
        return name, None

    def _shortcode(self, text: str) -> tuple[str, str | None]:
        name, _, rest = text.partition(" ")
        parameters = _parameters(rest)
        bare = rest.strip().strip("\"'`")
        kind = f"shortcode {name}"
        if name in ("ref", "relref"):
            return kind, (parameters.get("path") or bare).replace(" ", "%20") or None
        if name in _EMBEDS:
            return kind, _video(name, parameters.get("id") or bare)
        if name == "param":
            return kind, self._variable(bare)
        return kind, _from_parameters(name, parameters)


def _parameters(text: str) -> dict[str, str]:
    """`key: "value", key="value"` as a dictionary; entities and backslashes in values resolved."""
    parameters: dict[str, str] = {}
    for found in _PARAMETER.finditer(text):
        value = next(
            part for part in (found["double"], found["single"], found["bare"]) if part is not None
        )
        parameters[found["key"].lower()] = html.unescape(re.sub(r"\\(.)", r"\1", value)).strip()
    return parameters


def _from_parameters(name: str, parameters: Mapping[str, str]) -> str | None:
    """What an include or shortcode shows is told by its parameters, whatever its name."""
    if parameters.get("quote"):
        return _quote(parameters)
    source = _first(parameters, "image", "src", "img", "image_path", "url", "file")
    if source and (_PICTURE.search(source) or "figure" in name or "image" in name):
        return _figure(source, parameters)
    if "youtube" in name or "vimeo" in name or "video" in name:
        return _video(
            "vimeo" if "vimeo" in name else "youtube", _first(parameters, "id", "url", "src")
        )
    return None


def _first(parameters: Mapping[str, str], *keys: str) -> str:
    return next((parameters[key] for key in keys if parameters.get(key)), "")


def _quote(parameters: Mapping[str, str]) -> str:
    speaker = _first(parameters, "attribution", "speaker", "author", "cite", "name", "by")
    role = ", ".join(
        part
        for key in ("position", "role", "title", "organization", "company")
        if (part := parameters.get(key))
    )
    text = "".join(
        f"<p>{html.escape(paragraph)}</p>"
        for paragraph in re.split(r"\n\s*\n", parameters["quote"])
    )
    return (
        f'\n\n<blockquote data-speaker="{html.escape(speaker)}" data-role="{html.escape(role)}">'
        f"{text}</blockquote>\n\n"
    )


def _figure(source: str, parameters: Mapping[str, str]) -> str:
    alt = html.escape(parameters.get("alt", ""))
    caption = html.escape(_first(parameters, "caption", "title"))
    return (
        f'\n\n<figure><img src="{html.escape(source)}" alt="{alt}">'
        f"<figcaption>{caption}</figcaption></figure>\n\n"
    )


def _picture_tag(arguments: str) -> str | None:
    """{% image "path" "alt" %}, with or without a class between, quotes within the text and all."""
    parts = re.split(r"[\"'](?:\s*,)?\s+[\"']", arguments.strip())
    source = parts[0].strip("\"' ")
    if not source:
        return None
    alt = re.sub(r"^[\"']|[\"']$", "", parts[-1].strip()) if len(parts) > 1 else ""
    return f'<img src="{html.escape(source)}" alt="{html.escape(alt)}">'


def _video(service: str, address: str) -> str | None:
    if not address:
        return None
    if "://" in address:
        return _iframe(address)
    if not re.fullmatch(r"[\w-]{1,64}", address):
        return None
    return _iframe(_EMBEDS[service].format(address))


def _iframe(address: str) -> str:
    return f'\n\n<iframe src="{html.escape(address)}"></iframe>\n\n'
