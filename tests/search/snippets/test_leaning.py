"""Openings that lean on what stood before them, in both languages."""

import time

import pytest

from search.snippets.leaning import leaning
from search.snippets.pronouns import unresolved

LEANS = """
Against that stood the cost.|前三行加起来是一百分钟。
However, the mill held.|But nobody noticed.|And then there were two.|Therefore we stopped.
It cut downtime by half.|It is available in blue.|They agreed at once.|Its owner sold it.|He never looked.
This approach saves hours.|These are cheap.|That is why we stopped.|Those were the days.|Such plants fail.
For example, the mill.|As a result, it fell.|Also, costs fell.|In this case nobody pays.
With that in mind, we began.|Because of this, we stopped.|When it opened, we came.|After that, silence.
The former is cheaper.|The other two failed.|Another way is to wait.|Both agreed.|Some of them left.
One of these failed.|Six months later, it held.|Two days after that we left.|The next day we left.
Here are three ways.|Yes, it does.|No.|Because nobody wrote it down.|The answer is simple.|“It held,” says Li.
"They left," said Bo.|First, stop the press.|因此，我们停机了。|但是没人知道。|然而成本更高。|它能减少停机。
他们同意了。|其中三台坏了。|该公司位于苏州。|此外，成本更低。|这套系统很便宜。|这就是原因。|那天没人来。
这些厂都停了。|同时，成本下降。|例如，三号机停了。|也要看成本。|还有一个办法。|在这种情况下，停机更多。
通过它，停机减少了。|对此，我们没有答案。|另一方面，成本更高。|第二，看成本。|其次是成本。
三个月后，停机减少了。|后来停机减少了。|前者更便宜。|两者都要。|结果那天没人来。|因为没人写下来。
为什么？因为没人看。|对方不同意。|上述厂家都停了。
"""
STANDS = """
It is hard to cut downtime.|It's worth asking twice.|It takes two to agree.
When it comes to uptime, sensors win.|It turns out that nobody reads reports.|It is important to stop.
This guide shows three ways.|This year we stopped.|Those who measure win.|These days nobody calls.
Downtime fell by 60 %.|Nobody noticed.|Butter costs more.|Sophie agreed.|Thorough checks pay.|Someone did.
Items were lost.|Theory is cheap.|Yesterday we met.|Most plants stop at night.|There is no shortcut.
One of the biggest lessons was patience.|Both the CFO and the CTO agreed.|Instead of buying, we rented.
So far, 44 plants have joined.|Because sensors are cheap, everyone buys them.
Not only does it cost less, it holds.|The second half of 2026 will tell.|Which plants stop at night?
As a result of the drill, we changed the list.|What do you look at first?|其实，很多工厂没有数据。
那些没有数据的企业，先别买系统。|本文讲三个办法。|这些年我们走访了四十座工厂。|与其等待，不如先装一台。
再好的算法，也要有人去看。|也许该停机。|并非所有停机都要避免。|因为便宜，大家都装了。|就业形势变了。
他山之石，可以攻玉。|停机减少了六成。|该不该买，先看成本。|但凡停机，都有原因。|这份白皮书写给厂长。
还没有装传感器的工厂，可以先装一台。
"""


def lines(block: str) -> list[str]:
    return [text for line in block.strip().splitlines() for text in line.split("|") if text]


@pytest.mark.parametrize("text", lines(LEANS))
def test_leans(text):
    assert leaning(text)


@pytest.mark.parametrize("text", lines(STANDS))
def test_stands(text):
    assert not leaning(text)


def test_is_told_by_the_words_it_was_seen_in():
    assert leaning("However, the mill held.") == "However"
    assert leaning("在这种情况下，停机更多。").startswith("在这")


@pytest.mark.parametrize(
    "text",
    [
        "Can we turn this nightmare into a delight?",
        "In March, his team built a press.",
        "Write them down.",
        "Talk about the value they'll get.",
        "We tested it.",
        "The exercise helps us get there, and keeps us going.",
        "去年他把厂关了。",
        "请他们举例。",
        "最后说一句，先把这张单插进去。",
        "根据气象厅的数据，此次地震的规模为七级。",
        "The mill, however, held.",
        "The founders came to share these adventures.",
        "Gives: a name for each kilowatt-hour.",
    ],
)
def test_a_later_pronoun_stands_for_nothing(text):
    assert unresolved(text)


@pytest.mark.parametrize(
    "text",
    [
        "If a machine stops, photograph it.",
        "Customers say they save an hour a day.",
        "Zuzana Hrašková says she struck out a third of the hours.",
        "Every engineer knows his plant.",
        "It is hard to cut downtime.",
        "We make spreadsheet code easier to read by making it simpler.",
        "厂长说他没有看过报表。",
        "Two presses stood still, and nobody had heard these presses fail.",
        "设备科把泵拆开，它已经裂了。",
        "装传感器这件事很少失败。",
    ],
)
def test_a_later_pronoun_stands_for_what_was_named(text):
    assert not unresolved(text)


@pytest.mark.parametrize("piece", ["it is ", "“", "in ", "这", "在", " ", "a ", "they ", "very "])
def test_hostile_texts_take_no_longer(piece):
    started = time.process_time()
    leaning(piece * 20_000)
    unresolved(piece * 20_000)
    assert time.process_time() - started < 3
