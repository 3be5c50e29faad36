import logging
from typing import Any

from django.core.management.base import BaseCommand

from hub.worker import Worker


class Command(BaseCommand):
    help = "Run background tasks until told to stop."

    def handle(self, **options: Any) -> None:
        # Every task would say that it began and that it ended well; a failure is an ERROR.
        logging.getLogger("django_tasks").setLevel(logging.WARNING)
        logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
        worker = Worker()
        worker.configure_signals()
        worker.run()
