from django_tasks import task

from .indexing import drain, is_due, recover, swap_models_if_ready
from .upkeep import settle

# One task drains no longer than this before it makes room for others, in seconds.
TASK_SECONDS = 20


@task()
def drain_outbox() -> None:
    drain(seconds=TASK_SECONDS)
    if not is_due():
        swap_models_if_ready()
        settle()
    recover()
