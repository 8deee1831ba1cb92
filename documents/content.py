"""Fingerprints: of words, and of all that a draft prints."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from documents.models import Draft, DraftPassage, Wording


def text_hash(words: str) -> str:
    """The fingerprint of a text: of a wording's words, by which two drafts know the same."""
    return hashlib.sha256(words.encode()).hexdigest()


def canonical_text(values: Mapping[str, object]) -> str:
    """JSON with sorted keys and without spaces: what is hashed, the same from every database."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_hash(draft: Draft) -> str:
    """The fingerprint of what the draft prints and claims: symbol, dates, passages, and the
    places of its wordings. What was only read from it has no part in it, so that a corrected
    reading leaves it as it is."""
    return text_hash(canonical_content(draft))


def canonical_content(draft: Draft) -> str:
    """What the content hash is taken of: JSON with sorted keys and no floats, the same text
    from every database."""
    prints = DraftPassage.objects.filter(draft=draft).order_by("order")
    claims = Wording.objects.filter(draft=draft, start__isnull=False).order_by("start")
    content = {
        "as_of": draft.as_of.isoformat() if draft.as_of else None,
        "as_of_note": draft.as_of_note,
        "claims": [
            [start, text_hash(source)] for start, source in claims.values_list("start", "source")
        ],
        "extent": draft.extent,
        "issued_as": draft.issued_as,
        "issued_on": draft.issued_on.isoformat() if draft.issued_on else None,
        "language": draft.language,
        "number": draft.number,
        "passages": [
            list(place)
            for place in prints.values_list(
                "passage__source__sha256", "passage__start", "passage__end"
            )
        ],
        "symbol": draft.symbol,
        "title": draft.title,
    }
    if draft.received is not None:
        content["received"] = draft.received.sha256
    return canonical_text(content)
