"""What a sentence has to give, by signs in its words: a figure, a change, a quote, a claim against expectation, a step,
a definition, a story. In both languages."""

import re
from dataclasses import dataclass
from functools import lru_cache

from .patterns import any_of, words
from .proposals import SnippetType


@dataclass(frozen=True)
class Cue:
    """`worth`: what it adds by itself, 0 to 1; `type`: of a piece that has it, where it makes one; `opens`: it counts
    only where a piece opens with it."""

    code: str
    worth: float
    pattern: re.Pattern[str]
    type: SnippetType | None = None
    opens: bool = False


_NUMBER = any_of(
    r"\d[\d,.]*\d|\d",
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|"
    r"hundreds?|dozens?)",
)
# A number of things: no year, no date, no part of a name (`IEC 62443`, `zone 1`).
_COUNT = r"(?-i:(?<![A-Z\d.,:/\-] ))(?<![\w.,/\-])(?!(?:19|20)\d\d\b)\d[\d,.]*"
_SPEAKS = any_of(
    r"said|says|told|explain(?:s|ed)|add(?:s|ed)|argue[sd]|recall(?:s|ed)|puts it|wrote|writes",
    r"note[sd]|remember(?:s|ed)",
)
_SPEAKS_ZH = r"(?:说|表示|指出|认为|回忆|补充|解释|回答|强调|介绍|坦言|写道|问道|总结|感慨)"

CUES = (
    Cue(
        "percent",
        0.5,
        words(
            rf"{_NUMBER} ?(?:[%％‰]|(?:percent|per cent)\b|percentage points?\b|个百分点)",
            r"百分之[\d一二三四五六七八九十百零点]+|[一二三四五六七八九两]成(?=[，。的以左多])",
            r"\b(?:a|one|two|three)[ -](?:half|third|quarter|fifth|tenth)s?\b(?! of an? hour)",
            r"\b(?:half|twice|three times) (?:of |as )",
        ),
        SnippetType.STATISTIC,
    ),
    Cue(
        "money",
        0.45,
        words(
            r"[$€£¥￥] ?\d[\d,.]*(?: ?(?:million|billion|thousand|[mbk])\b)?",
            r"\b\d[\d,.]* ?(?:million |billion |thousand )?(?:euros?|dollars?|pounds?|EUR|USD|CNY|RMB|MYR|GBP)\b",
            r"\b(?:EUR|USD|CNY|RMB|MYR|GBP) ?\d[\d,.]*",
            r"\d[\d,.]* ?[万亿千百]*(?:美元|欧元|人民币|元|块钱)",
            r"[一二三四五六七八九十百千两几]+[万亿]?多?(?:美元|欧元|元|块钱)",
        ),
        SnippetType.STATISTIC,
    ),
    Cue(
        "figure",
        0.25,
        words(
            rf"{_COUNT}[ -](?:\w+[ -])?(?:hours?|minutes?|seconds?|days?|weeks?|months?|times|fold)\b",
            rf"{_COUNT} (?:million|billion|thousand|hundred)\b",
            rf"{_COUNT} (?:\w+ )?(?:tonnes?|tons?|kg|kWh?|MWh?|GWh|km|metres?|meters?|degrees?|litres?)\b",
            rf"{_COUNT}(?<=\d\d) (?:[a-z]+ )?(?!(?:is|was|has|its|this|as|does)\b)[a-z]{{2,}}s\b|[1-9][x×]\b",
            r"\d[\d,.]* ?[万亿千百多余]* ?(?:个?小时|分钟|秒|天|周|个月|倍|吨|公斤|度电?|千瓦时?|公里|米|人|家)",
            r"\d[\d,.]* ?[万亿千百多余]* ?(?:台|条|次|起|件|块|名|座|套|万|亿|份|页|张)",
        ),
        SnippetType.STATISTIC,
    ),
    Cue(
        "change",
        0.3,
        words(
            r"\b(?:cut|reduc\w+|fell|falls|drop(?:s|ped)?|declin\w+|rose|rises?|gr[eo]w\w*|increas(?:es?|ed|ing)|"
            r"decreas\w+|sav(?:e[sd]?|ings?))\b",
            r"\b(?:doubl\w+|halv\w+|tripl\w+|improv(?:e[sd]?|ing)|shrank|shrunk|gained|from \S+ to \d\S*|"
            r"up from|down from|"
            r"by half)\b",
            r"下降|减少|降低|降[到至了为]|提升|提高|增长|增加|缩短|缩[到小]|节省|节约|省[下了]|翻[倍了]|压到",
            r"升[到至]|从 ?[\d一二三四五六七八九十百千万]+[^，。]{0,12}[到变]|少了|多了|砍掉",
        ),
    ),
    Cue(
        "quote",
        0.4,
        words(
            rf"[“\"][^”\"]{{16,}}[”\"](?=.{{0,60}}\b{_SPEAKS}\b)",
            rf"\b{_SPEAKS}\b[^“”\"]{{0,60}}[,:] ?[“\"][^”\"]{{16,}}",
            rf"“[^”]{{8,}}”[，,]?[^“”，。]{{0,16}}{_SPEAKS_ZH}|{_SPEAKS_ZH}[道过]?[：:，,]?“[^”]{{8,}}",
        ),
        SnippetType.QUOTE,
    ),
    Cue(
        "contrast",
        0.4,
        words(
            r"\b(?:not|isn['’]t|aren['’]t|never|doesn['’]t|don['’]t)\b[^.;!?]{2,60}(?:\bbut\b(?! also)|; it\b|"
            r", it['’]s|— it)",
            r"\brather than\b|\bless (?:about|than)\b[^.]{2,40}\bmore\b|\bcontrary to\b|\bno longer\b",
            r"\bmore than just\b",
            r"\bthe (?:real|hard|hardest|biggest|only|most expensive|most important) \w+(?: \w+)? (?:is|was|"
            r"isn['’]t)\b",
            r"\bthe more\b[^.]{3,60}\bthe\b|\bnobody\b|\bmost \w+ (?:fail|never|forget|think|don['’]t)\b",
            r"\bnot because\b|\beven when\b",
            r"不是[^。；]{1,40}而是|并非|而不是|不在于[^。]{1,30}而?在|与其[^。]{1,30}不如",
            r"真正[^，。]{0,8}的?是|恰恰|反而|越[^，。]{1,12}越",
            r"不等于|没有[^，。]{1,16}就没有|从来不是|不只是|不仅仅?是|而非|最[贵难怕大][^，。]{0,6}的?是",
            r"不是[^，。]{1,16}[，,]是",
        ),
        SnippetType.CLAIM,
    ),
    Cue(
        "stance",
        0.25,
        words(
            r"\b(?:must|never|always|the key|most important|crucial|essential|matters?|critical|biggest|"
            r"best way|proves?|need to)\b",
            r"\b(?:the point|the lesson|we learned|it pays|worth|believe|fundamental|at the heart|"
            r"makes? it (?:easier|possible))\b",
            r"必须|关键|最重要|核心|永远|决不|绝不|本质|前提|底线|意味着|值得|教训|经验是|决定了?",
        ),
        SnippetType.CLAIM,
    ),
    Cue(
        "step",
        0.35,
        re.compile(
            any_of(
                r"(?:Use|Make|Start|Keep|Ask|Avoid|Do not|Don['’]t|Never|Always|Try|Consider|Check|Choose|Set|"
                r"Write|Put|Build)\b(?! of\b)",
                r"(?:Look|Think|Talk|Begin|Find|Give|Get|Take|Let|Tell|Test|Measure|Remember|Focus|Define|Pick|"
                r"Run|Show|Share|Agree)\b",
                r"(?:Read|Include|Invite|Limit|Learn|Involve|Decide|Treat|Count|Compare|Leave|Move|Stop|Turn|"
                r"Add|Break|Bring|Be|Create)\b",
                r"(?:Call|Connect|Document|Encourage|Ensure|Establish|Follow|Hire|Identify|Listen|Prepare|"
                r"Prioritize|Provide|Record)\b(?!s)",
                r"(?:Review|Schedule|Send|Split|Stick|Train|Translate|Understand|Verify|Wait|Walk|Watch|Write|"
                r"Fit|Photograph|Say)\b",
                r"If you(?:['’]re)?\b[^.?]{5,80}, |You(?:['’]ll)? (?:should|need to|must|will want to)\b",
                r"When you\b[^.?]{5,80}, ",
                r"(?:先|别|不要|请|务必|建议|切勿|切忌|记得|尽量|确保|避免|不妨|最好)(?!生|进|看到|是|求|人|处|"
                r"前|后)|如果你|想要?[^，。]{2,16}[，,]",
                r"[^，。]{0,16}(?:应当|应该|要先|需要先|一定要|不要|必须先)(?!用|对|急)",
            )
        ),
        SnippetType.TIP,
        opens=True,
    ),
    Cue(
        "definition",
        0.35,
        re.compile(
            any_of(
                r"(?![A-Z]\w+ [A-Z]\w+ )(?:An? |The )?[A-Z][\w\-]*(?: [\w\-()]+){0,5} (?:is|"
                r"are) (?:an? (?!lot|few|little|bit|good|great)|"
                r"the (?:process|practice|art|ability|set|share|difference|number|act) )(?!.*\?)",
                r"[A-Z][^.,;]{2,50} (?:refers? to|means (?!that)|is defined as|stands? for)\b",
                r"所谓[^，。]{1,20}|[^，。]{2,24}(?:是指|指的是|的定义是|的意思是|是一[种类套项门](?!好|大))",
            )
        ),
        SnippetType.DEFINITION,
        opens=True,
    ),
    Cue(
        "story",
        0.2,
        re.compile(
            any_of(
                r"(?:In|On|By|Since|"
                r"Until) (?:(?:early|late|mid-?|the (?:spring|summer|autumn|fall|winter) of) ?)?(?:January|"
                r"February|March|"
                r"April|May|June|July|August|September|October|November|December|(?:19|20)\d\d)\b",
                r"(?:One|Last) (?:day|morning|night|year|week|month|evening|spring|summer|fall|winter)\b",
                r"When (?:we|I|[A-Z]\w+)\b[^.]{3,60}(?:ed|was|were|began|came|went|had)\b",
                r"(?:Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|A few) (?:years|months|weeks|days) ago",
                r"(?:19|20)\d\d ?年|去年|前年|上个月|有一[次天回]",
                r"[一二三四五六七八九十]+月(?:[一二三四五六七八九十\d]+日)?",
            )
        ),
        SnippetType.STORY,
        opens=True,
    ),
)


@lru_cache(maxsize=4096)
def cues(sentence: str) -> tuple[tuple[Cue, str], ...]:
    """Those of a sentence, each with the words it was seen in."""
    found = (
        (cue, cue.pattern.match(sentence) if cue.opens else cue.pattern.search(sentence))
        for cue in CUES
    )
    return tuple((cue, hit.group().strip()[:60]) for cue, hit in found if hit)
