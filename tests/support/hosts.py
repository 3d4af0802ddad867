"""Hosts of our own: network namespaces on one switch, with addresses, whose cables can be pulled (Linux, root)."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

NET = "10.213.7"
DATABASE, BROKER = "db", "broker"


def run(*words: str) -> None:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(words)}: {done.stderr}"


@dataclass(slots=True)
class Hosts:
    """`address(name)`, `inside(name)` (what a command is put behind), `cut(name)`, `join(name)`."""

    names: tuple[str, ...]
    tag: str = field(default_factory=lambda: f"n{os.getpid() % 100_000}")

    def space(self, name: str) -> str:
        return f"{self.tag}-{name}"

    def address(self, name: str) -> str:
        return f"{NET}.{self.names.index(name) + 1}"

    def inside(self, name: str) -> list[str]:
        return ["nsenter", f"--net=/run/netns/{self.space(name)}", "--"]

    def cut(self, name: str) -> None:
        """Its cable is pulled: nothing reaches it, and nobody is told."""
        run("ip", "-n", self.space("switch"), "link", "set", f"to-{name}", "down")

    def join(self, name: str) -> None:
        run("ip", "-n", self.space("switch"), "link", "set", f"to-{name}", "up")

    def build(self) -> None:
        switch = self.space("switch")
        run("ip", "netns", "add", switch)
        run("ip", "-n", switch, "link", "add", "switch", "type", "bridge")
        run("ip", "-n", switch, "link", "set", "switch", "up")
        for name in self.names:
            space = self.space(name)
            run("ip", "netns", "add", space)
            cable = ("ip", "-n", switch, "link", "add", f"to-{name}", "type", "veth")
            run(*cable, "peer", "name", "eth0", "netns", space)
            run("ip", "-n", switch, "link", "set", f"to-{name}", "master", "switch", "up")
            run("ip", "-n", space, "addr", "add", f"{self.address(name)}/24", "dev", "eth0")
            for link in ("lo", "eth0"):
                run("ip", "-n", space, "link", "set", link, "up")

    def clear(self) -> None:
        for name in (*self.names, "switch"):
            subprocess.run(["ip", "netns", "del", self.space(name)], capture_output=True, check=False)


@contextmanager
def hosts(*names: str) -> Iterator[Hosts]:
    """These hosts, gone after."""
    made = Hosts(names)
    try:
        made.build()
        yield made
    finally:
        made.clear()


@contextmanager
def moved(servers: object, made: Hosts) -> Iterator[dict[str, str]]:
    """The servers of the tests on hosts of their own, reached by TCP; as they were after. Yields a worker's addresses.

    The tests' own process goes on by the servers' sockets, which are files.
    """
    postgres, valkey = servers.postgres, servers.valkey  # type: ignore[attr-defined]
    rules = postgres.folder / "pg_hba.conf"
    before = rules.read_text(), postgres.child.command, valkey.child.command
    for server in (valkey, postgres):
        server.stop()
    rules.write_text(f"{before[0]}\nhost all all {NET}.0/24 trust\n")
    listens = f"listen_addresses={made.address(DATABASE)}"
    command = [listens if word == "listen_addresses=" else word for word in before[1]]
    postgres.child.command = [*made.inside(DATABASE), *command]
    by_tcp = ["--port", "6379", "--bind", made.address(BROKER), "--protected-mode", "no"]
    valkey.child.command = [*made.inside(BROKER), *before[2], *by_tcp]
    try:
        for server in (postgres, valkey):
            server.start()
        user = os.environ["DATABASE_URL"].partition("@")[0]
        yield {
            "DATABASE_URL": f"{user}@{made.address(DATABASE)}:5432/newsroom",
            "REDIS_URL": f"redis://{made.address(BROKER)}:6379/0",
        }
    finally:
        for server in (valkey, postgres):
            server.stop()
        postgres.child.command, valkey.child.command = before[1:]
        rules.write_text(before[0])
        for server in (postgres, valkey):
            server.start()
