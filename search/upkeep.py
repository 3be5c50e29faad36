"""What follows once the index has come to rest: derived things that are made anew now and then."""

from .calibration import refit_if_changed
from .engines.memory import current_view, save_snapshot_if_old


def settle() -> None:
    refit_if_changed(*current_view())
    save_snapshot_if_old()
