from django_tasks import task
from django_tasks_db.models import DBTaskResult

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


def enqueue_drain() -> None:
    """Have the outbox drained; one task that has not begun is enough for all that waits by then.

    Where the database lets two transactions write at once, such a task may begin before this transaction is
    committed, and miss it: `recover`, which every worker calls each minute, sees to the rest.
    """
    path = drain_outbox.module_path
    if not DBTaskResult.objects.ready().filter(task_path=path).exists():
        drain_outbox.enqueue()
