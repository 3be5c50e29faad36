from django.core.management.base import BaseCommand

from hub.demo import logins, seeding


class Command(BaseCommand):
    help = "Fill the pool with a fictional company's content, and make people to log in as."

    def handle(self, **options: object) -> None:
        for login in seeding.seed():
            self.stdout.write(f"login {login.username}, password {login.password}")
        self.stdout.write(f"Passwords are kept in {logins.kept_in()}")
