from django_tasks import task
from django_tasks_db.models import DBTaskResult

from . import suggesting

# One task looks no longer than this before it makes room for others, in seconds.
TASK_SECONDS = 20


# Behind whatever else there is to do.
@task(priority=-50)
def suggest_snippets() -> None:
    if suggesting.catch_up(TASK_SECONDS):
        suggest_snippets.enqueue()


def enqueue_suggest_snippets() -> None:
    """Have assets looked through, where some wait and no task does already."""
    path = suggest_snippets.module_path
    if not DBTaskResult.objects.ready().filter(task_path=path).exists() and suggesting.waiting():
        suggest_snippets.enqueue()
