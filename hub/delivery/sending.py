"""One request to one receiver: no redirects, no proxies, no second try, and an end to it.

With the standard library alone: it lets one connect to the very address that was checked, and clients that look names
up themselves do not.
"""

import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse

from .models import Outcome
from .reachable import Forbidden, UnknownHost, addresses_of, endpoint_of

# Seconds for all of it, from the first address tried to what is read of the answer.
TIMEOUT = 10.0
# How much of an answer is kept, in bytes.
MOST_OF_ANSWER = 1024


@dataclass(frozen=True)
class Result:
    outcome: Outcome
    status: int | None = None
    text: str = ""


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Result:
    """Whatever the address is and whoever answers there, it raises nothing."""
    deadline = time.monotonic() + TIMEOUT
    try:
        endpoint = endpoint_of(url)
        with _connected(addresses_of(endpoint), endpoint.port, deadline) as connection:
            if endpoint.secure:
                context = ssl.create_default_context()
                connection.sock = context.wrap_socket(
                    connection.sock, server_hostname=endpoint.host
                )
            connection.request(
                "POST", endpoint.path, body, {**headers, "Host": endpoint.host_header}
            )
            response = connection.getresponse()
            return Result(_outcome(response.status), response.status, _beginning(response))
    except Forbidden:
        return Result(Outcome.FORBIDDEN)
    except UnknownHost:
        return Result(Outcome.UNKNOWN_HOST)
    except ssl.SSLCertVerificationError as error:
        return Result(Outcome.NO_TRUST, text=error.verify_message)
    except (OSError, HTTPException, ValueError) as error:
        late = isinstance(error, TimeoutError) or time.monotonic() >= deadline
        return Result(Outcome.TIMEOUT if late else Outcome.UNREACHABLE)


@contextmanager
def _connected(addresses: list[str], port: int, deadline: float) -> Iterator[HTTPConnection]:
    """The timeout of a socket is for each of its reads: who drips is hung up on at the deadline."""
    sock = _dialled(addresses, port, deadline)
    line = sock.dup()  # stays what it is when TLS takes the other over
    hang_up = threading.Timer(max(deadline - time.monotonic(), 0), _hang_up, [line])
    hang_up.daemon = True
    connection = HTTPConnection(addresses[0], port)
    connection.sock = sock
    hang_up.start()
    try:
        yield connection
    finally:
        hang_up.cancel()
        connection.close()
        sock.close()
        line.close()


def _dialled(addresses: list[str], port: int, deadline: float) -> socket.socket:
    failure: OSError = OSError("no address")
    for address in addresses:
        try:
            return socket.create_connection((address, port), max(deadline - time.monotonic(), 0.01))
        except OSError as error:
            failure = error
    raise failure


def _hang_up(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _outcome(status: int) -> Outcome:
    if 200 <= status < 300:
        return Outcome.DELIVERED
    if 300 <= status < 400:
        return Outcome.REDIRECT
    return Outcome.GONE if status == 410 else Outcome.ANSWERED


def _beginning(response: HTTPResponse) -> str:
    """What is answered is for people; the status has said all that counts."""
    try:
        return response.read1(MOST_OF_ANSWER).decode(errors="replace").replace("\0", "")
    except (OSError, HTTPException, ValueError):
        return ""
