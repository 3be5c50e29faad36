from django_tasks import task

from .indexing import drain, recover, waiting
from .upkeep import settle

# One task drains no longer than this before it makes room for others, in seconds.
TASK_SECONDS = 20


@task()
def drain_outbox() -> None:
    drain(seconds=TASK_SECONDS)
    if not waiting():
        settle()
    recover()
