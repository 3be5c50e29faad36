"""The list of assets where they have addresses. Of its own, for what is read once a version is read anew within a
transaction."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_no_row_asks_for_its_site(admin_client):
    factories.site()
    counts = []
    for _size in range(2):
        factories.case_study()
        factories.case_study()
        admin_client.get(reverse("assets:index"))
        with CaptureQueriesContext(connection) as queries:
            admin_client.get(reverse("assets:index"))
        counts.append(sum("delivery_contentevent" not in query["sql"] for query in queries))
    assert counts[0] == counts[1]
