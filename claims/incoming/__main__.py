"""Read one piece of copy that a stranger made: bytes in, JSON out, in a process of its own that may be killed.

`python -m claims.incoming MEDIA_TYPE`, or BACKING for a backing sheet.
"""

from __future__ import annotations

import json
import sys

from claims.capture import apart
from claims.incoming import backing_sheet
from claims.incoming.importers import BACKING, importer


def main() -> None:
    apart.limit()
    read = backing_sheet.read if sys.argv[1] == BACKING else importer(sys.argv[1])
    body = sys.stdin.buffer.read()
    sys.stdout.write(json.dumps(apart.answer(lambda: read(body).as_json())))


if __name__ == "__main__":
    main()
