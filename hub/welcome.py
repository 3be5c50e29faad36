"""What someone who started the hub wants to know, in both languages."""

import json
import shlex

from .demo import logins
from .readiness import address

QUESTIONS = (
    "Which customers cut unplanned downtime, with figures for a CFO?",
    "有没有造纸行业停机时间明显减少的案例，适合给 CFO 看的？",
)
ASK = (
    "query($q: String!) { ask(question: $q) "
    "{ outcome matches { score asset { title } evidence { text } } } }"
)


def text(created: list[logins.Login]) -> str:
    url = f"http://{address()}"
    lines = [
        "",
        "Wellspring is running.  活水已启动。",
        "",
        f"  Admin 管理后台   {url}/admin/",
        *_login_lines(created),
        f"  GraphQL          {url}/graphql/",
        "",
        "  Ask it something:  试着问一问：",
        "",
        *(_curl(url, question) for question in QUESTIONS),
        "",
        "Ctrl-C stops it.  按 Ctrl-C 停止。",
    ]
    return "\n".join(lines)


def _login_lines(created: list[logins.Login]) -> list[str]:
    lines = [f"    login 账号     {login.username}  {login.password}" for login in created]
    if logins.kept_in().exists():
        lines.append(f"    first passwords, for your eyes only 初始密码  {logins.kept_in()}")
    return lines


def _curl(url: str, question: str) -> str:
    body = json.dumps({"query": ASK, "variables": {"q": question}}, ensure_ascii=False)
    header = shlex.quote("Content-Type: application/json")
    return f"  curl -s {url}/graphql/ -H {header} -d {shlex.quote(body)}\n"
