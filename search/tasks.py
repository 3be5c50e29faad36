import logging

from django_tasks import task
from django_tasks_db.models import DBTaskResult

from . import duplicates, sentences
from .encoder.base import EncoderUnavailable
from .indexing import drain, is_due, recover, swap_models_if_ready
from .upkeep import settle

logger = logging.getLogger(__name__)

# One task drains no longer than this before it makes room for others, in seconds.
TASK_SECONDS = 20


@task()
def drain_outbox() -> None:
    drain(seconds=TASK_SECONDS)
    if not is_due():
        swap_models_if_ready()
        settle()
        enqueue_look_for_copies()
    recover()


def enqueue_drain() -> None:
    """Have the outbox drained; one task that has not begun is enough for all that waits by then.

    Where the database lets two transactions write at once, such a task may begin before this transaction is
    committed, and miss it: `recover`, which every worker calls each minute, sees to the rest.
    """
    path = drain_outbox.module_path
    if not DBTaskResult.objects.ready().filter(task_path=path).exists():
        drain_outbox.enqueue()


@task()
def look_for_copies() -> None:
    duplicates.catch_up(seconds=TASK_SECONDS)
    enqueue_look_for_copies()


def enqueue_look_for_copies() -> None:
    """Have the copies of changed documents looked for, where there are any such and no task waits already."""
    path = look_for_copies.module_path
    if duplicates.waiting() and not DBTaskResult.objects.ready().filter(task_path=path).exists():
        look_for_copies.enqueue()


# Behind whatever else there is to do.
@task(priority=-50)
def embed_sentences() -> None:
    try:
        sentences.embed_missing(seconds=TASK_SECONDS)
    except EncoderUnavailable as error:
        logger.warning("Not embedding sentences: %s", error)  # `recover` sees to another try
    else:
        enqueue_embed_sentences()


def enqueue_embed_sentences() -> None:
    """Have the sentences of passages embedded, where some are not yet and no task waits already."""
    path = embed_sentences.module_path
    waits = DBTaskResult.objects.ready().filter(task_path=path).exists()
    if not waits and sentences.missing().exists():
        embed_sentences.enqueue()
