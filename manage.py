#!/usr/bin/env python3
"""`manage.py up` runs the newsroom on this machine; every other command is Django's, and `restore` without a server."""

import os
import sys


def main() -> None:
    """Run the command. Beside a newsroom that is up, Django's commands work on that newsroom."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    if sys.argv[1:2] == ["up"]:
        from newsroom.services.up import main as up

        sys.exit(up(sys.argv[2:]))
    from newsroom.services.attach import attach

    attach()
    if sys.argv[1:2] == ["restore"] and not os.environ.get("DATABASE_URL"):
        from newsroom.services.restore import main as restore

        sys.exit(restore(sys.argv[2:]))
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"{error}\nIs a newsroom up (`manage.py up`)? Or see docs/settings.md for what to set.")


if __name__ == "__main__":
    main()
