"""Public ids: ten letters that say nothing about order or number."""

from __future__ import annotations

import hashlib
import secrets

_LETTERS = "bcdfghjkmnpqrstvwxyz"  # no vowels: no words by accident
LENGTH = 10


def new_public_id() -> str:
    """A random public id."""
    return "".join(secrets.choice(_LETTERS) for _ in range(LENGTH))


def public_id_for(key: str) -> str:
    """The public id of something that a manifest names by ``key``: the same on every
    machine, so that links to the corpus last."""
    number = int.from_bytes(hashlib.sha256(key.encode()).digest(), "big")
    letters = []
    for _ in range(LENGTH):
        number, digit = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[digit])
    return "".join(letters)
