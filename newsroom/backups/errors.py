"""What keeps a backup from being made or restored, in words for the person at the terminal."""


class NoBackup(Exception):
    """Something is in the way; the message says what and what to do. Nothing half done is left under a final name."""
