import pytest
from django.contrib.auth.models import Group, User

from hub.assets.documents import to_document
from hub.snippets.models import Decision
from tests import factories

SENTENCES = [
    "Downtime fell by 37 % in the first year.",
    "Nobody had asked the night shift before.",
    "A sensor is worth what somebody does about it.",
]


def login(client, name, group):
    user = User.objects.create_user(name, password="secret")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return client


@pytest.fixture
def editor(client, db):
    return login(client, "ed", "Editors")


@pytest.fixture
def asset(db):
    """One paragraph of three sentences under a heading."""
    return factories.asset(
        title="Press shop",
        body=[
            ("heading", {"text": "What came of it", "level": "2"}),
            ("paragraph", f"<p>{' '.join(SENTENCES)}</p>"),
        ],
    )


@pytest.fixture
def proposed(asset):
    """A proposal for each of the sentences, in order."""
    text = to_document(asset).text
    return [
        factories.snippet(
            asset, each, start=text.index(each), decision=Decision.PROPOSED, score=0.5
        )
        for each in SENTENCES
    ]
