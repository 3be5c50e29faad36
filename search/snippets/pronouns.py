"""Pronouns of an opening sentence that stand for nothing it names."""

import re

from ..text import is_function_word
from .leaning import DUMMY, OWN
from .patterns import any_of, words

# Later in a sentence a pronoun may stand for what was named before it in the same sentence, and only for such.
_LATER = words(
    r"\b(?P<person>he|she|his|her|him|hers)\b",
    rf"\b(?P<thing>(?:this(?! (?:past |coming |last )?{OWN}\b)|(?:of|in|for|like|to|at|by|on|than) that|"
    rf"that(?= (?:kind|way|case)\b))"
    r"(?! \w+ing\b) (?P<noun>\w+)|that(?=['’]s\b| (?:is|was)\b)|(?:these|those) (?P<plural>\w{3,}s)\b)",
    r"\b(?P<many>they|them|their|theirs|these|"
    r"those(?! (?:who|whose|that|of|with|without|in|at|on|from)\b))(?! days\b)(?:['’]\w+)?\b",
    r"\b(?P<one>its?\b(?!['’]s))",
)
_NO_NAME = any_of(
    r"I|January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday",
    r"Wednesday",
    r"Thursday|Friday|Saturday|Sunday|In|On|At|By|To|For|From|With|After|Before|When|While|If|As|Since|Until",
    r"Because|Although",
    r"The|A|An|We|You|Our|Your|My|Last|Next|One|Two|Three|Every|Each|All|Some|Once|Today|Now|What|How|Why|Where",
    r"There|Not|Can",
    r"Some|Useful|Test|Use|Make|Keep|Let|Do|Don|Could|Should|Would|Will|Is|Are|Was|Were|Did|Does|Have|Has|Had",
    r"Try|Ask|Think|Talk",
)
_NAME = rf"(?<!^)\b(?!{_NO_NAME}\b)[A-Z]\w+"
_FIRST_NAME = rf"^(?!{_NO_NAME}\b|\w+(?:ing|ed|ly|ful)\b)[A-Z]\w+"
_PEOPLE = (
    r"\b(?:manager|engineer|director|officer|head|leader|owner|woman|man|person|founder|operator|fitter|"
    r"inspector|planner|boss|chief"
    r"|customer|colleague|buyer|user|employee|worker|designer|developer|foreman|everyone|anyone|somebody|"
    r"someone|who|reader|author)\b"
)
_NAMED = {
    "person": re.compile(any_of(_NAME, _FIRST_NAME, _PEOPLE)),
    "many": re.compile(
        any_of(
            r"\b\w{2,}[^\Wsui]s\b",  # a plural
            r"\b(?:people|staff|men|women|children|data|team|company|group|public|agency|everyone|anyone|nobody|"
            r"someone|each|who|and)\b",
            _NAME,
        )
    ),
    "one": re.compile(
        any_of(
            _NAME,
            r"\b(?:an?|the|our|your|my|every|each|no|any|what|\w+ing|one|another|all)\b(?: \w+)",
            r"\w+['’]s \w+",
            r"\w+s\b",
        )
    ),
}
_LATER_ZH = re.compile(
    r"(?P<pronoun>[他她它]们?(?!山|乡|人)|对方)|[这那][家张台批条位款套支座封笔间行句](?P<noun>[\u4e00-\u9fff])|"
    r"(?P<such>此[次案事举项书役战]|^[\w ]{1,8}(?:却|则|因此|于是|因而|从而))|"
    r"(?P<this>[这那][个种样](?!人|时候)|这 ?\d)"
)
_ALSO = words(
    r"(?:\bas well|,? too|\beither|\bno exception)[.!]?[”\"]?$|^\W*(?:\w+ ){1,3}also\b",
    r"(?<!out )(?<!over )\bthere(?=[,.;!]| and\b)|\bhere(?=[,;])|\bno exception to\b",
    r"\b(?:is|are|was|invent|need) one[.,]",
    r"\b(?:like|understand|know|about|with|of|for|on|do|see) (?:this|that|these|those)(?=[.,;!?]|$)",
    r"\bthe (?:other (?:end|side|two|one|half)|former|latter|first group|second group)\b",
    r"^\w+: (?=[a-z])|^[^.,;!?]{0,40}, (?:though|however|therefore|meanwhile|instead|then|for example|in turn),",
)
# So many Chinese characters name something; a time or `我们可以把` does not.
_NAMES_NOTHING = re.compile(
    r"[去今明]年|上个?月|[一二三四五六七八九十\d]+[年月日号天点]|当|我们?|你们?|大家|可以|能|会|要|请|把|被|让|"
    r"给|在|从|对|和|跟|替|先|再|就|也|都|还|已经?|曾|"
    r"如果|因为|虽然|尽管|一旦|由|哪几个|什么|怎么|为什么|不|没有?|是|\W"
)


def unresolved(text: str) -> str:
    """A pronoun of a sentence that stands for nothing named before it there; "" where there is none."""
    if found := _ALSO.search(text):
        return found.group()
    plain = re.sub(DUMMY, lambda hit: "_" * len(hit.group()), text, flags=re.IGNORECASE)
    found = _LATER.search(plain)
    if not found:
        return _unresolved_in_chinese(text)
    kind = next(name for name in ("person", "many", "one", "thing") if found[name])
    noun = found["noun"] or found["plural"]
    return "" if _is_named(kind, noun, text[: found.start()]) else found.group()


def _is_named(kind: str, noun: str | None, before: str) -> bool:
    if kind == "thing":  # `this press`, once a press was spoken of
        return noun is not None and noun.lower().rstrip("s") in before.lower()
    if kind == "one" and _telling_words(before) >= 3:
        return True
    return bool(_NAMED[kind].search(before))


def _telling_words(text: str) -> int:
    return sum(not is_function_word(word.lower()) for word in re.findall(r"\w+", text))


def _unresolved_in_chinese(text: str) -> str:
    found = _LATER_ZH.search(text)
    if not found:
        return ""
    before = text[: found.start()]
    if found["such"]:
        return found.group()
    if found["noun"]:
        return "" if found["noun"] in before else found.group()
    return found.group() if len(_NAMES_NOTHING.sub("", before)) < 3 else ""
