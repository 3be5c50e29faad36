"""Markdown and foreign HTML become clean HTML: well-formed, shallow, and nothing in it runs."""

import re

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from .errors import ImportProblem

MAX_DEPTH = 100
MAX_HTML_CHARACTERS = 100 * 1024 * 1024  # pictures of a DOCX are inside it, as data: addresses

_INLINE = {
    *("a", "abbr", "b", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q"),
    *("s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr"),
}
_BLOCKS = {
    *("address", "article", "aside", "blockquote", "caption", "center", "col", "colgroup", "dd"),
    *("details", "div", "dl", "dt", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4"),
    *("h5", "h6", "header", "hgroup", "hr", "iframe", "img", "li", "main", "nav", "ol", "p", "pre"),
    *("section", "source", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    *("audio", "video", "embed"),
}
_ATTRIBUTES = {
    "a": {"href", "class"},
    "blockquote": {"data-speaker", "data-role"},
    "code": {"class"},
    "embed": {"src"},
    "iframe": {"src", "title"},
    "img": {"src", "alt"},
    "pre": {"class"},
    "source": {"src"},
    "td": {"colspan"},
    "th": {"colspan"},
    "video": {"src"},
    "audio": {"src"},
}
_CLEANER = nh3.Cleaner(
    tags=_INLINE | _BLOCKS,
    clean_content_tags={"script", "style", "template", "noscript", "title", "svg", "math", "head"},
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto", "tel", "data"},  # data: only pictures, see `body`
    link_rel=None,
    strip_comments=True,
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_STARTS_LIKE_HTML = re.compile(r"\s*</?[a-zA-Z]")
# Tags people leave open, which a parser closes for them.
_OPEN_ENDED = {
    *("p", "li", "td", "th", "tr", "dt", "dd", "thead", "tbody", "tfoot", "option", "br", "hr"),
    *("img", "input", "meta", "link", "source", "wbr", "col", "embed", "area", "base", "param"),
    *("track", "path"),
}


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": True, "maxNesting": 50})
    markdown.enable(["table", "strikethrough"])
    return markdown.use(footnote_plugin).use(deflist_plugin)


_MARKDOWN = _markdown()


def markdown_to_html(text: str) -> str:
    """HTML that still needs `clean`. Indented HTML is HTML: nobody means to show it as code."""
    env: dict = {}
    tokens = _MARKDOWN.parse(text, env)
    for token in tokens:
        if token.type == "code_block" and _STARTS_LIKE_HTML.match(token.content):
            _as_html(token)
    return _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, env)


def _as_html(token: Token) -> None:
    token.type = "html_block"


def clean(html: str) -> str:
    """Well-formed HTML of known tags. ImportProblem where it is too large or nested too deep."""
    if len(html) > MAX_HTML_CHARACTERS:
        raise ImportProblem(f"more than {MAX_HTML_CHARACTERS // 1024 // 1024} MB of HTML")
    _bound_depth(html)
    return _CLEANER.clean(html)


def _bound_depth(html: str) -> None:
    """Deep nesting costs the parser quadratic time, so it is refused before parsing."""
    depth = 0
    for closing, name in _TAG.findall(html):
        if name.lower() in _OPEN_ENDED:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        if depth > MAX_DEPTH:
            raise ImportProblem(f"HTML nested deeper than {MAX_DEPTH}")
