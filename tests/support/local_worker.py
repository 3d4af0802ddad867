"""The newsroom's Celery application for a worker of the tests, for which one address of this machine is public.

`celery --app tests.support.local_worker` with LOCAL_WEB_PORT. Nothing of the product reads that variable, or this file.
"""

import os
from ipaddress import ip_address

from claims.capture import door
from claims.capture.addresses import Address, is_public
from claims.capture.links import USUAL_PORTS
from newsroom.celery import app

HERE = ip_address("127.0.0.1")


def here_or_public(address: Address) -> bool:
    return address == HERE or is_public(address)


def resolve(host: str, port: int) -> list[Address]:
    return [HERE]


door.PUBLIC = door.Door(resolve, here_or_public, USUAL_PORTS | {int(os.environ["LOCAL_WEB_PORT"])})
__all__ = ["app"]
