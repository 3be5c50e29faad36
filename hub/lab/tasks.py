from django_tasks import task

from .models import Run
from .running import advance, enqueue

# One task measures no longer than this before it makes room for others, in seconds.
TASK_SECONDS = 20


@task()
def advance_run(run_id: int) -> None:
    run = Run.objects.select_related("started_by").filter(pk=run_id).first()
    if run is not None and advance(run, TASK_SECONDS):
        enqueue(run)
