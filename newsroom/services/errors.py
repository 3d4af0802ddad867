"""What keeps a newsroom from starting, in words for the person at the terminal."""


class CannotStart(Exception):
    """Something is in the way; the message says what and what to do."""


class AlreadyRunning(CannotStart):
    """Another process holds this data folder."""
