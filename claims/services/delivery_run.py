"""A worker tells a webhook something: take the delivery, sign it, send it."""

from __future__ import annotations

from django.conf import settings
from django.db.models.functions import Now

from claims.capture.door import Door
from claims.capture.errors import NotKept
from claims.capture.send import send
from claims.models import Delivery
from claims.services.beating import beating
from claims.services.jobs import give_up, take, words_of_trouble
from claims.services.notice_times import database_now
from claims.services.webhooks import signed, way_to
from claims.vocabulary import DeliveryState
from newsroom.sealing import unwrap

# Each wait is four times the one before: with the setting as it comes, eleven hours all together.
TRIES, GROWS = 7, 4
GONE = 410


def delivery_run(delivery_id: int, door: Door | None = None) -> None:
    """Do one attempt at a delivery. May run twice, anywhere, at once: one attempt counts, the others change nothing.

    Trouble puts it back in the queue, each time for longer; after TRIES it is given up, and an administrator may send
    it again. A worker that dies between the receiver's yes and our commit sends it twice, under the same name. `door`:
    another way out than the public one, for tests.
    """
    attempt = take(Delivery, delivery_id, TRIES)
    if attempt is None:
        return
    mine = Delivery.objects.filter(pk=delivery_id, state=DeliveryState.RUNNING, attempts=attempt)
    wait = settings.WEBHOOK_RETRY_SECONDS * GROWS ** (attempt - 1)
    try:
        with beating(mine):
            status = _sent(delivery_id, door)
    except NotKept as error:
        give_up(mine, attempt, str(error), passes=error.passes, most=TRIES, seconds=wait)
    except Exception as error:
        give_up(mine, attempt, words_of_trouble(error), passes=True, most=TRIES, seconds=wait)
        raise
    else:
        mine.update(status=status)
        if 200 <= status < 300:
            mine.update(state=DeliveryState.SENT, sent_at=Now(), error="")
        else:
            why = f"It answered {status}."
            give_up(mine, attempt, why, passes=status != GONE, most=TRIES, seconds=wait)


def _sent(delivery_id: int, door: Door | None) -> int:
    """The receiver's status. Raises NotKept where it isn't to be told (any more), or no answer came."""
    one = Delivery.objects.select_related("webhook__integration", "article__desk").get(pk=delivery_id)
    webhook = one.webhook
    if webhook.off_at or webhook.integration.revoked_at:
        raise NotKept("The webhook was taken off.")
    link, way = way_to(webhook.url, one.article.desk, door)
    body = one.body.encode()
    return send(link, body, signed(unwrap(bytes(webhook.sealed)), one.name, database_now(), body), way)
