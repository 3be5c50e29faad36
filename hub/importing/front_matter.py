"""Front matter: a file's metadata, and where each of its keys stands."""

import json
import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import frontmatter
import yaml

from .errors import ImportProblem
from .values import scrubbed

MAX_CHARACTERS = 256 * 1024
MAX_VALUES = 20_000
MAX_DEPTH = 50
# Anchors and aliases multiply: twenty of them stay harmless, whoever laid them out.
MAX_ALIASES = 20

_YAML = frontmatter.YAMLHandler()
_FENCES = {"---": _YAML.FM_BOUNDARY, "+++": re.compile(r"^\+{3,}\s*$", re.MULTILINE)}
_KEY_LINE = r"^[ \t]*(?:-[ \t]+)?[\"']?{key}[\"']?[ \t]*[:=]"
_KEY = r"[ \t]*(?:-[ \t]+)?[\w .-]+?:[ \t]+"
_UNQUOTED = re.compile(rf"^(?P<key>{_KEY})(?P<value>[^\s\"'\[{{>|&*!#].*?)[ \t]*$")
_UNQUOTED_AT = re.compile(rf"^(?P<key>{_KEY}|[ \t]*-[ \t]+)(?P<value>[@`%].*?)[ \t]*$")


@dataclass
class Parsed:
    """`metadata` is JSON-safe; `body_line` is the file's line on which the body starts."""

    metadata: dict[str, Any]
    body: str
    body_line: int = 1
    present: bool = False
    warnings: list[tuple[int | None, str]] = field(default_factory=list)
    _lines: list[str] = field(default_factory=list)

    def line_of(self, key: str) -> int | None:
        """The line a (dotted) key stands on."""
        pattern = re.compile(_KEY_LINE.format(key=re.escape(key.split(".")[0])))
        for number, line in enumerate(self._lines, start=2):
            if pattern.match(line):
                return number
        return None


def parse(text: str) -> Parsed:
    """Raises ImportProblem, with the line, where front matter is there but cannot be read."""
    fence = text[:3]
    if fence not in _FENCES or not re.match(rf"{re.escape(fence)}[ \t]*\n", text):
        return Parsed({}, text)
    raw, body = _split(text, fence)
    if raw is None:
        return Parsed({}, text)
    if len(raw) > MAX_CHARACTERS:
        raise ImportProblem(f"front matter of more than {MAX_CHARACTERS // 1024} KB", 1)
    parsed = Parsed(
        {}, body, body_line=text.count("\n", 0, len(text) - len(body)) + 1, present=True
    )
    parsed._lines = raw.split("\n")
    values = _toml(raw) if fence == "+++" else _yaml(raw, parsed)
    if values is None:
        values = {}
    if not isinstance(values, dict):
        raise ImportProblem("front matter is not a list of keys and values", 2)
    parsed.metadata = _plain(values, _Budget(MAX_VALUES))
    return parsed


def _split(text: str, fence: str) -> tuple[str | None, str]:
    parts = _FENCES[fence].split(text, 2)
    if len(parts) == 3:
        return parts[1].removeprefix("\n"), parts[2].lstrip("\n")
    if re.match(r"\s*[\w\"'-]+\s*[:=]", parts[-1]):
        raise ImportProblem(f"front matter opened with {fence} is never closed", 1)
    return None, text  # a rule, not front matter


class _Loader(yaml.CSafeLoader):
    """Plain values only. Dates stay text: fields that hold dates read them, and say what is wrong.

    As in YAML 1.2, `no` is a word and `12:30` no number, since titles and tags are what is here.
    """

    yaml_implicit_resolvers: dict = {}


for _tag, _pattern, _first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?(?:0|[1-9][0-9]{0,17})$", "-+0123456789"),
    ("float", r"^[-+]?(?:[0-9]{1,18}\.[0-9]{1,18})(?:[eE][-+]?[0-9]{1,3})?$", "-+0123456789"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("merge", r"^(?:<<)$", "<"),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list(_first))


def _yaml(raw: str, parsed: Parsed) -> Any:
    _bound(raw)
    try:
        return yaml.load(raw, Loader=_Loader)
    except yaml.YAMLError as error:
        line, problem = _problem(error)
    except (ValueError, TypeError, RecursionError) as error:
        raise ImportProblem(f"front matter: {error}") from error
    for repaired in _repairs(raw):
        try:
            values = yaml.load(repaired, Loader=_Loader)
        except (yaml.YAMLError, ValueError, TypeError):
            continue
        parsed.warnings.append((line, f"front matter repaired, being no valid YAML: {problem}"))
        return values
    raise ImportProblem(f"front matter is not valid YAML: {problem}", line)


def _bound(raw: str) -> None:
    """Reads the events first: building values nested without end would end the process itself."""
    depth = aliases = values = 0
    try:
        for event in yaml.parse(raw, Loader=_Loader):
            values += 1
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            aliases += isinstance(event, yaml.AliasEvent)
            line = event.start_mark.line + 2 if event.start_mark else None
            if depth > MAX_DEPTH:
                raise ImportProblem(f"front matter nested deeper than {MAX_DEPTH}", line)
            if aliases > MAX_ALIASES:
                raise ImportProblem(f"front matter with more than {MAX_ALIASES} aliases", line)
            if values > MAX_VALUES:
                raise ImportProblem(f"front matter with more than {MAX_VALUES} values", line)
    except yaml.YAMLError:
        return  # said properly, or repaired, where it is loaded


def _problem(error: yaml.YAMLError) -> tuple[int | None, str]:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        return error.problem_mark.line + 2, error.problem or error.context or "unreadable"
    return None, str(error).splitlines()[0]


def _repairs(raw: str):
    """What people leave behind: tabs, then values that should have been quoted."""
    untabbed = "\n".join(line.rstrip().replace("\t", "  ") for line in raw.split("\n"))
    yield untabbed
    yield "\n".join(_quoted(line) for line in untabbed.split("\n"))


def _quoted(line: str) -> str:
    found = _UNQUOTED_AT.match(line) or _UNQUOTED.match(line)
    if found is None:
        return line
    value = found["value"]
    if not (": " in value or value.endswith(":") or " #" in value or value[0] in "@`%"):
        return line
    return found["key"] + json.dumps(value, ensure_ascii=False)


def _toml(raw: str) -> Any:
    if raw.count("[") > 1000 and re.search(r"\[{50}", raw):
        raise ImportProblem(f"front matter nested deeper than {MAX_DEPTH}", 2)
    try:
        return tomllib.loads(raw)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) + 1 if found else None
        raise ImportProblem(f"front matter is not valid TOML: {error}", line) from error
    except RecursionError as error:
        raise ImportProblem(f"front matter nested deeper than {MAX_DEPTH}") from error


@dataclass
class _Budget:
    left: int


def _plain(value: Any, budget: _Budget, depth: int = 0) -> Any:
    """The value as JSON would have it. Aliases are written out here, hence the budget."""
    budget.left -= 1
    if budget.left < 0:
        raise ImportProblem(f"front matter with more than {MAX_VALUES} values")
    if depth > MAX_DEPTH:
        raise ImportProblem(f"front matter nested deeper than {MAX_DEPTH}")
    if isinstance(value, dict):
        return {scrubbed(str(key)): _plain(item, budget, depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple | set):
        return [_plain(item, budget, depth + 1) for item in value]
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else str(value)
    if value is None or isinstance(value, bool | int):
        return value
    return scrubbed(str(value))
