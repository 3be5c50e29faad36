"""/healthz: 200 while the database answers, 503 while it does not.

A middleware, and the first: whoever probes a server asks by its address, in plain HTTP, and would
only learn that host names and redirects to HTTPS work.
"""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase

PATH = "/healthz"


class HealthMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info != PATH:
            return self.get_response(request)
        if _database_answers():
            return HttpResponse("ok", content_type="text/plain")
        return HttpResponse("the database does not answer", status=503, content_type="text/plain")


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            # A table, since SQLite answers "SELECT 1" without looking at its file.
            cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
    except DatabaseError:
        return False
    return True
