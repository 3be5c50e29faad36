"""Whether there is anything to measure."""

from django.utils.translation import gettext

from ..encoder.base import EncoderUnavailable, get_encoder
from ..engines.memory import current_view


class NotReady(RuntimeError):
    """Nothing can be measured now; the message says why, for people."""


def check_ready() -> None:
    """NotReady where the index is empty or its encoder is missing."""
    view, model = current_view()
    if not view.alive_documents.any():
        raise NotReady(
            gettext("The index is empty: publish something, or run manage.py index rebuild")
        )
    try:
        get_encoder(model)
    except EncoderUnavailable as error:
        raise NotReady(str(error)) from error
