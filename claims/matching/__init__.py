"""Whether two claims say the same: pure, without Django and Celery. Words, figures and speakers in, a likeness out."""
