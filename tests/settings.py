"""The settings under test: those of the program, with cheap passwords and plain static files."""

import os

# The tests on PostgreSQL name a database, and then a secret must be given.
os.environ.setdefault("SECRET_KEY", "a secret for tests alone, known to everybody")

from config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# WhiteNoise complains about a directory that is not there.
STATIC_ROOT = VAR / "static-under-test"  # noqa: F405
STATIC_ROOT.mkdir(exist_ok=True)
# Celery's own way to run a task where it is called, its exceptions included.
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
# Tests ask faster than anybody; those of the pace set their own.
API_QUOTAS = dict.fromkeys(API_QUOTAS, 0)  # noqa: F405
