"""What a person watches: made, found again, removed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from actionlines.models import ActionLine
from documents.lists import quoted
from documents.models import LIVE, Document, Provision, Wording
from negotiation.queries import latest_drafts, visible_documents
from tracker.following.words import normal
from tracker.models import Watch
from tracker.queries.names import Name, names_of
from tracker.search.asking import shorten

#: How many things one person may watch.
AT_MOST: Final = 200


class Unwatchable(Exception):
    """It cannot be watched; the message says why."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A watch, and what to call its thing. ``is_hidden``: the person may not see it at present,
    and it has no name; ``is_gone``: it stands in the present text no longer."""

    watch: Watch
    title: str
    url: str
    is_hidden: bool = False
    is_gone: bool = False


def watch(
    person: User,
    *,
    document: Document | None = None,
    provision: Provision | None = None,
    line: ActionLine | None = None,
    word: str = "",
) -> Watch:
    """Watch one thing from now on; the watch there is where the person has it already. That
    they may see it is for the caller to know.

    :raises Unwatchable: when no word is left of what they wrote, or they watch too much.
    """
    said = shorten(word)[:100]
    target = _target(document, provision, line, said)
    if known := Watch.objects.filter(person=person, target=target).first():
        return known
    if Watch.objects.filter(person=person).count() >= AT_MOST:
        raise Unwatchable(
            _("That is the most you can watch (%(number)d); let go of one first.")
            % {"number": AT_MOST}
        )
    return Watch.objects.get_or_create(
        person=person,
        target=target,
        defaults={
            "document": document,
            "provision": provision,
            "line": line,
            "word": said,
            "made_at": timezone.now(),
        },
    )[0]


def let_go(person: User, public_id: str) -> bool:
    """Watch a thing no longer; tell whether the person did until now."""
    gone, _rows = Watch.objects.filter(person=person, public_id=public_id).delete()
    return gone > 0


def _target(
    document: Document | None, provision: Provision | None, line: ActionLine | None, word: str
) -> str:
    if document is not None:
        return f"document:{document.pk}"
    if provision is not None:
        return f"provision:{provision.pk}"
    if line is not None:
        return f"line:{line.pk}"
    if not normal(word):
        raise Unwatchable(_("Write at least one word to watch."))
    return f"word:{normal(word)}"[:140]


def watched_by(person: User) -> tuple[Watched, ...]:
    """All that a person watches, the newest first, in a constant number of queries."""
    subjects = ("document", "provision__document", "line")
    watches = list(Watch.objects.filter(person=person).select_related(*subjects))
    provisions = [one.provision for one in watches if one.provision]
    names = names_of([one.pk for one in provisions], person)
    standing = _standing(provisions, person)
    seen = set(
        visible_documents(person)
        .filter(pk__in=[one.document_id for one in watches if one.document_id])
        .values_list("pk", flat=True)
    )
    return tuple(_watched(one, names, standing, seen) for one in watches)


def _standing(provisions: Iterable[Provision], person: User) -> set[int]:
    """Those that stand in the present text of their document. Two queries."""
    provisions = list(provisions)
    drafts = latest_drafts({one.document for one in provisions}, person)
    rows = Wording.objects.filter(
        provision__in=provisions, draft__in=drafts.values(), disposition__in=LIVE
    )
    return set(rows.values_list("provision", flat=True))


def _watched(one: Watch, names: dict[int, Name], standing: set[int], seen: set[int]) -> Watched:
    if one.word:
        return Watched(one, quoted(one.word), "")
    if one.line is not None:
        return Watched(one, str(one.line), f"/action-lines/{one.line.code}/")
    if one.document is not None and one.document_id in seen:
        return Watched(one, one.document.title, f"/documents/{one.document.slug}/")
    name = names.get(one.provision_id or 0)
    if name is None:
        return Watched(one, "", "", is_hidden=True)
    is_gone = one.provision_id not in standing
    return Watched(one, f"{name.document}: {name}", f"/provisions/{name.id}/", is_gone=is_gone)
