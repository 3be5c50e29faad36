"""How documents are cut into passages and counted by their words, as one short text: rows made otherwise, by an
earlier version, are made anew (see `indexing.recover`)."""

import hashlib
import json
from functools import cache

from .documents import CONFIDENTIAL, Document, Section
from .passages import facts, split
from .text import rough_token_count, tokens

_PROSE = (
    "Kestrel's plant in Hall 3 stood still for 4.5 hours a week. Dr. Li of Corvane Inc. said: “It held!” After v3.1 "
    "of the PLC software, ISO 27001 and WCAG 2.2 were met. 製造業客戶的停機時間減少了百分之三十；"
    "他们用.NET和C++改写了AT&T的接口。谁会想到呢？ ERR_CONNECTION_RESET, 0x80070005 and CVE-2021-44228 are gone…\n"
)
# A little of everything that a document may hold, in both languages.
_PROBE = Document(
    key="probe",
    locale="en",
    title="Presses that don't stop",
    sections=(
        Section("Downtime halved. 停机减半。", kind="summary"),
        Section(_PROSE * 6, title="What was done"),
        Section(
            "Three steps:\n- Stop the press\n- Oil it\n- Start again",
            title="Steps",
            path=("Phase 2",),
        ),
        Section("line | before | after\n1 | 4.5 h | 2 h\n2 | 3 h | 1 h", kind="table"),
        Section("for press in presses:\n    press.oil()", title="Script", kind="code"),
        Section("Anna: Did it hold?\n李: 撑住了。", title="Interview", kind="transcript"),
        Section("word " * 600, title="A sentence without an end"),
    ),
)


@cache
def layout() -> str:
    passages = split(_PROBE, rough_token_count)
    cut = [[p.context, *facts(p)] for p in passages]
    words = [tokens(p.embedded_text) for p in passages]
    # Earlier versions gave this facet to none.
    return hashlib.sha256(json.dumps([cut, words, CONFIDENTIAL]).encode()).hexdigest()[:16]
