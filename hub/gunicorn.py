"""The web server's configuration: `gunicorn --config python:hub.gunicorn hub.wsgi`."""

from hub.settings import base

bind = f"[{base.HOST}]:{base.PORT}" if ":" in base.HOST else f"{base.HOST}:{base.PORT}"
worker_class = "gthread"
workers = base.WEB_WORKERS
threads = base.WEB_THREADS
timeout = 60
graceful_timeout = 8
# A process that has threads (torch's) must not fork.
preload_app = False
# Nobody speaks to the server but by HTTP and signals.
control_socket_disable = True
accesslog = None
loglevel = "warning"
