"""What a piece has to give: a figure, a result, a quote, a claim against expectation, a step, a definition; and, by
the strongest of them, what type of snippet it is. Signs of the words, in both languages."""

import re
from dataclasses import dataclass

from .proposals import Reason, SnippetType

SIGNAL = "weight"


@dataclass(frozen=True)
class _Cue:
    """`worth`: what it adds by itself, 0 to 1; `type` of what it makes, where it makes one."""

    code: str
    worth: float
    type: SnippetType | None
    pattern: re.Pattern[str]


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_NUMBER = r"(?:\d[\d,.]*\d|\d)"
_CUES = (
    _Cue(
        "percent",
        0.5,
        SnippetType.STATISTIC,
        _words(
            rf"{_NUMBER} ?(?:[%％‰]|percent\b|per cent\b|percentage points?\b|个百分点|成(?=[，。的以左]))|百分之\S{{1,4}}"
        ),
    ),
    _Cue(
        "money",
        0.45,
        SnippetType.STATISTIC,
        _words(
            rf"[$€£¥￥] ?{_NUMBER}(?: ?(?:million|billion|thousand|[mbk]\b))?|{_NUMBER} ?(?:万|亿)?(?:美元|欧元|元|块钱)|"
            rf"{_NUMBER} ?(?:million |billion )?(?:euros?|dollars?|EUR|USD|CNY|RMB)\b"
        ),
    ),
    _Cue(
        "figure",
        0.35,
        SnippetType.STATISTIC,
        _words(
            rf"{_NUMBER}(?:[ -](?:\w+ )?(?:hours?|minutes?|seconds?|days?|weeks?|months?|times|fold|million|billion|thousand|"
            rf"tonnes?|tons?|kg|kWh?|MWh?|GWh|km|metres?|meters?|people|users?|customers?|plants?|sites?|machines?|sensors?|"
            rf"parts?|degrees?|litres?|points?)\b|[x×]\b|(?: ?[万亿多余])? ?(?:小时|分钟|秒|天|周|个月|倍|吨|公斤|度电|千瓦时?|公里|人|家|台|条|次|起|件|块|"
            rf"名|座|套|万|亿))"
        ),
    ),
    _Cue(
        "change",
        0.3,
        None,
        _words(
            r"\b(?:cut|reduc\w+|fell|falls?|dropp?\w*|declin\w+|rose|rises?|gr[eo]w\w*|increas\w+|decreas\w+|sav(?:e|ed|es|ing|ings)|"
            r"doubl\w+|halv\w+|tripl\w+|improv\w+|shrank|shr[iu]nk|gain\w*|from \S+ to \d\S*|up from|down from|by half)\b"
            r"|下降|减少|降低|降到|降至|降了|降为|提升|提高|增长|增加|缩短|缩到|节省|节约|省下|翻倍|翻了|压到|升到|升至|从[^，。]{1,12}[到变]|少了|多了"
        ),
    ),
    _Cue(
        "quote",
        0.4,
        SnippetType.QUOTE,
        _words(
            r"[“\"][^”\"]{16,}[,.!?]?[”\"](?=.{0,60}\b(?:sa(?:id|ys)|told|explain\w*|add(?:s|ed)|argues?|recalls?|remembers?|puts? it|"
            r"writes?|wrote|notes?|noted|asks?|asked)\b)|\b(?:sa(?:id|ys)|explains?|told|adds?|puts it|recalls?|writes?|notes?)\b"
            r"[^“”\"]{0,40}[,:] ?[“\"]"
            r"|“[^”]{8,}”[，,]?[^“”，。]{0,12}(?:说|表示|指出|认为|回忆|补充|解释|回答|强调|介绍|坦言|写道|问)"
            r"|(?:说|表示|指出|认为|回忆|补充|解释|回答|强调|介绍|坦言|写道|问)[道过]?[：:，,]?“"
        ),
    ),
    _Cue(
        "contrast",
        0.4,
        SnippetType.CLAIM,
        _words(
            r"\b(?:not|isn['’]t|aren['’]t|never|n['’]t)\b[^.;!?]{2,60}(?:\bbut\b|; it|, it['’]s|— it|\. It['’]s)|\brather than\b|\binstead of\b|"
            r"\bless (?:about|than)\b[^.]{2,40}\bmore\b|\bcontrary to\b|\bthe (?:real|hard|hardest|biggest|only) \w+ (?:is|was)\b|"
            r"\bno longer\b|\bthe more\b[^.]{3,60}\bthe\b|\bnobody\b|\bmost \w+ (?:fail|never|forget|think)\b"
            r"|不是[^。；]{1,40}而是|并非|而不是|不在于[^。]{1,30}而?在|与其[^。]{1,30}不如|真正[^，。]{0,8}的?是|恰恰|反而|越[^，。]{1,12}越|"
            r"不等于|没有[^，。]{1,16}就没有|从来不是|不只是|不仅仅?是|而非|最[贵难怕大][^，。]{0,6}的?是|不是[^，。]{1,16}[，,]是"
        ),
    ),
    _Cue(
        "stance",
        0.25,
        SnippetType.CLAIM,
        _words(
            r"\b(?:must|never|always|the key|most important|crucial|essential|matters|critical|biggest|best way|proves?|"
            r"the point|the lesson|we learned|it pays|worth|believe)\b"
            r"|必须|关键|最重要|核心|永远|决不|绝不|本质|前提|底线|意味着|值得|教训|经验是|决定了?"
        ),
    ),
    _Cue(
        "step",
        0.35,
        SnippetType.TIP,
        re.compile(
            r"(?:Use|Make|Start|Keep|Ask|Avoid|Do not|Don['’]t|Never|Always|Try|Consider|Check|Choose|Set|Write|Put|Build|Create|"
            r"Look|Think|Talk|Begin|Find|Give|Get|Take|Let|Tell|Test|Measure|Plan|Remember|Focus|Define|Pick|Run|Show|Share|"
            r"Read|Include|Invite|Limit|Learn|Involve|Decide|Work|Treat|Agree|Count|Compare|Leave|Move|Stop|Turn|Add|Break|Bring|Be|"
            r"Call|Connect|Document|Encourage|Ensure|Establish|Follow|Hire|Identify|Listen|Prepare|Prioritize|Provide|Record|"
            r"Review|Schedule|Send|Split|Stick|Train|Translate|Understand|Verify|Wait|Walk|Watch)\b(?! (?:case|of)\b)(?=[^?]*$)"
            r"|If you\b[^.?]{5,80}, (?:you (?:should|can|need)|\w+ )|You (?:should|need to|must|can)\b|Instead of \w+ing\b"
            r"|(?:先|别|不要|请|务必|建议|切勿|切忌|记得|尽量|确保|避免|不妨|最好|要)(?!生|看到|是|求|么|点|素)|如果你|想要?[^，。]{2,16}[，,]"
        ),
    ),
    _Cue(
        "definition",
        0.35,
        SnippetType.DEFINITION,
        re.compile(
            r"(?:An? |The )?[A-Z][\w\-]*(?: [\w\-()]+){0,5} (?:is|are) (?:an? |the (?:process|practice|art|ability|set|share|"
            r"difference|number|act) )(?!.*\?)|[A-Z][^.,;]{2,50} (?:refers? to|means|is defined as|stands? for|describes)\b"
            r"|所谓[^，。]{1,20}|[^，。]{2,24}(?:是指|指的是|的定义是|的意思是|是一[种个类套项门](?!好|大))"
        ),
    ),
    _Cue(
        "story",
        0.2,
        SnippetType.STORY,
        re.compile(
            r"(?:In|On|By|Since|Until) (?:(?:early|late|mid-?|the (?:spring|summer|autumn|fall|winter) of) ?)?(?:January|February|March|"
            r"April|May|June|July|August|September|October|November|December|(?:19|20)\d\d)\b|(?:One|Last|That) (?:day|morning|night|"
            r"year|week|month|evening|spring|summer|fall|winter)\b|When (?:we|I|[A-Z]\w+)\b[^.]{3,60}(?:ed|was|were|began|came|went|had)\b|"
            r"(?:Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|A few) (?:years|months|weeks|days) ago"
            r"|(?:19|20)\d\d ?年|去年|前年|上个月|有一[次天回]|[一二三四五六七八九十]+月(?:[一二三四五六七八九十\d]+日)?|那[天年次]"
        ),
    ),
)
_QUESTION = re.compile(r"[?？][”’\"')）」』]*$")
_OPENING = {"step", "definition", "story"}


def weight(text: str, first: str, kind: str) -> tuple[float, SnippetType, list[Reason]]:
    """0 to 1, the type, and the words it was seen in. `first` is the piece's first sentence, `kind` its section's."""
    found = [
        (cue, seen)
        for cue in _CUES
        if (seen := cue.pattern.match(first) if cue.code in _OPENING else cue.pattern.search(text))
    ]
    reasons = [Reason(SIGNAL, cue.code, seen.group().strip()[:60]) for cue, seen in found]
    missing = 1.0
    for cue, _ in found:
        missing *= 1 - cue.worth
    return 1 - missing, _type(first, kind, [cue for cue, _ in found]), reasons


def _type(first: str, kind: str, cues: list[_Cue]) -> SnippetType:
    if _QUESTION.search(first) or kind == "question":
        return SnippetType.QUESTION
    if kind == "quote":
        return SnippetType.QUOTE
    if kind in ("statistic", "result"):
        return SnippetType.STATISTIC
    types = [cue.type for cue in cues if cue.type]
    order = (
        SnippetType.QUOTE,
        SnippetType.STATISTIC,
        SnippetType.DEFINITION,
        SnippetType.TIP,
        SnippetType.STORY,
    )
    return next((type_ for type_ in order if type_ in types), SnippetType.CLAIM)
