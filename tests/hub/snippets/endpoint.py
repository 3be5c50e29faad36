"""A language model's endpoint of our own, which speaks the protocol and misbehaves as told."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Headers = dict[str, str]


def choice(text: Any) -> str:
    message = {"role": "assistant", "content": text}
    choices = [{"index": 0, "message": message, "finish_reason": "stop"}]
    return json.dumps({"id": "1", "object": "chat.completion", "model": "stub", "choices": choices})


class Stub:
    """`status`, `body` and `headers` are what it answers; `drip` seconds lie between two bytes of it."""

    def __init__(self) -> None:
        self.status = 200
        self.body = choice("Short.")
        self.headers: Headers = {}
        self.drip = 0.0
        self.requests: list[tuple[str, Headers, Any]] = []
        self.meanwhile: list[Any] = []  # called while it thinks
        self.url = ""


@contextmanager
def running() -> Iterator[Stub]:
    stub = Stub()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            stub.requests.append((self.path, dict(self.headers), json.loads(body)))
            for call in stub.meanwhile:
                call()
            self.send_response(stub.status)
            for name, value in stub.headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                if not stub.drip:
                    self.wfile.write(stub.body.encode())
                for char in stub.body if stub.drip else "":
                    self.wfile.write(char.encode())
                    time.sleep(stub.drip)
            except (BrokenPipeError, ConnectionResetError):
                pass  # whoever asked has lost patience

        def do_GET(self) -> None:
            stub.requests.append((self.path, dict(self.headers), None))
            self.send_error(404)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    stub.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield stub
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
