"""The door for uvicorn, which is what serves the newsroom."""

import gc
import os

from django.core.asgi import get_asgi_application

from newsroom import env

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ.setdefault(
    "DATABASE_POOL", "8"
)  # each request has its own thread here, and would have its own connection
env.require("SECRET_KEY", "HISTORY_KEY", "SECRETS_KEYS", "DATABASE_URL", "REDIS_URL")

application = get_asgi_application()
# A page of 300 claims makes some 100,000 objects and lets go of them by itself: to look for cycles among them at every
# 700th, and at times among all that was loaded for good, made one page in twenty slow.
gc.freeze()
gc.set_threshold(50_000, 20, 50)
