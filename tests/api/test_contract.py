"""Answers say which contract the hub keeps."""

import json

from django.test import Client

from api import contract


def test_whatever_is_asked(db):
    told = json.loads(contract.CONTRACT.read_text())["contract"]
    assert Client().get("/graphql/", {"documentId": "0" * 64})["X-Contract"] == told
    assert (
        Client().get("/graphql/", {"query": "{ taxonomy { topics { slug } } }"})["X-Contract"]
        == told
    )


def test_a_hub_without_one_says_nothing(monkeypatch, tmp_path):
    monkeypatch.setattr(contract, "CONTRACT", tmp_path / "none.json")
    assert contract.version.__wrapped__() == ""
