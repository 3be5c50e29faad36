"""Whether a piece can be understood without what stands around it.

What leans on something outside is told by its opening (a pronoun, a connective, half of a comparison), by words that
point elsewhere (`as shown below`, `见下表`), and by an end that promises more. Rules rather than a model: each can be
read, argued with, and shown to an editor as the words it was seen in.
"""

import re
from collections.abc import Sequence

from .proposals import Reason
from .units import Unit

SIGNAL = "alone"

# What points to the asset itself or to the reader's own time needs nothing before it.
_OWN = (
    r"(?:guide|article|post|paper|report|white ?paper|e-?book|case study|study|webinar|episode|year|month|week|quarter|"
    r"decade|century|season|spring|summer|autumn|fall|winter|morning|evening|afternoon)"
)
_POINTER = rf"(?:this(?! {_OWN}\b)|that|these(?! days\b)|those(?! (?:who|whose|of (?:us|you)|with|in|at|on)\b))"
_PRONOUN = r"(?:it|its|they|them|their|theirs|he|him|his|she|her|hers)"
# `It is hard to …`, `It takes two to …`: this `it` stands for nothing before it.
_DUMMY = (
    r"it(?:['’]s| is| was| isn['’]t| wasn['’]t| can be| may be| might be| will be| would be| has been|['’]s been)"
    r"(?: \w+ly| not| never| always| often| also| still| very| so| too| more| much| far| quite| just| no){0,2}"
    r" (?:\w+(?:able|ible|ful|ous|ical|ant|ent)|easy|easier|easiest|hard|harder|clear|true|tempting|worth|time|good|better|"
    r"best|great|nice|fair|safe|rare|common|likely|unlikely|vital|crucial|essential|critical|key|wise|secret|surprise|"
    r"wonder|coincidence|accident|easy|simple|simpler|cheaper|cheap|fine|okay|up to|one thing|not enough|enough)\b"
    r"|it (?:takes|took|pays|helps|turns out|doesn['’]t matter|does not matter|makes sense|can take|used to be|seems|"
    r"goes without saying|depends)\b"
)
_CONNECTIVE = (
    r"however|therefore|thus|hence|moreover|furthermore|additionally|in addition|besides|also|but|and|or|so(?! (?:that|far|"
    r"many|much)\b)|yet|nor|then|instead(?! of\b)|otherwise|meanwhile|nevertheless|nonetheless|consequently|accordingly|"
    r"as a result(?! of\b)|for (?:example|instance)|(?:in|by) contrast(?! to\b)|on the (?:other hand|contrary)|"
    r"similarly|likewise|finally|lastly|next,|first(?:ly)?,|second(?:ly)?,|third(?:ly)?,|first of all|in other words|that is,|"
    r"indeed|in fact|after all|in turn|even so|even then|still,|afterwards?,?|later,|soon after|at the same time|"
    r"since then|until then|by then|back then|to do so|in doing so|if so|if not|as such|as above|"
    r"same (?:goes|here|for|thing)|too,|again,|anyway|plus,|here(?:['’]s| is| are| was| were|,)|there,|which|who |whose|"
    r"yes|no,|no\.|nope|sure|right[,.]|well,|okay|ok,|exactly|absolutely|of course|not (?:so|only|any ?more|yet|just)\b|"
    r"ditto|respectively|rather,|namely|e\.g\.|i\.e\."
)
_PARTNER = (
    r"the (?:former|latter|other|others|same|two|three|rest|above|following|previous|second|third|fourth|last one|"
    r"next(?! (?:generation|decade|few|year|step|time))|reason|answer|result is|point is|idea is|difference is|catch)\b|"
    r"another|others?\b|such\b|both (?:of|are|were|have|had|will|can|do|did|sides?|teams?|companies|approaches|methods|"
    r"options)\b|neither\b(?!.* nor )|either way|each (?:of|one|was|is|has)\b|one of (?:them|these|those|the)\b|"
    r"(?:some|most|many|all|none|any|half|few|two|three|several|much|part) of (?:it|them|this|that|these|those|which)\b|"
    r"(?:some|many|most|several|few|all|none) (?:are|were|have|had|did|do|will|said|say|even)\b"
)
_BEFORE = (
    r"(?:in|on|at|with|for|from|by|to|after|before|among|beyond|despite|besides|because of|based on|given|under|through|"
    r"without|like|unlike|as|of|over|about|during|within|around|behind|when|if|while|because|once|since|although|though|"
    r"until|whether|where|unless|even if|even when|what|why|how|part of|as part of|thanks to|due to|instead of|"
    r"in addition to|using|doing|all|that['’]s)"
)
_LEANING_EN = re.compile(
    rf"(?!{_DUMMY})(?:[\"“'‘(\[]|\W{{1,3}}\s)*"
    rf"(?P<found>(?:{_CONNECTIVE})|{_PARTNER}|{_POINTER}\b|{_PRONOUN}\b|it['’]s|that['’]s|they['’]\w+|he['’]\w+|she['’]\w+"
    rf"|{_BEFORE} (?:all |both |each |most |many |some |one |any |none |much )?(?:of )?"
    rf"(?:(?!{_DUMMY})(?:{_POINTER}|{_PRONOUN}|such|doing so)\b))(?!\w)",
    re.IGNORECASE,
)

_OWN_ZH = r"(?:几年|些年|一年|个月|篇|份|本|个时代|些天|两年|十年|几个月|场网络|期节目|个季度)"
_POINTER_ZH = (
    rf"(?:这(?!{_OWN_ZH})|那(?!些[^，。；]{{2,24}}的)|此(?!刻)|其(?!实)|它|他(?!山|乡|人)|她|该(?!不该)|上述|前述|如上|如下|"
    r"以上|以下|同一(?:个|批|台|条))"
)
_CONNECTIVE_ZH = (
    r"于是|因此|所以|因而|从而|然而|但是?|可是|可(?=[他她它这那我])|不过|只是|而(?!立)|且|并(?!非|不是|购|网|行|联)|另外|另一|另有|同时|"
    r"与此|相反|反之|反过来|反而|换句话|换言之|也就是|总之|综上|由此|为此|对此|至此|除此|尽管如此|即便如此|即使如此|不仅如此|"
    r"虽说如此|首先[，,]|其次|再次[，,]|最后[，,]|第[一二三四五六七八九十]+[，、：]|一是|二是|三是|接着|接下来|随后|然后|之后|后来|后者|前者|"
    r"两者|二者|三者|两个?都|双方|同样|同理|例如|比如|譬如|再比如|又比如|又如|如此|也(?!许)|还(?!没有?[^，。]{2,16}[，就]|本)|又|"
    r"再(?!(?:好|多|大|强|先进|聪明|小|快|难|贵|完美|便宜|精密)的)|就(?!算|像|业|绪|地|近)|便(?!宜|捷|利)|才(?!能|华|干)|却|则|甚至|当时|当天|当晚|当年|当日|"
    r"次日|第二[天年步个]|此前|事后|结果[，,是]|原因(?:是|有|很|在于|在)|答案|理由|是的|对[，。]|不[，。]|没有[，。]|没错|当然[，,。]?|好的|嗯|"
    r"行[，。]|那么|这么|剩下|其余|其他|别的|另几|更(?:重要|关键|麻烦|糟|难)的是|相比之下|相比[，,]|与之|反观|到头来|果然|"
    r"毕竟|何况|况且|再说|再者|否则|不然|要不然|直到(?:这|那|此)|同期|同年|这样|那样|哪怕如此|据此|受此|藉此|借此"
)
_BEFORE_ZH = (
    r"(?:在|从|对|对于|通过|由|由于|因|因为|为|为了|把|将|按|按照|根据|凭|靠|跟|与|和|同|用|以|除|除了|随着|基于|针对|围绕|有了|到|"
    r"如果|要是|当|虽然|尽管|只要|只有|一旦|即使|就算|没有|像|连|让|给|被|问(?:到|起)?)了?"
)
_LEANING_ZH = re.compile(
    rf"[“「『‘（(\W]{{0,3}}(?P<found>{_CONNECTIVE_ZH}|{_BEFORE_ZH}?{_POINTER_ZH}[\u4e00-\u9fff]{{0,2}})"
)

# What points to another place of the asset, wherever it stands in a piece.
_ELSEWHERE = re.compile(
    r"\b(?:as|is|are|was|were) (?:shown|seen|described|listed|mentioned|discussed|noted|explained|outlined|illustrated)"
    r" (?:above|below|earlier|here|in (?:the|this) (?:figure|table|chart|diagram|section|list))\b"
    r"|\b(?:see|in|from) (?:the )?(?:figure|table|chart|diagram|section|chapter|appendix|page|fig\.?) ?\d"
    r"|\bsee (?:also|above|below|the (?:next|previous|table|figure|appendix|section))\b"
    r"|\b(?:mentioned|described|listed|shown|outlined|discussed|noted) (?:above|below|earlier|previously)\b"
    r"|\bthe (?:table|figure|chart|diagram|list|code|example|section|image|screenshot|photo|picture|graph|video|map)s?"
    r" (?:above|below|on the (?:left|right))\b"
    r"|\bthe (?:above|following|previous|preceding|next) (?:\w+ )?"
    r"(?:table|figure|chart|diagram|list|section|chapter|paragraph|steps?|points?|code|examples?|page|post|article)\b"
    r"|\bas follows\b|\bthe following[:,]|\b(?:pictured|seen|shown) (?:above|below|here)\b|\bread more\b|\bclick here\b"
    r"|\bsee here\b|\bstay tuned\b|\bin (?:this|the next|the previous|the last) (?:section|chapter|table|figure)\b"
    r"|如[上下]|如图|见[图表第]|[上下]表|[上下]图|[上下前后]文(?![化件字明])|前面(?:提到|说过|讲过)|上面(?:提到|说过|的)|下面(?:的|是|这)|上述|前述|下述"
    r"|(?<![\d%％天年月周时分秒元万亿倍台个人次])以[上下](?:是|为|几|[一二三四五六七八九十两]|内容|步骤|表|图)"
    r"|本[节章](?!点)|[上下]一[节章篇]|附录|如前所述|参见|详见|文末|点击(?:这里|此处|下方)|图\s?\d|表\s?\d",
    re.IGNORECASE,
)
_PROMISE = re.compile(r"[:：][”’\"')）」』]*$")
_QUESTION = re.compile(r"[?？][”’\"')）」』]*$")


def leaning(text: str) -> str:
    """The words of an opening that lean on what stood before it; "" where it stands by itself."""
    found = _LEANING_EN.match(text) or _LEANING_ZH.match(text)
    return found["found"].strip() if found else ""


def alone(piece: Sequence[Unit]) -> tuple[float, list[Reason]]:
    """How well a piece stands alone, 0 to 1, and what speaks against it; 0: it cannot."""
    first, last = piece[0], piece[-1]
    if found := leaning(first.text):
        return 0.0, [Reason(SIGNAL, "dangling", found)]
    for unit in piece:
        if elsewhere := _ELSEWHERE.search(unit.text):
            return 0.0, [Reason(SIGNAL, "elsewhere", elsewhere.group())]
    if _PROMISE.search(last.text):
        return 0.0, [Reason(SIGNAL, "promise", last.text[-30:])]
    if len(piece) > 1 and _QUESTION.search(last.text):
        return 0.5, [Reason(SIGNAL, "unanswered", last.text[-30:])]
    if not last.whole:
        return 0.6, [Reason(SIGNAL, "unfinished")]
    return 1.0, []
