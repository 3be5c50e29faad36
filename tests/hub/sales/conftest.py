import pytest
from django.contrib.auth.models import Group, User

from hub.taxonomy.models import Industry
from search import indexing
from tests import factories

WIND = "The gearbox of the turbine was changed before the storm. The crane came in spring."
PRESS = "Vibration sensors on the press named the bearing. Downtime in the press shop fell by half."


@pytest.fixture
def sales(client):
    user = User.objects.create_user("sam", password="secret")
    user.groups.add(Group.objects.get(name="Sales"))
    client.force_login(user)
    return client


@pytest.fixture
def editor(client):
    user = User.objects.create_user("ed", password="secret")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return client


def _text(words: str):
    return [("heading", {"text": "Story", "level": "2"}), ("paragraph", f"<p>{words}</p>")]


@pytest.fixture(scope="module")
def stocked(for_module):
    with for_module():
        automotive = factories.term(Industry, "automotive", en="Automotive", zh_hans="汽车")
        factories.case_study(title="Press shop", body=_text(PRESS), industries=[automotive])
        factories.case_study(
            title="Dairy", body=_text("Milk is traced from the tanker to the shelf.")
        )
        factories.asset(title="Wind", body=_text(WIND))
        for number in range(12):
            body = _text(f"Filler words number {number} only.")
            factories.asset(title=f"Filler {number}", body=body)
        indexing.drain()


@pytest.fixture
def pool(stocked, db):
    """Two case studies and an article between articles about nothing, all indexed."""
