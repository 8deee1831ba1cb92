"""Documents, and drafts of them: written as they were read, then issued and frozen."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from bracketed.model import HEADINGS
from documents.actions.asking import ask_comparison
from documents.actions.lineage import write_lineage
from documents.actions.readings import derive
from documents.content import content_hash, text_hash
from documents.models import Document, Draft, DraftPassage, Passage, Provision, Wording
from documents.plans import DraftPlan, PassagePlan, WordingPlan
from documents.public_ids import new_public_id, public_id_for
from documents.queries import printed
from documents.refusals import BadPlan, NotIssuable
from documents.tiling import check_claims, check_plan


def open_document(*, slug: str, title: str, short_title: str) -> Document:
    """The document of that slug; made when there is none."""
    document, _ = Document.objects.get_or_create(
        slug=slug, defaults={"title": title, "short_title": short_title}
    )
    return document


@transaction.atomic
def write_draft(plan: DraftPlan, *, by: User, at: datetime) -> Draft:
    """Write a draft with its wordings, lineage, brackets and problems, not yet issued.

    :raises BadPlan: when the plan contradicts itself or what its passages print; nothing is
        written then.
    """
    check_plan(plan, _stream(plan.passages))
    if Draft.objects.filter(
        document=plan.document, language=plan.language, number=plan.number
    ).exists():
        raise BadPlan(
            _("%(document)s has a draft number %(number)d already.")
            % {"document": plan.document, "number": plan.number}
        )
    draft = Draft.objects.create(
        public_id=public_id_for(plan.public_key) if plan.public_key else new_public_id(),
        document=plan.document,
        number=plan.number,
        language=plan.language,
        follows=plan.follows,
        received=plan.received,
        title=plan.title,
        symbol=plan.symbol,
        issued_on=plan.issued_on,
        issued_as=plan.issued_as,
        as_of=plan.as_of,
        as_of_note=plan.as_of_note,
        extent=plan.extent,
        written_by=by,
        written_at=at,
    )
    _write_passages(draft, plan.passages)
    provisions = _provisions(plan)
    Wording.objects.bulk_create(
        [_wording(draft, wording, provisions) for wording in plan.wordings], batch_size=1000
    )
    write_lineage(plan.lineage, provisions, in_draft=draft, by=by, at=at)
    derive(draft)
    return draft


@transaction.atomic
def issue(draft: Draft, *, by: User, at: datetime) -> Draft:
    """Freeze what the draft prints, and ask for its comparison with the draft it follows.

    :raises NotIssuable: when it is issued already, or its wordings and what lies between them
        do not give back what it prints.
    """
    draft = Draft.objects.select_for_update().get(id=draft.id)
    if draft.state == Draft.State.ISSUED:
        raise NotIssuable(_("%(draft)s is issued already.") % {"draft": draft})
    if draft.state == Draft.State.ROLLING and not DraftPassage.objects.filter(draft=draft).exists():
        raise NotIssuable(
            _("%(draft)s is a rolling text that nobody has printed.") % {"draft": draft}
        )
    claims = Wording.objects.filter(draft=draft).values_list("id", "start", "source")
    try:
        check_claims(((str(name), start, source) for name, start, source in claims), printed(draft))
    except BadPlan as error:
        raise NotIssuable(
            _("%(draft)s does not print what was received: %(reason)s")
            % {"draft": draft, "reason": error}
        ) from error
    draft.content_hash = content_hash(draft)
    draft.state = Draft.State.ISSUED
    draft.frozen_by, draft.frozen_at = by, at
    draft.save(update_fields=["content_hash", "state", "frozen_by", "frozen_at"])
    if draft.follows and Draft.Extent.OUTLINE not in (draft.extent, draft.follows.extent):
        ask_comparison(draft.follows, draft, at=at)
    return draft


def _stream(passages: tuple[PassagePlan, ...]) -> str:
    """What the passages print, one after another.

    :raises BadPlan: when one of them is no stretch of its source.
    """
    text_of = cache(lambda source: source.text)
    pieces = []
    for passage in passages:
        text = text_of(passage.source)
        if not 0 <= passage.start < passage.end <= len(text):
            raise BadPlan(
                _("%(file)s has no passage %(start)d–%(end)d; its length is %(length)d.")
                % {
                    "file": passage.source,
                    "start": passage.start,
                    "end": passage.end,
                    "length": len(text),
                }
            )
        pieces.append(text[passage.start : passage.end])
    return "".join(pieces)


def _write_passages(draft: Draft, passages: tuple[PassagePlan, ...]) -> None:
    for order, plan in enumerate(passages):
        passage, _is_new = Passage.objects.get_or_create(
            source=plan.source, start=plan.start, end=plan.end
        )
        DraftPassage.objects.create(draft=draft, order=order, passage=passage)


def _provisions(plan: DraftPlan) -> dict[str, Provision]:
    """The provision of each wording by the key of the plan: those that exist, then those that
    a key of the manifest names, then new ones.

    :raises BadPlan: when two are the same, or one belongs to another document.
    """
    public_ids = {w.key: public_id_for(w.public_key) for w in plan.wordings if w.public_key}
    known = {p.public_id: p for p in _existing(set(public_ids.values()))}
    found: dict[str, Provision] = {}
    fresh: dict[str, Provision] = {}
    for wording in plan.wordings:
        public_id = public_ids.get(wording.key)
        provision = wording.provision or (known.get(public_id) if public_id else None)
        if provision is None:
            provision = Provision(document=plan.document, public_id=public_id or new_public_id())
            fresh[wording.key] = provision
        elif provision.document_id != plan.document.id:
            raise BadPlan(
                _("“%(name)s” is a provision of another document.") % {"name": wording.key}
            )
        found[wording.key] = provision
    if len({provision.public_id for provision in found.values()}) != len(found):
        raise BadPlan(_("Two wordings of the plan are of the same provision."))
    Provision.objects.bulk_create(fresh.values(), batch_size=1000)
    return found


def _existing(public_ids: set[str]) -> list[Provision]:
    """The provisions of these public ids, asked for in portions that SQLite can take."""
    ordered = sorted(public_ids)
    return [
        provision
        for first in range(0, len(ordered), 500)
        for provision in Provision.objects.filter(public_id__in=ordered[first : first + 500])
    ]


def _wording(draft: Draft, plan: WordingPlan, provisions: dict[str, Provision]) -> Wording:
    words = plan.heading if plan.kind in HEADINGS else plan.text
    return Wording(
        draft=draft,
        provision=provisions[plan.key],
        start=plan.start,
        source=plan.source,
        kind=plan.kind,
        role=plan.role,
        parent=provisions[plan.parent] if plan.parent is not None else None,
        rank=plan.rank,
        label=plan.label,
        number=plan.number,
        code=plan.code,
        heading=plan.heading,
        symbol=plan.symbol,
        coverage=plan.coverage,
        disposition=plan.disposition,
        marks=[[mark.kind, mark.start, mark.end] for mark in plan.marks],
        text=plan.text,
        text_hash=text_hash(words),
    )
