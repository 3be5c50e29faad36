"""The type of the cards: Noto, from packages, so that a card looks the same on every machine.

Chinese and Latin letters come from one family, so that they go together; what it has not, from Noto's fonts for other
scripts, symbols and emoji (in the text's own colour). What none has is left out: no card shows an empty box.
"""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import manimgx_fonts
import manimgx_fonts_cjk
import regex
from fontTools.ttLib import TTFont
from PIL import ImageFont, features

from .breaking import THIN, clusters

_CJK = Path(manimgx_fonts_cjk.__file__).with_name("NotoSansCJK-VF.otf.ttc")
_OTHERS = Path(manimgx_fonts.__file__).parent


class Face(NamedTuple):
    """`number` is its place in a collection."""

    file: Path
    number: int = 0


# The collection holds the family once for each region. They share their Latin letters; but quotation marks, dashes and
# dots are as wide as a Chinese character in the Chinese one, and as narrow as a Latin one in the Korean.
_CHINESE = Face(_CJK, 2)
_LATIN = Face(_CJK, 1)
_EMOJI = Face(_OTHERS / "NotoEmoji[wght].ttf")
_OF_BOTH = frozenset("“”‘’—…·‧⋯")
_CHINESE_SCRIPT = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}\u3000-\u303f\uff00-\uffef]"
)
_INVISIBLE = regex.compile(r"[\p{Cf}\p{Cc}\p{Variation_Selector}]")
_APOSTROPHE = regex.compile(r"(?<=[\p{Latin}\d])’(?=[\p{Latin}\d])")
_AS_EMOJI = regex.compile(r"\p{Emoji_Presentation}|\ufe0f|\u20e3")

_MEASURED_AT = 200  # pixels; large, so that no rounding is left in an em's fractions
_THIN_SPACE = 0.17  # ems between Chinese and Latin
_RAQM = features.check("raqm")


class Run(NamedTuple):
    """Clusters of one face. `half`: Chinese punctuation without the empty half of its square."""

    text: str
    face: Face
    half: bool = False

    @property
    def features(self) -> list[str] | None:
        return ["halt"] if self.half and _RAQM else None


# Each maps the file anew, so that it seems to hold 10 MB; it holds a fiftieth of that.
@lru_cache(maxsize=32)
def font(face: Face, weight: int, size: int) -> ImageFont.FreeTypeFont:
    """`weight` as in CSS: 400 is regular, 700 bold."""
    made = ImageFont.truetype(face.file, size, index=face.number)
    made.set_variation_by_axes([weight])  # or the nearest that the face has
    return made


@lru_cache(maxsize=20_000)
def runs(text: str, chinese: bool) -> tuple[Run, ...]:
    """Without what no face has. `chinese`: the text around it is, so that quotation marks and dashes are too."""
    # An apostrophe looks like a quotation mark, and is none.
    latin = {match.start() for match in _APOSTROPHE.finditer(text)}
    found: list[Run] = []
    place = 0
    for cluster in clusters(text):
        face = _face_of(cluster, chinese and place not in latin)
        place += len(cluster)
        if face is None:
            continue
        if face == _LATIN and cluster == "…":
            cluster = "..."  # the face has it at half height, as Chinese wants it
        found.append(Run(cluster, face))
    return tuple(joined(found))


@lru_cache(maxsize=20_000)
def _face_of(cluster: str, chinese: bool) -> Face | None:
    seen = _INVISIBLE.sub("", cluster)
    if _AS_EMOJI.search(cluster):
        wanted = _EMOJI
    elif _CHINESE_SCRIPT.match(seen) or (chinese and seen in _OF_BOTH):
        wanted = _CHINESE
    else:
        wanted = _LATIN
    codes = {ord(char) for char in seen}
    if not codes:
        return None
    return next((face for face in (wanted, *_fallbacks()) if codes <= _covered(face.file)), None)


@lru_cache(maxsize=20_000)
def width(run: Run, weight: int) -> float:
    """In ems."""
    if run.text == THIN:
        return _THIN_SPACE
    measure = font(run.face, weight, _MEASURED_AT)
    return measure.getlength(run.text, features=run.features) / _MEASURED_AT


_OPENING = frozenset("“‘（《「『【〈〔")
_CLOSING = frozenset("，。、；：？！”’）》」』】〉〕")


def squeezed(line: Sequence[Run]) -> list[Run]:
    """Chinese punctuation fills a square; beside other punctuation, or at the line's start, half of it is a hole."""
    chars = "".join(run.text for run in line)
    made: list[Run] = []
    place = 0
    for run in line:
        for char in run.text if run.face == _CHINESE else [run.text]:
            before, after = chars[max(place - 1, 0) : place], chars[place + 1 : place + 2]
            half = run.face == _CHINESE and (
                (char in _OPENING and (place == 0 or before in _OPENING))
                or (char in _CLOSING and after != "" and (after in _CLOSING or after in _OPENING))
            )
            made.append(Run(char, run.face, half))
            place += len(char)
    return joined(made)


def joined(runs: Iterable[Run]) -> list[Run]:
    """Neighbours that are drawn alike as one; a thin space stays by itself."""
    made: list[Run] = []
    for run in runs:
        if made and made[-1][1:] == run[1:] and THIN not in (run.text, made[-1].text):
            made[-1] = run._replace(text=made[-1].text + run.text)
        else:
            made.append(run)
    return made


def directed(text: str, right_to_left: bool) -> tuple[str, str | None]:
    """As Pillow takes it, with its direction. Without its layout library letters are not joined, but in order."""
    if _RAQM:
        return text, "rtl" if right_to_left else "ltr"
    return "".join(reversed(clusters(text))) if right_to_left else text, None


@lru_cache(maxsize=1)
def _fallbacks() -> list[Face]:
    plain = ["NotoSans[wght].ttf", "NotoSansSymbols[wght].ttf"]
    rest = sorted(path.name for path in _OTHERS.glob("NotoSans*.ttf") if "Italic" not in path.name)
    names = dict.fromkeys([*plain, *rest])
    return [_CHINESE, *(Face(_OTHERS / name) for name in names), _EMOJI]


@cache
def _covered(file: Path) -> frozenset[int]:
    with TTFont(file, fontNumber=0, lazy=True) as opened:
        # The glyphs' names are not wanted, and there are 65,535.
        opened.setGlyphOrder([""] * 65_536)
        return frozenset(opened.getBestCmap())
