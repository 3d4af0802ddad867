"""The newsroom's settings, with the stream of tests/bench/live_stream.py beside its addresses."""

from newsroom.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.live_stream"
