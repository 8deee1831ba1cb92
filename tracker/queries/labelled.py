"""Which paragraph somebody means who gives a number: where that number is now, and was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from bracketed import words
from documents.lists import in_a_row, listed
from documents.models import LIVE, Document, Draft, Provision, Wording
from documents.queries import lineage_of
from negotiation.queries import latest_draft, visible_drafts
from tracker.queries.labels import shown_label
from tracker.queries.moment import Reader
from tracker.queries.names import Name, names_of
from tracker.queries.places import Place, path_to, process_of

#: A number that more provisions than these were ever called by is no number of a paragraph.
_MOST = 20


@dataclass(frozen=True, slots=True)
class Called:
    """What a draft calls a provision; ``is_asked`` where that is the number asked for."""

    draft: Draft
    label: str
    is_live: bool
    is_asked: bool


@dataclass(frozen=True, slots=True)
class Went:
    """Where its words went, and what is said of it."""

    kind: str
    name: Name


@dataclass(frozen=True, slots=True)
class Found:
    """A provision that is or was called so. ``now`` is None where the latest text does not
    have it; then ``went`` tells where it went, as far as is known."""

    name: Name
    called: tuple[Called, ...]
    now: Called | None
    went: tuple[Went, ...]


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """Every provision of a document that is or was called by a number, those of now first."""

    path: tuple[Place, ...]
    document: Document
    latest: Draft
    asked: str
    found: tuple[Found, ...]

    @property
    def only(self) -> Found | None:
        """The one that is meant without any doubt: no other was ever called so."""
        (first, *others) = self.found
        is_it = not others and first.now is not None and first.now.is_asked
        return first if is_it else None


def labelled_page(document: Document, asked: str, user: Reader) -> LabelledPage:
    """The provisions that the drafts of a document which the reader may see call by a label: as
    printed, by reading order where printing lost it, or by the Latin code.

    :raises Http404: there is none; with those that come near.
    """
    latest = latest_draft(document, user)
    if latest is None:
        raise Http404(_("No text of “%(text)s” is published yet.") % {"text": document.title})
    drafts = visible_drafts(user).filter(document=document)
    sought = plain_label(asked)
    keys = _called(sought, drafts) if sought else []
    if not keys:
        raise Http404(_nothing(document, latest, asked))
    names = names_of(keys, user)
    rows: dict[int, list[Called]] = {}
    wordings = Wording.objects.filter(provision__in=keys, draft__in=drafts)
    for wording in wordings.select_related("draft").order_by("-draft__number", "draft__language"):
        rows.setdefault(wording.provision_id, []).append(
            Called(
                wording.draft,
                _label(wording),
                wording.disposition in LIVE,
                sought in _plain_labels(wording.label, wording.number, wording.code),
            )
        )
    found = []
    for key in keys:
        now = next((one for one in rows[key] if one.draft == latest and one.is_live), None)
        went = () if now else _went(key, names[key].id, drafts, user)
        found.append(Found(names[key], tuple(rows[key]), now, tuple(went)))
    found.sort(key=lambda one: not (one.now and one.now.is_asked))
    return LabelledPage(
        path=path_to(process_of(document), document, _("Paragraph %(label)s") % {"label": asked}),
        document=document,
        latest=latest,
        asked=asked,
        found=tuple(found),
    )


def plain_label(said: str) -> str:
    """A label without what differs from print to print: case, spaces, brackets, full stops."""
    return " ".join(words(said.strip("[].() ")))


def _plain_labels(*labels: str) -> set[str]:
    return {plain_label(label) for label in labels if label}


def _called(sought: str, drafts: QuerySet[Draft]) -> list[int]:
    """The primary keys of those that are called so, the latest first."""
    first = sought.split(" ", maxsplit=1)[0]
    near = Wording.objects.filter(draft__in=drafts).filter(
        Q(label__icontains=first)
        | Q(number__icontains=first)
        | Q(code__icontains=first)
        # what is printed otherwise than it is compared: Ⅳ, and with SQLite capitals beyond ASCII
        | Q(label__regex="[^ -~]")
    )
    rows = near.order_by("-draft__number", "rank", "pk").values_list(
        "provision", "label", "number", "code"
    )
    keys = (row[0] for row in rows if sought in _plain_labels(*row[1:]))
    return list(dict.fromkeys(keys))[:_MOST]


def _label(wording: Wording) -> str:
    shown = shown_label(
        code=wording.code, number=wording.number, label=wording.label, heading=wording.heading
    )
    return shown or wording.label


def _went(key: int, public_id: str, drafts: QuerySet[Draft], user: Reader) -> Iterable[Went]:
    edges = lineage_of(Provision(pk=key, public_id=public_id), among=drafts)
    later = [edge for edge in edges if edge.earlier == public_id]
    ids = dict(
        Provision.objects.filter(public_id__in=[edge.later for edge in later]).values_list(
            "public_id", "pk"
        )
    )
    names = names_of(ids.values(), user)
    for edge in later:
        if ids.get(edge.later) in names:
            yield Went(str(edge.kind.label), names[ids[edge.later]])


def _nothing(document: Document, latest: Draft, asked: str) -> str:
    labels = Wording.objects.filter(draft=latest).exclude(label="").values_list("label", flat=True)
    near = get_close_matches(asked, [label.rstrip(".") for label in labels[:2000]], n=4, cutoff=0.5)
    said = _("No text of “%(document)s” has a paragraph called “%(label)s”.") % {
        "document": document.title,
        "label": asked[:60],
    }
    hint = _("Did you mean %(near)s?") % {"near": listed(dict.fromkeys(near))} if near else ""
    return in_a_row(said, hint)
