"""uvicorn on a socket that the supervisor opened, so that a restart of the web process refuses nobody."""

import os
import socket
import sys

import uvicorn

from newsroom import env


def main(fd: int) -> None:
    """Serve until SIGTERM; requests under way get three seconds to end."""
    config = uvicorn.Config(
        "newsroom.asgi:application",
        lifespan="off",
        log_level=env.one_of("LOG_LEVEL", "WARNING", "DEBUG", "INFO", "ERROR").lower(),
        server_header=False,
        access_log=False,  # addresses hold links that still open something; who asked for what, the proxy knows
        proxy_headers=False,  # Django decides whom to believe, by BEHIND_PROXY
        timeout_graceful_shutdown=3,
    )
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=fd)])


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    main(int(sys.argv[1]))
