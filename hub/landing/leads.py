"""A form filled in, kept. Nothing that a person sent is thrown away: what looks like a robot's is marked."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.core.cache import cache
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.db import IntegrityError, transaction
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext, override

from hub.assets.documents import plain_text
from hub.targeting.feed import Visitor

from .models import LandingPage, Lead, Suspicion

# People need longer to fill in a form, and come back to it within a day. Seconds.
HASTE = 3
OPEN_FOR = 24 * 60 * 60

# How often one caller may send one page's form in a minute. A website's server is one caller for all its visitors.
MOST_A_MINUTE = 60

# What errors of the whole form go by.
WHOLE_FORM = ""
CONSENT = "consent"

_signer = TimestampSigner(salt="hub.landing.lead")


class TooMany(Exception):
    """The caller has to wait a minute."""


@dataclass(frozen=True)
class Entry:
    """A form as it comes in. `answers`: a field's name -> what was typed or chosen. `trap`: of a field that people do
    not see."""

    answers: Mapping[str, Sequence[str]]
    consents: bool = False
    trap: str = ""
    visitor: Visitor = field(default_factory=Visitor)


def opened(page: LandingPage) -> str:
    """A token for one form: it says when it was opened, and that it may be sent once."""
    return _signer.sign_object({"page": page.pk, "nonce": secrets.token_urlsafe(16)})


def send(page: LandingPage, token: str, entry: Entry, caller: str) -> dict[str, list[str]]:
    """Keeps the lead, or says by field what has to be mended, in the page's language. TooMany from a caller in a hurry.

    Sent twice with one token, it is kept once: whoever is not sure that it arrived may send again.
    """
    _count(page, caller)
    with override(page.locale.language_code):
        try:
            opening = _signer.unsign_object(token, max_age=OPEN_FOR)
            nonce = opening["nonce"] if opening["page"] == page.pk else ""
        except SignatureExpired:
            return {WHOLE_FORM: [gettext("The form was open for too long: open it again.")]}
        except (BadSignature, KeyError, TypeError, ValueError):
            nonce = ""
        if not nonce:
            return {WHOLE_FORM: [gettext("This is not a form of ours: open it again.")]}
        form = page.get_form(MultiValueDict({k: list(v) for k, v in entry.answers.items()}))
        errors = {name: [str(one) for one in messages] for name, messages in form.errors.items()}
        for name in set(entry.answers) - set(form.fields):
            errors[name] = [gettext("The form has no such field.")]
        consent = plain_text(page.consent)
        if consent and not entry.consents:
            please = gettext("Please agree, so that we may keep what you send.")
            errors.setdefault(CONSENT, []).append(please)
        if not errors:
            _keep(page, nonce, form.cleaned_data, entry, consent, _suspicion(token, entry))
        return errors


def _count(page: LandingPage, caller: str) -> None:
    key = f"lead:{page.pk}:{caller}"
    cache.add(key, 0, timeout=60)
    try:
        count = cache.incr(key)
    except ValueError:  # it ran out in between
        return
    if count > MOST_A_MINUTE:
        raise TooMany


def _suspicion(token: str, entry: Entry) -> str:
    if entry.trap:
        return Suspicion.TRAP
    try:
        _signer.unsign(token, max_age=HASTE)
    except SignatureExpired:
        return ""
    return Suspicion.HASTE


def _keep(
    page: LandingPage, nonce: str, data: dict, entry: Entry, consent: str, suspicion: str
) -> None:
    try:
        with transaction.atomic():
            Lead.objects.create(
                page=page,
                form_data=data,
                nonce=nonce,
                visitor=entry.visitor.terms,
                consent=consent,
                suspicion=suspicion,
            )
    except IntegrityError:
        if not Lead.objects.filter(nonce=nonce).exists():
            raise
