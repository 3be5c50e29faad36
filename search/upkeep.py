"""What follows once the index has come to rest: derived things that are made anew now and then."""

from .calibration import is_outdated, refit_if_changed
from .engines.memory import current_view, save_snapshot_if_old


def settle() -> None:
    refit_if_changed(*current_view())
    save_snapshot_if_old()


def recover() -> None:
    """Have done what a new release needs done: it may rank otherwise, with no document changed."""
    from .tasks import enqueue_drain

    if is_outdated(*current_view()):
        enqueue_drain()
