"""The ASGI door: ``uvicorn config.asgi:application``."""

import os
import warnings

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

# WhiteNoise hands over small files that are read whole, which is what the warning says.
warnings.filterwarnings(
    "ignore", message="StreamingHttpResponse must consume synchronous iterators"
)

django.setup(set_prefix=False)

from tracker.live.application import Application  # noqa: E402 (it needs the models)

application = Application()
