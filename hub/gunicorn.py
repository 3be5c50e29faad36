"""The web server's configuration: `gunicorn --config python:hub.gunicorn hub.wsgi`."""

import logging
import socket
import struct
import threading
from typing import Any

from hub.settings import base

bind = f"[{base.HOST}]:{base.PORT}" if ":" in base.HOST else f"{base.HOST}:{base.PORT}"
worker_class = "gthread"
workers = base.WEB_WORKERS
threads = base.WEB_THREADS
timeout = 60
graceful_timeout = 8
SILENCE = 10  # seconds
# A process that has threads (torch's) must not fork.
preload_app = False
# Nobody speaks to the server but by HTTP and signals.
control_socket_disable = True
accesslog = None
loglevel = "warning"


def when_ready(server: Any) -> None:
    """A client that falls silent amid a request, or stops reading its answer, gives its thread back. (One that drips
    does not: the proxy in front waits for those.) Connections inherit it of the socket that they come in by."""
    for listener in server.LISTENERS:
        for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            listener.sock.setsockopt(socket.SOL_SOCKET, option, struct.pack("ll", SILENCE, 0))


def post_worker_init(worker: Any) -> None:
    # The model takes seconds to load: not the first visitor's, and the admin need not wait for it.
    threading.Thread(target=_warm_up, daemon=True).start()


def _warm_up() -> None:
    from django.db import connections

    from hub import visibility
    from hub.targeting.feed import Visitor, feed
    from hub.taxonomy.vocabulary import vocabulary
    from search import retrieval

    try:
        viewer, terms = visibility.anonymous(), vocabulary()
        retrieval.search(retrieval.Request("warm up", viewer=viewer, first=1))
        # What is said of all terms of a visitor is embedded for the first feed.
        first_of = {kind: terms.of_kind(kind)[:1] for kind in ("persona", "stage", "industry")}
        slugs = {kind: found[0].slug for kind, found in first_of.items() if found}
        feed(Visitor(**slugs), viewer, terms, first=1)
    except Exception:
        logging.getLogger(__name__).exception("Warming up failed; the first question will be slow")
    finally:
        connections.close_all()
