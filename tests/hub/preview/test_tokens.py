"""What opens a preview, and what looks as if it might."""

from datetime import timedelta

import pytest
from django.core.signing import TimestampSigner
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from hub.preview.tokens import PreviewExpired, PreviewRefused, name_in, token_for

LATER = timezone.now() + timedelta(days=1)  # the whole suite takes minutes


def test_a_token_names_its_draft():
    assert name_in(token_for("3:page:7", LATER)) == "3:page:7"


def test_a_token_expires():
    with pytest.raises(PreviewExpired):
        name_in(token_for("3:page:7", timezone.now()))


@given(at=st.integers(min_value=0), put=st.characters())
def test_a_token_that_was_touched_opens_nothing(at, put):
    token = token_for("3:page:7", LATER)
    at %= len(token)
    touched = token[:at] + put + token[at + 1 :]
    if touched != token:
        with pytest.raises(PreviewRefused):
            name_in(touched)


@given(st.text())
def test_what_is_no_token_opens_nothing(text):
    with pytest.raises(PreviewRefused):
        name_in(text)


def test_a_huge_token_opens_nothing():
    with pytest.raises(PreviewRefused):
        name_in(token_for("3:page:" + "7" * 1000, LATER))


def test_a_token_of_another_hub_opens_nothing(settings):
    token = token_for("3:page:7", LATER)
    settings.SECRET_KEY = "another"
    with pytest.raises(PreviewRefused):
        name_in(token)


def test_a_token_of_the_package_opens_nothing():
    """Those never expire."""
    with pytest.raises(PreviewRefused):
        name_in(TimestampSigner(salt="headlesspreview.token").sign("id=7"))
