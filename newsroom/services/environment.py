"""What the newsroom's processes find in their environment."""

import os
from urllib.parse import quote, unquote, urlsplit

from newsroom.services.door import is_loopback
from newsroom.services.errors import CannotStart
from newsroom.services.folder import Folder

ATTACHED = (
    *("SECRET_KEY", "HISTORY_KEY", "SECRETS_KEYS", "DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"),
    *("HTTPS", "ALLOWED_HOSTS", "SAMPLE_ALLOWED", "NEWSROOM_DATA"),
    *("SITE_URL", "EMAIL_URL", "MAIL_FROM"),
)


def environments(
    folder: Folder, servers: dict[str, str], host: str, verbose: bool
) -> tuple[dict[str, str], dict[str, str]]:
    """The environment of migrations, and that of all else, which doesn't know the owner's address.

    What the caller's environment says goes first. Raises CannotStart when other machines are to be served
    under names that nobody said.
    """
    env = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    env |= {
        "NEWSROOM_DATA": str(folder.root),
        "TMPDIR": str(folder.scratch()),
        "PYTHONUNBUFFERED": "1",
    } | servers
    wanted = folder.keys()
    if is_loopback(host):
        wanted |= {"HTTPS": "false", "SAMPLE_ALLOWED": "true", "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]"}
        wanted |= {
            "BACKUP_EXPECTED_HOURS": "0",
            "DRILL_EXPECTED_DAYS": "0",
        }  # nobody else's newsroom: a trial
    elif not env.get("ALLOWED_HOSTS"):
        raise CannotStart(f"--host {host} serves other machines: set ALLOWED_HOSTS to the names they use.")
    if verbose:
        wanted["LOG_LEVEL"] = "INFO"
    env |= {name: value for name, value in wanted.items() if not env.get(name)}
    return env, {key: value for key, value in env.items() if key != "DATABASE_OWNER_URL"}


def with_mail(env: dict[str, str], folder: Folder, address: str) -> dict[str, str]:
    """The same with where mail goes and what its links begin with: unless it says so itself, into a folder."""
    local = {"EMAIL_URL": f"file://{quote(str(folder.root / 'mail'))}", "MAIL_FROM": "newsroom@localhost"}
    wanted = {"SITE_URL": address} | ({} if env.get("EMAIL_URL") else local)
    return env | {name: value for name, value in wanted.items() if not env.get(name)}


def mail_folder(env: dict[str, str]) -> str:
    """The folder into which mail is written; "" where it is sent."""
    parts = urlsplit(env.get("EMAIL_URL", ""))
    return unquote(parts.path) if parts.scheme == "file" else ""


def attachable(env: dict[str, str]) -> dict[str, str]:
    """Those variables that a `manage.py` command needs to work on this newsroom."""
    return {name: env[name] for name in ATTACHED if name in env}
