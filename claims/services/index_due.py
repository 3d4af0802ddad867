"""Note that an article's entries in the search are behind, and ask a worker for them."""

from __future__ import annotations

from functools import partial

from django.db import connection, transaction

NOTED = "INSERT INTO claims_searchdue (article_id) VALUES (%s) ON CONFLICT DO NOTHING RETURNING article_id"


def index_due(article_id: int) -> None:
    """For transactions that hold the article's row. One message is sent, however much is written before the worker
    comes: a second run changes nothing. A message that is lost is sent again by the sweep."""
    with connection.cursor() as cursor:
        cursor.execute(NOTED, [article_id])
        if cursor.fetchone() is None:
            return
    from claims.tasks import index_article
    from newsroom.celery import publish

    transaction.on_commit(partial(publish, index_article, article_id))
