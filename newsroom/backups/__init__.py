"""Backups: the database as pg_dump writes it, the evidence store's files, and a signed list with the hash of each."""
