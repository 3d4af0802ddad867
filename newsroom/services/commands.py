"""The command lines of the newsroom's own processes."""

import sys

PYTHON = [sys.executable, "-W", "ignore"]


def manage_command(*words: str) -> list[str]:
    """`manage.py …`, run from the project's folder."""
    return [*PYTHON, "manage.py", *words]


def web_command(fd: int) -> list[str]:
    """uvicorn on a listening socket that it inherits under this number."""
    return [*PYTHON, "-m", "newsroom.services.web", str(fd)]


def worker_command(queues: str, children: int, *, name: str, level: str = "WARNING") -> list[str]:
    """A Celery worker for these queues. It tells nobody of itself: no gossip, no heartbeats, no events."""
    command = [*PYTHON, "-m", "celery", "--quiet", "--app", "newsroom", "worker"]
    command += ["--queues", queues, "--concurrency", str(children), "--loglevel", level]
    command += ["--hostname", f"{name}@%h", "--without-gossip", "--without-mingle", "--without-heartbeat"]
    return command


def beat_command(*, level: str = "WARNING") -> list[str]:
    """Celery's beat. Its one task is due every few seconds, so it keeps no file of when it last sent what."""
    command = [*PYTHON, "-m", "celery", "--quiet", "--app", "newsroom", "beat", "--pidfile", ""]
    return [*command, "--scheduler", "celery.beat:Scheduler", "--loglevel", level]
