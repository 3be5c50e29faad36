from django_tasks import task

from .engines import memory
from .indexing import drain, recover

# One task drains no longer than this before it makes room for others, in seconds.
TASK_SECONDS = 20


@task()
def drain_outbox() -> None:
    drain(seconds=TASK_SECONDS)
    memory.save_snapshot_if_old()
    recover()
