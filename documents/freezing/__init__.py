"""What is printed, decided or recorded stays as it is; the database sees to it."""

from documents.freezing.guards import Event, Guard, append_only, differs, register, registered
from documents.freezing.triggers import install, lifted, missing_guards, remove

__all__ = [
    "Event",
    "Guard",
    "append_only",
    "differs",
    "install",
    "lifted",
    "missing_guards",
    "register",
    "registered",
    "remove",
]
