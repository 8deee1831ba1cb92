from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = "What the texts say and how they changed"

    def ready(self) -> None:
        from documents import checks  # noqa: F401 - registers itself
        from documents.freezing import register
        from documents.freezing.issued import room_guards

        register(*room_guards())
        # Sent once per room; of ours one is enough, since all come before and after the whole.
        pre_migrate.connect(_lift, sender=self)
        post_migrate.connect(_freeze, sender=self)


def _lift(using: str, **kwargs: Any) -> None:
    from documents.freezing import remove

    remove(using)


def _freeze(using: str, verbosity: int, **kwargs: Any) -> None:
    from documents.freezing import install

    number = install(using)
    if verbosity > 1:
        print(f"The database refuses {number} kinds of change to what is frozen.")  # noqa: T201
