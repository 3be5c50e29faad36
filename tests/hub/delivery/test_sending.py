"""One request to a real receiver, well- and ill-behaved."""

import socket

import pytest

from hub.delivery import sending
from hub.delivery.models import Outcome
from hub.delivery.sending import post

from .conftest import CERTIFICATE


def sent(url: str) -> sending.Result:
    return post(url, b'{"a": 1}', {"Content-Type": "application/json", "webhook-id": "msg_1"})


def test_it_arrives_as_it_is(receiver):
    assert sent(f"{receiver.url}?token=1").outcome == Outcome.DELIVERED
    (request,) = receiver.requests
    assert (request.method, request.path, request.body) == ("POST", "/hook?token=1", b'{"a": 1}')
    assert request.headers["host"] == f"localhost:{receiver.port}"
    assert request.headers["webhook-id"] == "msg_1"


def test_of_the_answer_the_beginning_is_kept(receiver):
    receiver.answers(500, b"\xff\0" + b"x" * 5000)
    result = sent(receiver.url)
    assert (result.outcome, result.status) == (Outcome.ANSWERED, 500)
    assert 1000 < len(result.text) <= 1024 and "\0" not in result.text


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_redirect_is_followed(receiver, status):
    receiver.answers(status, Location=receiver.url)
    assert sent(receiver.url).outcome == Outcome.REDIRECT
    assert len(receiver.requests) == 1


def test_410_says_that_nobody_is_there_any_more(receiver):
    receiver.answers(410)
    assert sent(receiver.url).outcome == Outcome.GONE


class TestTrouble:
    @pytest.fixture(autouse=True)
    def _impatient(self, monkeypatch):
        monkeypatch.setattr(sending, "TIMEOUT", 0.3)

    def test_one_that_never_answers(self, receiver):
        receiver.answer = lambda handler: handler.connection.recv(1)
        assert sent(receiver.url).outcome == Outcome.TIMEOUT

    def test_one_that_drips_is_hung_up_on(self, receiver):
        """Each read is quick, and the answer never ends."""

        def drip(handler):
            while True:
                handler.connection.send(b"H")
                handler.connection.settimeout(0.05)
                try:
                    handler.connection.recv(1)
                except TimeoutError:
                    continue
                return

        receiver.answer = drip
        assert sent(receiver.url).outcome == Outcome.TIMEOUT

    def test_one_whose_answer_never_ends_has_answered(self, receiver):
        def begin(handler):
            handler.send_response(200)
            handler.send_header("Content-Length", "100000")
            handler.end_headers()
            handler.connection.recv(1)

        receiver.answer = begin
        assert sent(receiver.url).outcome == Outcome.DELIVERED

    @pytest.mark.parametrize(
        "answer", [b"", b"hello\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"\0" * 70_000]
    )
    def test_one_that_speaks_no_http(self, receiver, answer):
        def speak(handler):
            handler.connection.sendall(answer)
            handler.connection.shutdown(socket.SHUT_RDWR)

        receiver.answer = speak
        assert sent(receiver.url).outcome == Outcome.UNREACHABLE

    def test_nobody_there(self, receiver):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            url = f"http://localhost:{free.getsockname()[1]}/"
        assert sent(url).outcome == Outcome.UNREACHABLE


class TestAddresses:
    def test_this_machine_is_not_called_in_production(self, receiver, settings):
        settings.WEBHOOK_ALLOW_PRIVATE = False
        secure = receiver.url.replace("http:", "https:")
        assert {sent(receiver.url).outcome, sent(secure).outcome} == {Outcome.FORBIDDEN}
        assert receiver.requests == []

    def test_the_address_that_was_checked_is_the_one_connected_to(self, receiver, monkeypatch):
        """A name may mean another one when it is asked again."""
        lookup, asked = socket.getaddrinfo, []

        def rebinding(host, *args, **kwargs):
            if host != "site.test":
                return lookup(host, *args, **kwargs)
            asked.append(host)
            address = "127.0.0.1" if len(asked) == 1 else "127.0.0.2"
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, receiver.port))]

        monkeypatch.setattr(socket, "getaddrinfo", rebinding)
        assert sent(f"http://site.test:{receiver.port}/hook").outcome == Outcome.DELIVERED
        assert len(asked) == 1
        assert receiver.requests[0].headers["host"] == f"site.test:{receiver.port}"

    def test_what_would_end_the_request_line_does_not(self, receiver):
        sent(f"{receiver.url}/%0d%0aX: 1")
        sent(f"{receiver.url}/\r\nX: 1")
        assert all("x" not in request.headers for request in receiver.requests)


class TestCertificates:
    def test_one_that_nobody_vouches_for(self, secure_receiver):
        result = sent(secure_receiver.url)
        assert result.outcome == Outcome.NO_TRUST and "self-signed" in result.text
        assert secure_receiver.requests == []

    def test_one_that_the_system_trusts(self, secure_receiver, monkeypatch):
        monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
        assert sent(secure_receiver.url).outcome == Outcome.DELIVERED

    def test_one_of_another_name(self, secure_receiver, monkeypatch):
        monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
        assert (
            sent(secure_receiver.url.replace("localhost", "127.0.0.1")).outcome == Outcome.NO_TRUST
        )
