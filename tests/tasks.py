"""Tasks for a worker in a process of its own."""

import time

from django_tasks import task


@task()
def sleep(seconds: float) -> None:
    time.sleep(seconds)
