"""The embedded Valkey, which is the broker: on a private socket, its queue kept in an append-only file."""

import re
import signal
import socket
import time
from pathlib import Path

from newsroom.services.binaries import valkey_server
from newsroom.services.child import Child
from newsroom.services.confine import hand_over, unprivileged, with_parent
from newsroom.services.errors import CannotStart
from newsroom.services.leftovers import end_left_over
from newsroom.services.log import Log
from newsroom.services.postgres import server_env

SOCKET = "valkey.sock"
START_SECONDS = 60.0
NOISE = re.compile(
    r"Memory overcommit|Transparent Huge Pages|maximum open files|scheduling shutdown|ready to exit"
)
SETTINGS = {
    "--port": "0",
    "--unixsocketperm": "700",
    "--appendonly": "yes",
    "--appendfsync": "everysec",
    "--maxmemory-policy": "noeviction",
    "--save": "",
    "--dir": ".",
    "--daemonize": "no",
}


class Valkey:
    """A server for one folder."""

    name = "valkey"

    def __init__(self, folder: Path, sockets: Path, log: Log, *, verbose: bool = False) -> None:
        self.folder, self.socket, self.log = folder, sockets / SOCKET, log
        settings = SETTINGS | {
            "--unixsocket": str(self.socket),
            "--loglevel": "notice" if verbose else "warning",
        }
        command = [str(valkey_server()), *(part for pair in settings.items() for part in pair)]
        self.child = Child(
            self.name,
            unprivileged(with_parent(command, "TERM")),
            log,
            env=server_env(),
            cwd=folder,
            orphaned="TERM",
            ending=((signal.SIGTERM, 10.0),),
            noise=None if verbose else NOISE,
        )

    def start(self) -> None:
        """Start it and return when it has read its file and answers. Raises CannotStart with its last words."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        if end_left_over(self.folder, "valkey-server", None, signal.SIGTERM):
            self.log.write(self.name, "ended a server that an earlier run had left behind")
        self.socket.unlink(missing_ok=True)
        hand_over(self.folder, self.socket.parent)
        self.child.start()
        until = time.monotonic() + START_SECONDS
        while not answers(self.socket):
            if not self.child.alive() or time.monotonic() > until:
                words = self.child.last_words()
                self.child.stop()
                raise CannotStart(f"Valkey did not start:\n{words}")
            time.sleep(0.02)

    def alive(self) -> bool:
        """Whether the server process runs."""
        return self.child.alive()

    def stop(self) -> None:
        """Shut down; what is queued is in its file."""
        self.child.stop()


def valkey_url(sockets: Path) -> str:
    """The address, in redis-py's spelling."""
    return f"unix://{sockets / SOCKET}?db=0"


def answers(place: Path) -> bool:
    """Whether a server behind this socket says PONG within a second (it says LOADING while it reads its file)."""
    try:
        with socket.socket(socket.AF_UNIX) as talk:
            talk.settimeout(1.0)
            talk.connect(str(place))
            talk.sendall(b"PING\r\n")
            return talk.recv(16).startswith(b"+PONG")
    except OSError:
        return False
