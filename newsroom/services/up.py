"""`manage.py up`: the whole newsroom on this machine, until Ctrl-C."""

import argparse
import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator, Sequence

from newsroom.services.attach import data_folder
from newsroom.services.child import PROJECT, Child
from newsroom.services.commands import beat_command, manage_command, web_command, worker_command
from newsroom.services.confine import with_parent
from newsroom.services.door import listening, serves, shown_host
from newsroom.services.embedded import embedded
from newsroom.services.environment import attachable, environments, mail_folder, with_mail
from newsroom.services.errors import AlreadyRunning, CannotStart
from newsroom.services.folder import Folder
from newsroom.services.log import Log
from newsroom.services.supervisor import supervise

WEB_SECONDS = 60.0
WORKER_ENDING = (
    (signal.SIGTERM, 4.0),
    (signal.SIGQUIT, 3.0),
)  # a split under way is dropped, and taken up again
WORKERS = {
    "worker": "split,sweep",
    "slow": "slow,sweep",
}  # nothing slow stands before a paste; both may sweep
NOISE = re.compile(r"^worker: (Warm shutdown|Cold shutdown|Hitting Ctrl)|^$")
ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def parse(words: Sequence[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="manage.py up", description="Run the newsroom on this machine.")
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: this machine only)"
    )
    parser.add_argument("--port", type=int, default=8000, help="first port to try (default: 8000)")
    parser.add_argument("--workers", type=int, default=1, help="splits at the same time (default: 1)")
    parser.add_argument(
        "--sample", action="store_true", help="load the sample newsroom and print its sign-ins"
    )
    parser.add_argument("--verbose", action="store_true", help="show all that the processes say")
    chosen = parser.parse_args(words)
    if not 1 <= chosen.port <= 65535 or chosen.workers < 1:
        parser.error("--port is 1 to 65535, and --workers 1 or more")
    return chosen


def main(words: Sequence[str]) -> int:
    """The exit status: 0 after Ctrl-C or when it runs already, 1 when something is in the way."""
    chosen, folder = parse(words), data_folder()
    for number in ENDS:
        signal.signal(number, interrupt)
    try:
        folder.create()
        with folder.lock():
            Newsroom(chosen, folder).run()
    except AlreadyRunning as taken:
        address = folder.noted().get("address")
        print(f"The newsroom is up already: {address}" if address else f"{taken} It is starting or ending.")
    except CannotStart as error:
        print(f"The newsroom can't start. {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        pass
    return 0


def interrupt(number: int, frame: object) -> None:
    """SIGTERM and SIGHUP end it the way Ctrl-C does."""
    raise KeyboardInterrupt


class Newsroom:
    """One run of `up`, on a folder whose lock the caller holds."""

    def __init__(self, chosen: argparse.Namespace, folder: Folder) -> None:
        self.chosen, self.folder, self.log = chosen, folder, Log()
        self.stages: list[list[Child]] = []  # in the order of ending; a stage's processes end together

    def run(self) -> None:
        """Start everything in order, tend it, and end it in order, whatever happens."""
        began = time.monotonic()
        self.folder.forget()
        with (
            embedded(
                self.folder,
                self.log,
                postgres=not os.environ.get("DATABASE_URL"),
                valkey=not os.environ.get("REDIS_URL"),
                verbose=self.chosen.verbose,
            ) as servers,
            self.ended_in_order(),
            listening(self.chosen.host, self.chosen.port) as door,
        ):
            owner_env, env = environments(self.folder, servers.env, self.chosen.host, self.chosen.verbose)
            address = f"http://{shown_host(self.chosen.host)}:{door.getsockname()[1]}"
            owner_env, env = (with_mail(one, self.folder, address) for one in (owner_env, env))
            said = self.prepare(owner_env, env)
            self.start_processes(env, door)
            self.wait_for_web(door)
            self.folder.note(pid=os.getpid(), address=address, env=attachable(owner_env))
            self.welcome(address, said, mail_folder(env), time.monotonic() - began)
            supervise([*servers.running(), *(child for stage in self.stages for child in stage)], self.log)

    def prepare(self, owner_env: dict[str, str], env: dict[str, str]) -> str:
        """Migrations and static files, at once, then the sample; returns what the sample's command printed."""
        migrate = command(owner_env, "migrate", "--no-input", "-v0")
        static = command(env, "collectstatic", "--no-input", "-v0")
        finish(migrate, "migrate")
        finish(static, "collectstatic")
        return finish(command(env, "sample"), "sample") if self.chosen.sample else ""

    def start_processes(self, env: dict[str, str], door: socket.socket) -> None:
        """Web, beat and the two workers."""
        level = "INFO" if self.chosen.verbose else "WARNING"
        web = Child("web", web_command(door.fileno()), self.log, env=env, pass_fds=[door.fileno()])
        beat = Child("beat", beat_command(level=level), self.log, env=env)
        children = {"worker": self.chosen.workers}
        workers = [
            Child(
                name,
                worker_command(queues, children.get(name, 1), name=name, level=level),
                self.log,
                env=env,
                ending=WORKER_ENDING,
                noise=None if self.chosen.verbose else NOISE,
            )
            for name, queues in WORKERS.items()
        ]
        self.stages = [[web], [beat], workers]
        for child in (web, *workers, beat):
            child.start()

    def wait_for_web(self, door: socket.socket) -> None:
        """Until the web process serves; raises CannotStart when it ends instead."""
        web = self.stages[0][0]
        until = time.monotonic() + WEB_SECONDS
        while web.alive() and not serves(door):
            if time.monotonic() > until:
                raise CannotStart(f"The web process doesn't answer after {WEB_SECONDS:g} s.")
            time.sleep(0.05)
        if not web.alive():
            raise CannotStart(f"The web process ended:\n{web.last_words()}")

    def welcome(self, address: str, said: str, mail: str, took: float) -> None:
        """Where it is, for the person at the terminal."""
        lines = ["", f"  The newsroom is up: {address}", f"  Its data is in {self.folder.root}"]
        if mail:
            lines.append(f"  Mail isn't sent: each is a file in {mail}")
        if said.strip():
            lines += ["", textwrap.indent(textwrap.dedent(said.strip("\n")), "  ")]
        lines += ["", f"  Ready in {took:.1f} s. Ctrl-C ends all of it.", " "]
        self.log.plain("\n".join(lines))

    @contextlib.contextmanager
    def ended_in_order(self) -> Iterator[None]:
        """Ends the processes, stage by stage. From then on a second Ctrl-C changes nothing: it takes only seconds."""
        try:
            yield
        finally:
            for number in ENDS:
                signal.signal(number, signal.SIG_IGN)
            if self.stages:
                self.log.write("up", "ending")
            self.folder.forget()
            for stage in self.stages:
                ending = [threading.Thread(target=child.stop) for child in stage]
                for thread in ending:
                    thread.start()
                for thread in ending:
                    thread.join()


def command(env: dict[str, str], *words: str) -> "subprocess.Popen[str]":
    """A `manage.py` command, begun; it ends when we end."""
    return subprocess.Popen(
        with_parent(manage_command(*words), "KILL"),
        env=env,
        cwd=PROJECT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def finish(running: "subprocess.Popen[str]", name: str) -> str:
    """What the command said; raises CannotStart with it when it failed."""
    with running:
        said, _ = running.communicate()
    if running.returncode:
        raise CannotStart(f"`manage.py {name}` failed:\n{said.rstrip()}")
    return said
