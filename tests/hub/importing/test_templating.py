import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.importing.templating import Counts, Rules, resolve, shown


def resolved(text: str, counts: Counts | None = None, **page) -> str:
    rules = Rules({"team_photo": "drop"}, {"site.baseurl": ""})
    return shown(resolve(text, rules, page, counts or Counts())).strip()


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ('[a]({{ "/2019/03/19/slug/" | url }})', "[a](/2019/03/19/slug/)"),
        ("![x]({{site.baseurl}}/a.png)", "![x](/a.png)"),
        ("by {{ page.author }}", "by Lin"),
        ('{{ "alex" | team_link }}{{ "alex" | team_photo }}', "alex"),
        ("a{% comment %} hidden {{ x }} {% endcomment %}b", "ab"),
        ("{% if a %}kept{% endif %}", "kept"),
        ("{% for x in y %}{{ x }}{% endfor %}end", "end"),
        ("text{:.class #id} and {.font-xs}", "text and"),
        ("{% post_url 2019-01-02-a %}", "2019-01-02-a"),
        ('[x]({{< relref "b.md" >}})', "[x](b.md)"),
        ("{{< notice >}}inner{{< /notice >}}", "inner"),
        ("an unclosed {{ brace", "an unclosed  brace"),
        (
            '{% image "a.png" "says "no" loudly" %}',
            '<img src="a.png" alt="says &quot;no&quot; loudly">',
        ),
        ('{% image_with_class "a.png" "w" "alt" %}', '<img src="a.png" alt="alt">'),
        ('{% image "a.png", "alt" %}', '<img src="a.png" alt="alt">'),
    ],
)
def test_what_is_plain_is_resolved(text, plain):
    assert resolved(text, author="Lin") == plain


@pytest.mark.parametrize(
    "text",
    [
        "`{{ shown }}`",
        "```\n{{ shown }}\n{% if x %}\n```",
        "{% raw %}{{ shown }}{% endraw %}",
        "~~~ yaml\nkey: {{ shown }}\n~~~",
    ],
)
def test_code_and_raw_text_keep_their_braces(text):
    assert "{{ shown }}" in resolved(text)


def test_a_testimonial_keeps_its_quote_and_who_said_it():
    html = resolved(
        '{% include "testimonial.html", size: "md", quote: "It\'s good", '
        'attribution: "Ann", position: "CFO", organization: "Acme" %}'
    )
    assert "It&#x27;s good" in html
    assert 'data-speaker="Ann" data-role="CFO, Acme"' in html


def test_figures_and_videos_become_html():
    assert "<figcaption>C</figcaption>" in resolved('{{< figure src="a.png" caption="C" >}}')
    assert "youtube.com/embed/abc-1" in resolved("{{< youtube abc-1 >}}")
    assert "https://v.org/x" in resolved('{{ "https://v.org/x" | embed: "title" }}')


def test_highlighted_code_becomes_a_fence():
    assert resolved('{{< highlight go "linenos=1" >}}\nx := {{ y }}\n{{< /highlight >}}') == (
        "```go\nx := {{ y }}\n```"
    )


def test_each_kind_of_tag_is_counted():
    counts = Counts()
    resolved('{{ "a" | url }}{{ "b" | url }}{% gist 1 %}{{ unknown }}', counts)
    assert counts.resolved == {"{{ … | url }}": 2}
    assert counts.dropped == {"gist": 1, "{{ variable }}": 1}


@given(st.text(alphabet="{}%<>/*`~\n raw endraw\"'|:x"))
def test_no_templating_is_left_outside_code(text):
    plain = resolve(text, Rules(), {}, Counts())
    assert "{{" not in plain and "{%" not in plain


@pytest.mark.parametrize(
    "piece",
    ["{{ ", "{% raw %}", "`{{", "{% for x %}", "{{< quote ", "{{/*", '{% include a: "', "{."],
)
def test_hostile_repetition_takes_linear_time(piece):
    started = time.process_time()
    resolve(piece * 50_000, Rules(), {}, Counts())
    assert time.process_time() - started < 5
