"""``manage.py demo_account``: an account with which to try the secretariat's side, or another."""

import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from negotiation import actions
from negotiation.models import Member, Process

PROCESS = "wsis10"
USERNAME = "secretariat"


class Command(BaseCommand):
    help = (
        f"Create the demonstration account “{USERNAME}”, or one of another name and role, or give "
        "it a new password; print the password, which is kept nowhere in readable form."
    )
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", nargs="?", default=USERNAME)
        parser.add_argument("--role", choices=Member.Role.values, default=Member.Role.SECRETARIAT)

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        process = Process.objects.filter(slug=PROCESS).first()
        if process is None:
            raise CommandError(f"There is no process “{PROCESS}” yet: run load_corpus first.")
        user, _ = get_user_model().objects.get_or_create(username=options["username"])
        password = secrets.token_urlsafe(12)
        user.set_password(password)
        user.save(update_fields=["password"])
        actions.enrol(process=process, user=user, role=Member.Role(options["role"]))
        self.stdout.write(f"user name: {user.username}\npassword:  {password}")
