"""The wordings of negation, in both languages, over folded text. Each pattern takes linear time: no nested repeats."""

import re
from enum import Enum, auto


class Cue(Enum):
    """`EXCLUDE` ("not", 不要) says that something is not wanted. `BESIDE` ("other than", 除了) leaves out a sector or
    a product, but of a topic or a reader it may just as well say "and also". `ABSENT` ("no", "without", 没有) mostly
    describes what is wanted, as in "no downtime". `PREFIX` ("non-", 非) is a part of many words that deny nothing."""

    EXCLUDE = auto()
    BESIDE = auto()
    ABSENT = auto()
    PREFIX = auto()


# What follows makes it something else than a negation: not only, 不是说, 非常.
_NOT_SO = (
    r"(?!\s+(?:only|just|merely|simply|solely|yet|sure|even|enough|necessarily|least|to\s+mention|all|every|always|"
    r"really|very|too|so|that|as|if|until|because|when|more|less|long|much|many|a\s+lot|limited)\b)"
)
_VERBS = r"(?:\s+(?:want|include|show\s+me|show|give\s+me|send\s+me|use|using|running|interested\s+in|looking\s+for))?"

# Around Latin words; Chinese needs no gaps between words.
_BEGIN, _END = r"(?<![a-z0-9'’-])", r"(?![a-z0-9])"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


CUES = {
    Cue.EXCLUDE: _any(
        rf"{_BEGIN}(?<!why )(?:(?:is|are|was|were|do|does|did)(?:n['’]?t|\s+not)|not){_NOT_SO}{_VERBS}{_END}",
        rf"{_BEGIN}(?:except(?:ing)?(?:\s+for)?|excluding|exclude|leave\s+out|leaving\s+out){_END}",
        rf"{_BEGIN}any(?:thing|one|body)\s+but{_END}",
        "(?<![是可要岂无])不是(?!吗|么|嘛|很|太|那么|这么|都|只|仅|单|就|说|因为|为了|所有|每|一|不|没|真的)",
        "(?<![要能想可])不要(?!紧|求|是|不)|不想要|不想看|不看(?!好|到)|不用看|不包括|不包含|不含|不属于",
        "(?<!有)没有?(?:使用|用)过?|没在用|不使用|不用(?= ?[a-z])|排除|剔除|去掉",
        "(?<![分区特级类性判识差])别再?(?:要|给|发|选|推|拿|提)(?!别)",
    ),
    Cue.BESIDE: _any(
        rf"{_BEGIN}(?:other\s+than|apart\s+from|aside\s+from|outside(?:\s+of)?){_END}",
        "(?<![扣免解清])除[了开去]",
    ),
    Cue.ABSENT: _any(
        rf"{_BEGIN}(?:no|without)(?![a-z0-9'’-]|\s+(?:longer|one|matter|doubt|more|less)\b)",
        rf"{_BEGIN}zero[-\s](?=[^\W_])",
        "(?<!有)没有|无需|不需要|不用(?![说谢看]|担心)|(?<!毫)零(?![售件部配食散碳工排])",
        "(?<!毫)无(?![法论人线菌纸尘锡锈纺缝形关数比效疑忧损源限])",
    ),
    Cue.PREFIX: _any(
        rf"{_BEGIN}non[-\s](?=[^\W_])", "(?<![除并是无莫岂绝若])非(?![常洲得但凡法标必要典议])"
    ),
}

# Between a cue and what it denies.
_ENGLISH_FILLERS = (
    r"(?:for|in|from|about|with|by|at|on|of|to|a|an|the|any|another|our|your|their|those|anything|anyone|using|only|"
    r"to\s+do\s+with|related\s+to)"
)
_CHINESE_FILLERS = (
    r"(?:我|给|再|来|发|推荐|做|搞|讲|谈|说|关于|有关|用过|用|使用|属于|来自|在|和|跟|与|那些|那种|这种|任何|什么|"
    r"一个|一家|家|个)"
)
FILLERS = re.compile(rf"\s*(?:(?:{_ENGLISH_FILLERS}{_END}\s*)|{_CHINESE_FILLERS}){{0,4}}\s*")

# After what is denied: words that name only what sort of thing it is.
TAIL = re.compile(
    r"(?:\s*(?:(?:please|thanks|either|ones?|stuff|customers?|clients?|compan(?:y|ies)|business(?:es)?|industry|sector|"
    r"sites?|plants?|stories|examples?|references?|content|pieces?|material|topics?)(?![a-z0-9])"
    r"|行业|领域|企业|公司|客户|厂家|厂商|厂(?!长)|机构|相关|方面|类型?|那种|那类|这类|这种|的|案例|文章|材料|内容|故事|"
    r"以外|之外|外|看|了|吧)){0,5}"
)
# Those of them that tell what a piece is about, and those that tell a sector.
SUBJECT = re.compile(
    r"相关|方面|类|那种|这种|案例|文章|材料|内容|故事|stories|examples?|content|pieces?|material|topics?"
)
SECTOR = re.compile(
    r"行业|领域|企业|公司|客户|厂|机构|customers?|clients?|compan|business|industry|sector"
)

# From one thing denied to the next: not A, B or C.
JOINT = re.compile(
    r"\s*(?:、|/|&|或者|或|和|及|以及|与|(?:,\s*)?(?<![a-z0-9])(?:or|and|nor)(?![a-z0-9])|,(?=[^.;:?!]{1,60}(?<![a-z0-9])n?or(?![a-z0-9])))\s*"
)

CLAUSE_END = re.compile(r"[,.;:?!()，。；：？！、（）\n]|(?<![a-z0-9])but(?![a-z0-9])|但|而")
# Chinese typed in a hurry has spaces for commas.
CHINESE_GAP = re.compile(r"(?<=[\u3400-\u9fff]) +")
