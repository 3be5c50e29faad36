"""How the web server is set up, where that is code."""

import socket
import struct
from types import SimpleNamespace

from hub import gunicorn


def test_connections_do_not_wait_for_ever_for_a_silent_client():
    listener = socket.create_server(("127.0.0.1", 0))
    gunicorn.when_ready(SimpleNamespace(LISTENERS=[SimpleNamespace(sock=listener)]))
    client = socket.create_connection(listener.getsockname())
    connection, _ = listener.accept()
    with listener, client, connection:
        for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            waits = connection.getsockopt(socket.SOL_SOCKET, option, 16)
            assert struct.unpack("ll", waits) == (gunicorn.SILENCE, 0)
