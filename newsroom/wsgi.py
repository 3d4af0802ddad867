"""The door for a WSGI server. Nothing here streams, so it serves all pages too."""

import os

from django.core.wsgi import get_wsgi_application

from newsroom import env

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
env.require("SECRET_KEY", "HISTORY_KEY", "SECRETS_KEYS", "DATABASE_URL", "REDIS_URL")

application = get_wsgi_application()
