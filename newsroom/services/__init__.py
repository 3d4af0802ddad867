"""PostgreSQL and a Redis-compatible broker on this machine, and `manage.py up`. No Django in here."""
