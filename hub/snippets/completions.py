"""Asking a language model: any endpoint that speaks OpenAI's chat completions. One request, one answer, no retries.

The key goes nowhere but into the request's header: no redirect is followed, and neither key, address nor what the
endpoint says of an error is logged or shown.
"""

import json
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPResponse
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.utils import timezone
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

# Seconds that an answer may take in all, and bytes that it may have: a post has some hundred.
PATIENCE = 30.0
LARGEST = 256 * 1024


class CompletionError(Exception):
    """No usable answer; the message is for people."""


@dataclass(frozen=True)
class Endpoint:
    """`url` is what `/chat/completions` is appended to, `https://api.example.com/v1`."""

    url: str
    model: str
    key: str = field(default="", repr=False)


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


_opener = build_opener(_NoRedirects)


def complete(endpoint: Endpoint, messages: Sequence[tuple[str, str]]) -> str:
    """The first choice's text. `messages` are pairs of role and content. CompletionError where there is none."""
    try:
        return _text(_answer(_request(endpoint, messages)))
    except HTTPError as error:
        with error:
            logger.warning("The language model's endpoint answered %d.", error.code)
            raise CompletionError(_refused(error)) from None
    except TimeoutError:
        raise CompletionError(_too_slow()) from None
    except (URLError, HTTPException, OSError) as error:
        if isinstance(getattr(error, "reason", None), TimeoutError):
            raise CompletionError(_too_slow()) from None
        logger.warning("The language model's endpoint cannot be reached: %s.", type(error).__name__)
        raise CompletionError(_("The language model cannot be reached.")) from None
    except (ValueError, LookupError, TypeError, RecursionError):
        raise CompletionError(_("The language model gave no usable answer.")) from None


def _request(endpoint: Endpoint, messages: Sequence[tuple[str, str]]) -> Request:
    if not endpoint.url.startswith(("https://", "http://")):
        raise CompletionError(_("The address of the language model must begin with https://."))
    asked = {
        "model": endpoint.model,
        "messages": [{"role": role, "content": content} for role, content in messages],
    }
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    address = f"{endpoint.url.rstrip('/')}/chat/completions"
    return Request(address, json.dumps(asked).encode(), headers, method="POST")


def _answer(request: Request) -> bytes:
    deadline = time.monotonic() + PATIENCE
    with _opener.open(request, timeout=PATIENCE) as response:
        return _read(response, deadline)


def _read(response: HTTPResponse, deadline: float) -> bytes:
    """The timeout of a socket is for each of its reads: one that drips must end, too."""
    read = bytearray()
    while part := response.read1(16 * 1024):
        read += part
        if len(read) > LARGEST:
            raise ValueError("the answer is too large")
        if time.monotonic() > deadline:
            raise TimeoutError
    return bytes(read)


def _text(answer: bytes) -> str:
    content = json.loads(answer)["choices"][0]["message"]["content"]
    if not isinstance(content, str) or not content.strip():
        raise ValueError("the answer has no text")
    return content.strip()


def _too_slow() -> str:
    return _("The language model did not answer within %d seconds.") % PATIENCE


def _refused(error: HTTPError) -> str:
    if error.code in (401, 403):
        return _("The language model refused the hub's key.")
    if error.code == 429:
        return _("The language model is busy. Try again in %d seconds.") % _retry_after(error)
    if 300 <= error.code < 400:
        return _("The language model's address leads elsewhere, where nothing is sent.")
    return _("The language model failed (%d).") % error.code


def _retry_after(error: HTTPError) -> int:
    """Seconds, as the endpoint says by number or date; a minute where it does not, an hour at most."""
    told = error.headers.get("Retry-After", "")
    try:
        wait = float(told) if told.strip().isdigit() else _until(told)
    except (TypeError, ValueError):
        wait = 60
    return round(min(max(wait, 1), 3600))


def _until(date: str) -> float:
    return (parsedate_to_datetime(date) - timezone.now()).total_seconds()
