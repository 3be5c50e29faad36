"""The language model's endpoint, as it behaves and misbehaves: over HTTP, against a server of our own."""

import time
from datetime import timedelta
from email.utils import format_datetime

import pytest
from django.utils import timezone

from hub.snippets import completions
from hub.snippets.completions import CompletionError, Endpoint, complete
from tests.hub.snippets.endpoint import Stub, choice

KEY = "sk-very-secret"
MESSAGES = [("system", "Shorten."), ("user", "停机时间 “fell”.")]


def ask(stub: Stub) -> str:
    return complete(Endpoint(stub.url, "small", KEY), MESSAGES)


def refusal(stub: Stub) -> str:
    with pytest.raises(CompletionError) as caught:
        ask(stub)
    return str(caught.value)


def test_the_answer_is_the_first_choices_text(stub):
    stub.body = choice("  停机时间更短。\n")
    assert ask(stub) == "停机时间更短。"


def test_the_request_is_as_the_protocol_has_it(stub):
    ask(stub)
    [(path, headers, body)] = stub.requests
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert headers["Content-Type"] == "application/json"
    assert body == {
        "model": "small",
        "messages": [
            {"role": "system", "content": "Shorten."},
            {"role": "user", "content": "停机时间 “fell”."},
        ],
    }


def test_without_a_key_none_is_sent(stub):
    complete(Endpoint(stub.url + "/", "small"), MESSAGES)
    assert "Authorization" not in stub.requests[0][1]


@pytest.mark.parametrize(
    ("status", "headers", "words"),
    [
        (401, {}, "refused the hub's key"),
        (403, {}, "refused the hub's key"),
        (429, {"Retry-After": "17"}, "again in 17 seconds"),
        (429, {"Retry-After": "999999"}, "again in 3600 seconds"),
        (429, {"Retry-After": "soon"}, "again in 60 seconds"),
        (429, {}, "again in 60 seconds"),
        (500, {}, "failed (500)"),
        (404, {}, "failed (404)"),
    ],
)
def test_a_refusal_is_told(stub, status, headers, words):
    stub.status, stub.headers = status, headers
    assert words in refusal(stub)


def test_a_date_to_try_again_is_told_in_seconds(stub):
    later = timezone.now() + timedelta(seconds=300)
    stub.status, stub.headers = 429, {"Retry-After": format_datetime(later)}
    assert refusal(stub).split()[-2] in {"298", "299", "300"}


def test_no_redirect_is_followed(stub):
    stub.status, stub.headers = 302, {"Location": f"{stub.url}/elsewhere"}
    assert "leads elsewhere" in refusal(stub)
    assert len(stub.requests) == 1


@pytest.mark.parametrize(
    "body",
    [
        "",
        "null",
        "[]",
        "<html>Bad gateway</html>",
        '{"choices": []}',
        '{"choices": null}',
        '{"choices": [{}]}',
        '{"choices": [{"message": {"content": null}}]}',
        '{"choices": "x"}',
        choice(""),
        choice(" \n"),
        choice(["Short."]),
        '{"choices": ' * 50_000,
        "[" * 100_000,
        choice("a" * 300_000),
        "\ud83d".encode("utf-8", "surrogatepass").decode("latin-1"),
    ],
    ids=lambda body: body[:20] or "empty",
)
def test_an_answer_that_is_none_is_told(stub, body):
    stub.body = body
    assert "no usable answer" in refusal(stub)


def test_an_endpoint_that_is_silent_is_given_up(stub, monkeypatch):
    monkeypatch.setattr(completions, "PATIENCE", 0.3)
    stub.meanwhile.append(lambda: time.sleep(0.8))
    assert "did not answer" in refusal(stub)


def test_an_endpoint_that_drips_is_given_up(stub, monkeypatch):
    monkeypatch.setattr(completions, "PATIENCE", 0.3)
    stub.drip = 0.05
    assert "did not answer" in refusal(stub)


def test_an_endpoint_that_hangs_up_is_told(stub):
    stub.headers, stub.body = {"Content-Length": "100000"}, choice("Short.")[:60]
    assert "no usable answer" in refusal(stub)


def test_an_endpoint_that_is_not_there_is_told():
    with pytest.raises(CompletionError, match="cannot be reached"):
        complete(Endpoint("http://127.0.0.1:1/v1", "small"), MESSAGES)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.com", "", "example.com/v1"])
def test_only_web_addresses_are_asked(url):
    with pytest.raises(CompletionError, match="must begin with https"):
        complete(Endpoint(url, "small"), MESSAGES)


@pytest.mark.parametrize("status", [200, 401, 500])
def test_the_key_is_never_told(stub, status, caplog):
    stub.status, stub.body = status, f"your key {KEY} is wrong"
    assert KEY not in refusal(stub)
    assert KEY not in caplog.text
    assert KEY not in repr(Endpoint(stub.url, "small", KEY))
