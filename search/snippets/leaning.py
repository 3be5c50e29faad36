"""Openings that lean on what stood before them: pronouns, connectives, halves of a comparison, answers, later times.

Rules rather than a model: each can be read, argued with, and shown to an editor as the words it was seen in. In doubt
an opening leans: a document has other pieces, and a dangling one embarrasses whoever posts it.
"""

import re

from .patterns import any_of, words

# What points to the asset itself, or to the reader's own time, needs nothing before it.
OWN = any_of(
    r"guide|article|post|blog|paper|report|white ?paper|e-?book|case study|study|webinar|episode|interview",
    r"series|piece",
    r"year|month|week|quarter|decade|century|season|spring|summer|autumn|fall|winter|morning|evening|afternoon",
    r"time of",
)
_POINTER = any_of(
    rf"this(?! (?:past |coming |last )?{OWN}\b)",
    r"that",
    r"these(?! days\b)",
    r"those(?! (?:who|whose|that|of (?:us|you)|with|without|in|at|on|looking|responsible|working)\b)",
)
_PRONOUN = any_of(r"its?|they|them|theirs?|he|him|his|she|hers?|itself|themselves|himself|herself")

# `It is hard to …`, `It takes two to …`, `When it comes to …`: this `it` stands for nothing before it.
_HARD = any_of(
    r"important|possible|impossible|clear|easy|easier|easiest|hard|harder|difficult|tempting|good|better|best",
    r"great|nice|fair",
    r"safe|safer|rare|common|likely|unlikely|vital|crucial|essential|critical|key|wise|wiser|simple|simpler",
    r"cheaper|fine|okay",
    r"useful|helpful|necessary|natural|normal|obvious|true|tough|challenging|dangerous|risky|expensive",
    r"worthwhile|crazy|fun",
    r"imperative|sensible|reasonable|surprising|striking|unusual|customary|enough|one thing|up to|our job",
    r"a mistake|a myth",
    r"a good idea|a bad idea|a good sign|a shame|a pleasure|an honor|amazing|exciting|impractical",
    r"counterproductive|customary",
)
_ADVERB = any_of(
    r"\w+ly|not|never|always|often|also|still|very|so|too|more|much|far|quite|just|no|even|perhaps|then"
)
_ADVERBS = rf"(?: {_ADVERB}){{0,2}}"
_IS = any_of(
    r" is| was|['’]s| isn['’]t| wasn['’]t| can be| may be| might be| will be| would be| has been",
    r" becomes?| became| seems?",
)
DUMMY = any_of(
    rf"it{_IS}{_ADVERBS} {_HARD}(?: (?:for|of) [^.,;]{{1,40}})? (?:to|that|how|when|if|whether|what|why|where|not)\b",
    rf"it{_IS}{_ADVERBS} (?:worth \w|time (?:to|for|that|we|you)|secret|surprise|wonder|coincidence|accident|"
    rf"rocket science)",
    r"it (?:takes?|took|(?:can|could|may|might|will|would|used to) take) [^.,;]{1,40} (?:to|before|until)\b",
    r"it (?:pays|helps|turns out|turned out|happens|doesn['’]t matter|does not matter|makes sense|"
    r"goes without)\b",
    r"it (?:can|could|may|might|used to|will|would) be (?:hard|easy|difficult|tempting|worth|"
    r"helpful|useful)\b",
    r"it comes (?:to|down to)\b|it(?: is|['’]s| was) (?:the )?\d",
    r"it(?: has|['’]s) been (?:\d|a |an |two|three|almost|nearly|over)",
    r"it seems (?:that|like|as if|obvious|clear)\b|it matters (?:who|what|how|that|when|where|whether)\b",
)
_MOMENTS = r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|quarters?|years?|decades?)"
_CONNECTIVE = any_of(
    r"however|therefore|thus|hence|moreover|furthermore|additionally|in addition(?! to\b)|besides,|also|but|and",
    r"or|yet|nor|then",
    r"so(?! (?:that|far|many|much|long as)\b)|instead(?! of\b)|otherwise|meanwhile|nevertheless|nonetheless",
    r"consequently",
    r"accordingly|as a (?:result|consequence)(?! of\b)|for (?:example|instance)",
    r"(?:in|by) (?:contrast|comparison)(?! (?:to|with)\b)",
    r"on the (?:other hand|contrary|one hand)|conversely|similarly|likewise|finally|lastly|next,|next up",
    r"first(?:ly)?,|second(?:ly)?,",
    r"(?:first|second|third|fourth|fifth|last):|in a nutshell|in essence|simply put|to sum up|together,? \d",
    r"what follows (?:is|are|was)",
    r"third(?:ly)?,|fourth,|first of all|last but not least|in other words|put another way|in short",
    r"in sum(?:mary)?,|that is,|indeed",
    r"in fact|after all|in turn|even so|even then|still,|afterwards?|later,|later (?:that|on)|soon(?: after|,)",
    r"at the same time",
    r"since then|until then|by then|back then|at (?:that|this) point|to do so|in doing so|if so|if not|as such",
    r"same (?:goes|here|for)",
    r"too,|again,|anyway|plus,|plus |only (?:for|then|when (?:it|they|this))\b",
    r"here(?:['’]s| is| are| was| were|,)|there,|which\b(?! [^.?]*\?)|whose\b|rather,|namely|e\.g\.|i\.e\.",
    r"respectively",
    r"yes|no[,.!]|nope|sure[,.!]|right[,.]|well,|okay|ok,|exactly|absolutely|of course|got it|true[,.]",
    r"(?:good|great|fair) (?:question|point)|good[.,]",
    r"fair enough",
    r"not (?:so|any ?more|yet|for|to|in|at|with|from|because|that|if|until|quite|really|necessarily|exactly|always)\b",
    r"(?:more|most|equally) important(?:ly)?,|even (?:better|worse|more)|better (?:still|yet)|worse(?: still|,)",
    r"what['’]s more|what is more",
    r"having (?:said|done) (?:that|this|so)|to that end|because(?=[^,]*$)|why(?: not| so)?\?|how(?: so)?\?",
    r"what for\?|hence|if you (?:say|said|answered) (?:yes|no)\b",
    rf"(?:the )?(?:next|following) {_MOMENTS}|(?:the )?same (?:day|night|week|month|year)\b",
    rf"(?:some |just |only |about )?(?:\w+|a few|[a-z]+ and a half) {_MOMENTS} (?:later|earlier|after that)",
)
_PARTNER = any_of(
    r"the (?:former|latter|others?|same|two|three|four|rest|above|following|previous|last one|third|fourth)\b",
    r"the (?:first|second) (?:is|was|one|step is|thing is)\b|the second(?! (?:half|quarter|world|largest|time)\b)",
    r"the next(?! (?:generation|decade|few|time|two|three|five|ten|big|frontier)\b)",
    r"the (?:reason|answer|result|(?:key )?point|idea|difference|catch|goal|problem|trick|effect|outcome|upshot|"
    r"question|lesson)"
    r"(?: here)?(?: is| was|,|:)",
    r"one (?:is|was|had|has|would|came|went|\w+ed)\b|another|others?\b|such\b|either way",
    r"(?:neither|either) (?:of|is|was|did|had|one|side|team|choice|option)\b|both\b(?! \w+(?: \w+){0,3} and\b)",
    r"each (?:of (?:the|these|those|them)|one|was|is|has|had)\b",
    r"(?:any|every|no|only|just)? ?one of (?:them|these|those|which)\b",
    r"(?:some|most|many|all|none|any|half|few|two|three|four|several|much|part|each|neither|either) of (?:it|"
    r"them|th[ie]se?|that|those|which)\b",
    r"(?:some|many|most|several|few|all|none|two|three) (?:are|were|have|had|did|do|will|said|say|even)\b",
)
_BEFORE = any_of(
    r"in|on|at|with|for|from|by|to|after|before|among|beyond|despite|besides|because of|based on|given|under",
    r"through|without",
    r"like|unlike|as|of|over|about|during|within|around|behind|when|if|while|because|once|since|although|though",
    r"until|whether",
    r"where|unless|even if|even when|even though|what|why|how|part of|as part of|thanks to|due to|instead of",
    r"in addition to",
    r"against|opposite|alongside|using|doing|all|only|just|perhaps|maybe|sometimes|today|now|recently",
    r"eventually|along with|following",
    r"in light of|regarding",
)
_SOME = (
    r"(?:all |both |each |most |many |some |one |any |none |much |several |two |three )?(?:of )?"
)
_ENGLISH = words(
    rf"(?!{DUMMY})\W*(?!{DUMMY})(?P<found>"
    + any_of(
        _CONNECTIVE,
        _PARTNER,
        rf"{_POINTER}\b",
        rf"{_PRONOUN}\b",
        rf"{_BEFORE},? {_SOME}(?!{DUMMY})(?:{_POINTER}|{_PRONOUN}|such|doing so)\b",
    )
    + r")(?!\w)"
)

_OWN_ZH = any_of(
    r"几年|些年|一年|个月|两年|十年|几个月|些天|个时代|个季度|个行业|个夏天|个冬天|里是",
    r"(?:篇|份|本|场|期|段)(?:文章|白皮书|报告|指南|手册|网络|直播|讲座|节目|采访|访谈|对话|资料|案例)",
)
_POINTER_ZH = any_of(
    rf"这(?!{_OWN_ZH})",
    r"那(?!些[^，。；]{2,24}的)",
    r"此(?!刻|类)",
    r"其(?!实)",
    r"它|他(?!山|乡|人)|她",
    r"该(?!不该|怎么|如何|谁|由谁|做|停|来)",
    r"上述|前述|如上|如下|以上|以下|同一(?:个|批|台|条|天)",
)
_CONNECTIVE_ZH = any_of(
    r"于是|因此|所以|因而|从而|然而|但(?!凡)|可是|可(?=[他她它这那我])|不过|只是|而|且",
    r"并(?!非|不是|不等于|购|网|行|联)|另外|另一|另有",
    r"与此|相反|反之|反过来|反而|换句话|换言之|也就是|总之|综上|由此|为此|对此|至此|除此|尽管如此|即便如此",
    r"即使如此|不仅如此|虽说如此",
    r"首先[，,]|其次|再次[，,]|最后[，,]|第[一二三四五六七八九十][，、：,是个步条点天年次]|[一二三四]是",
    r"其[一二三]|接着|接下来|随后|然后|之后|后来|后者|前者",
    r"两者|二者|三者|两[个家条台者句件种]都|[一二两三四][句个条种台家类件]是",
    r"(?:多半|大多|主要|一般|通常|往往|大概|正好|刚好|无非)是|最好[由是]|双方|同样|同理|同时|例如|比如|譬如",
    r"再比如|又比如|又如|如此|也(?!许)|又|却|则|甚至",
    r"还(?!款|原|价|债|没有?[^，。]{2,16}[，就])",
    r"再(?!生|制造|保险|利用|循环|(?:好|多|大|强|先进|聪明|小|快|难|贵|完美|便宜|精密)的)",
    r"[试装设忘做看改换算拆查问写跑用][过完了](?!的)",
    r"[前后][一二三四五六七八九十两几]+[天周月年行列个条项点步种句段]|难点在第",
    r"[\u4e00-\u9fff]{2,3}也(?!许|没|不)",
    r"位于|坐落|成立于|建于|始建于|毕业于|出生于|立即|随即|旋即|遂|曾|获(?!得感)|被(?!动)|受到|担任|出任|任职",
    r"隶属|能(?!耗|源|够|力|量|效)",
    r"就(?!算|像|业|绪|地|近|诊|读|任|职|医|餐|座)|便(?!宜|捷|利|于|携)|才(?!能|华|干)",
    r"当时|当天|当晚|当年|当日|当月|次日|次年|最后(?=[一那这他说])|此前|事后|结果(?!的|显示|表明|导向|管理)",
    r"对方|原因(?:是|有|很|在于|在|不)|答案[是很在]|理由[是很有]|结论[是：]",
    r"是的|对[，。,]|不[，。,]|没有[，。,]|没错|当然|好的|嗯|行[，。]|那么|剩下|别的",
    r"更(?:重要|关键|麻烦|糟|难|要命)的是|更好的(?:办法|做法|选择)|相比之下|相比[，,]",
    r"与之|反观|到头来|果然|毕竟|何况|况且|再说|再者|否则|不然|要不然|直到(?:这|那|此)|同期|同年|哪怕如此|据此",
    r"受此|借此|因为(?![^。]*[，,])",
    r"为什么[？?]|怎么办[？?]|怎么做[？?]|凭什么[？?]|真的[？?吗]|(?:说到|谈到|提到)(?:这|此|它|他)",
    r"(?:[一二三四五六七八九十两几半\d]+ ?个?(?:多)?)(?:天|周|星期|月|年|小时|分钟|季度)(?:多|半)?(?:以后|之后|"
    r"过后|后)[，,]?",
)
_BEFORE_ZH = any_of(
    r"在|从|对|对于|通过|由|由于|因|因为|为|为了|把|将|按|按照|根据|凭|靠|跟|与|和|同|用|以|除|除了|随着|基于",
    r"针对|围绕|有了|到|如果|要是",
    r"当|虽然|尽管|只要|只有|一旦|即使|就算|没有|像|连|让|给|被|问|问到|问起|不仅|不但|今天|现在|如今|最近|去年",
    r"今年|也许|或许|可能|正是|正因",
)
_CHINESE = re.compile(
    rf"\W*(?!与其|尤其)(?P<found>{_CONNECTIVE_ZH}|{_BEFORE_ZH}?了?{_POINTER_ZH}[\u4e00-\u9fff]{{0,2}})"
)


def leaning(text: str) -> str:
    """The words of an opening that lean on what stood before it; "" where it stands by itself."""
    found = _ENGLISH.match(text) or _CHINESE.match(text)
    return found["found"].strip() if found else ""
