"""What the database keeps secret is encrypted under keys that stand outside it: SECRETS_KEYS.

What is large or has to be destroyed by itself (a confidential source) has a key of its own, and that key is wrapped.
"""

from __future__ import annotations

import base64
import hashlib
import os

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.views.decorators.debug import sensitive_variables

NONCE = 12  # bytes, as GCM wants it; a record's key seals so little that none comes twice


class Unreadable(Exception):
    """None of the keys that are set opens this."""


def wrap(plain: bytes) -> bytes:
    """Encrypted under the first of SECRETS_KEYS; text without blanks."""
    return MultiFernet(_keys()).encrypt(plain)


@sensitive_variables()
def unwrap(wrapped: bytes) -> bytes:
    """What `wrap` was given, under whichever key that was. Raises Unreadable."""
    try:
        return MultiFernet(_keys()).decrypt(wrapped)
    except InvalidToken:
        raise Unreadable from None


def rewrapped(wrapped: bytes) -> bytes | None:
    """The same under the first key; None where it is that already. Raises Unreadable."""
    try:
        _keys()[0].decrypt(wrapped)
    except InvalidToken:
        return wrap(unwrap(wrapped))
    return None


def new_key() -> bytes:
    """A key for one record: AES-256."""
    return AESGCM.generate_key(256)


def seal(key: bytes, plain: bytes, name: str) -> bytes:
    """AES-GCM under a record's own key. `name` says which part of the record it is, so that none stands for another."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, name.encode())


@sensitive_variables()
def unseal(key: bytes, sealed: bytes, name: str) -> bytes:
    """What `seal` was given. Raises Unreadable where it was changed, is another part's or another record's."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], name.encode())
    except InvalidTag:
        raise Unreadable from None


def _keys() -> list[Fernet]:
    """The first encrypts, each decrypts. A key is any long text; its SHA-256 is what Fernet takes."""
    digests = (hashlib.sha256(key.encode()).digest() for key in settings.SECRETS_KEYS)
    return [Fernet(base64.urlsafe_b64encode(digest)) for digest in digests]
