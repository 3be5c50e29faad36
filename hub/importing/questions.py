"""The body of an FAQ becomes its questions and answers."""

import html

from .body import Block, with_ids


def to_questions(body: list[Block]) -> tuple[list[Block], list[Block]]:
    """Headings of the first one's level are questions; what precedes them stays in the body."""
    levels = [block["value"]["level"] for block in body if block["type"] == "heading"]
    intro: list[Block] = []
    questions: list[Block] = []
    for block in body:
        if block["type"] == "heading" and block["value"]["level"] == levels[0]:
            value = {"question": block["value"]["text"], "answer": ""}
            questions.append({"type": "question", "value": value})
        elif not questions or block["type"] in ("image", "embed"):
            intro.append(block)
        else:
            questions[-1]["value"]["answer"] += _as_answer(block)
    return with_ids(questions), intro


def _as_answer(block: Block) -> str:
    """A block as rich text, which is all an answer can hold."""
    value = block["value"]
    if block["type"] == "paragraph":
        return value
    if block["type"] == "heading":
        return f"<p><b>{html.escape(value['text'], quote=False)}</b></p>"
    if block["type"] == "quote":
        return f"<p>“{html.escape(value['text'], quote=False)}”</p>"
    if block["type"] == "code":
        code = html.escape(value["code"], quote=False).replace("\n", "<br/>")
        return f"<p><code>{code}</code></p>"
    rows = [row["values"] for row in value["rows"]]
    heading = [column["heading"] for column in value["columns"]]
    lines = [" · ".join(cell for cell in row if cell) for row in [heading, *rows]]
    items = "".join(f"<li>{html.escape(line, quote=False)}</li>" for line in lines if line)
    return f"<ul>{items}</ul>"
