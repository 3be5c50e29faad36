"""Names the state of all that decides what a search finds, so that answers can be kept while it stays the same."""

from django.db import connection

from .models import IndexState, WeightsVersion

# Asked with each request, and putting it together takes the ORM longer than the database takes to answer.
_STATE = f"""
    SELECT identity, version, (SELECT MAX(id) FROM {WeightsVersion._meta.db_table} WHERE active)
    FROM {IndexState._meta.db_table}
"""


def generation() -> str:
    """One query."""
    with connection.cursor() as cursor:
        cursor.execute(_STATE)
        return "-".join(map(str, cursor.fetchone() or ()))
