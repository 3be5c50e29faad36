"""How assets are read as text, as one short text: spans of texts that were read otherwise, by an earlier version, are
looked for anew (see `following.recover`)."""

import hashlib
import json
from decimal import Decimal
from functools import cache

from hub.assets.documents import text_of
from hub.assets.models import CaseStudy, CaseStudyResult, Faq, Publication, Recording

_PROSE = (
    "<p>Downtime  fell by <b>37&nbsp;%</b>,<br/>说“停机<i>减半</i>”。</p><ul><li>One\n line</li><li>二</li></ul>"
    "<blockquote>It &lt;held&gt; &amp; holds.</blockquote><pre>a  =\n  b</pre>"
)
_BODY = [
    ("heading", {"text": "What was done", "level": "2"}),
    ("paragraph", _PROSE),
    ("callout", {"tone": "tip", "text": _PROSE}),
    ("quote", {"text": "It held.", "speaker": "李娜", "role": "CFO"}),
    ("quote", {"text": "撑住了。"}),
    ("statistic", {"value": "37 %", "label": "less downtime", "note": "Hall 3"}),
    ("image", {"caption": "The press"}),
    ("embed", {"url": "https://example.com", "caption": "A film"}),
    (
        "table",
        {
            "columns": [{"type": "text", "heading": "Line"}, {"type": "text", "heading": ""}],
            "rows": [{"values": ["1", "4.5 h"]}, {"values": ["", "2 h"]}],
        },
    ),
    ("code", {"language": "py", "code": "press.oil()\r\n  twice()"}),
    ("cta", {"label": "More", "url": "/"}),
]
_TRANSCRIPT = "[00:01] Anna: Did it hold?\r\n\r\n李: 撑住了。\nIt did."


@cache
def reading() -> str:
    body = json.dumps(
        [{"type": kind, "value": value, "id": str(n)} for n, (kind, value) in enumerate(_BODY)]
    )
    question = {"type": "question", "value": {"question": "Why?", "answer": _PROSE}, "id": "1"}
    result = CaseStudyResult(
        label="Downtime", before=Decimal(41), after=Decimal("17.50"), unit="h", change=Decimal(-59)
    )
    probes = [
        CaseStudy(
            summary=" In short.\r\n总之。\x00 ",
            customer="Kestrel",
            challenge="Presses\nstood.",
            quote_text="It held.",
            quote_speaker="李娜",
            results=[result],
            body=body,
        ),
        Faq(questions=json.dumps([question])),
        Recording(transcript=_TRANSCRIPT),
        Publication(extracted_text="From a file.\n\n\nPage two."),
    ]
    texts = [text_of(probe, open_files=()) for probe in probes]
    return hashlib.sha256(json.dumps(texts).encode()).hexdigest()[:16]
