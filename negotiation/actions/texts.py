"""Files, documents and drafts as they come into a process, and what is said of their words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from documents import actions as texts
from documents.models import Comparison, Document, Draft, Lineage, Passage, Provision, Source
from documents.plans import DraftPlan, PassagePlan
from documents.public_ids import public_id_for
from negotiation.actions.events import Happening, announce, announce_all, happening_of
from negotiation.actions.tags import record_tags
from negotiation.models import Body, Event, Mandate, Meeting, Process, Publication, Tabling
from negotiation.policies import Act, Forbidden, Refused, require
from negotiation.policies import User as Reader
from negotiation.queries import visible_drafts

#: How many comparisons may wait before the public, of whom there are many, has to.
PATIENCE = 20


def record_source(
    process: Process, *, name: str, content: bytes, is_text: bool = True, by: User
) -> Source:
    """Keep a file byte for byte; the same bytes give the same row. Without ``is_text`` it may
    be of any kind that can be read, and prints nothing itself.

    :raises Forbidden: for anybody but the secretariat.
    :raises BadFile: when it is empty, too large, or no text in UTF-8 (of no known kind).
    """
    require(by, Act.IMPORT, process)
    return texts.record_source(name=name, content=content, is_text=is_text)


def record_passage(process: Process, plan: PassagePlan, *, by: User) -> Passage:
    """The passage that a record is quoted from; the same stretch gives the same row.

    :raises Forbidden: for anybody but the secretariat.
    """
    require(by, Act.RECORD, process)
    passage, _is_new = Passage.objects.get_or_create(
        source=plan.source, start=plan.start, end=plan.end
    )
    return passage


@transaction.atomic
def open_document(
    process: Process, *, slug: str, title: str, short_title: str, order: int = 0, by: User
) -> Document:
    """Open a document that the process negotiates; the one of that slug if it is there.

    :raises Forbidden: for anybody but the secretariat.
    :raises Refused: when another process negotiates it.
    """
    require(by, Act.IMPORT, process)
    wait_turn(process)
    document = texts.open_document(slug=slug, title=title, short_title=short_title)
    mandate, is_new = Mandate.objects.get_or_create(
        document=document, defaults={"process": process, "order": order}
    )
    if mandate.process_id != process.pk:
        raise Refused(
            _("“%(document)s” is negotiated in another process.") % {"document": document.title}
        )
    if is_new:
        announce(process, Event.Kind.CALENDAR, document=document, by=by, at=timezone.now())
    return document


@transaction.atomic
def import_draft(
    process: Process,
    plan: DraftPlan,
    *,
    by: User,
    tabled: Sequence[tuple[Meeting, Tabling.AsA]] = (),
    visibility: Publication.Visibility = Publication.Visibility.SECRETARIAT,
    tags_by: Body | None = None,
    ref: str | None = None,
) -> Draft:
    """Write and issue a draft, table it, publish it, and record a decision for each status
    tag printed in it. The same ``ref`` (or public key of the plan) gives the first draft.

    :param tags_by: the body that set the tags; else that of the meeting the draft came out of.
    :raises Forbidden: for anybody but the secretariat.
    :raises Refused: when document or meetings belong to another process, or that ``ref`` is a
        draft of another document or at other meetings.
    :raises Unfit: when the plan contradicts itself or what its passages print.
    """
    require(by, Act.IMPORT, process)
    wait_turn(process)
    _check_process(process, plan.document, tabled)
    plan = replace(plan, public_key=plan.public_key or ref)
    if plan.public_key:
        known = Draft.objects.filter(public_id=public_id_for(plan.public_key)).first()
        if known:
            _check_repeat(known, plan, tabled)
            return known
    at = timezone.now()
    draft = texts.write_draft(plan, by=by, at=at)
    for meeting, as_a in tabled:
        Tabling.objects.create(draft=draft, meeting=meeting, as_a=as_a)
    published = Publication.objects.create(draft=draft, visibility=visibility, by=by, at=at)
    draft = texts.issue(draft, by=by, at=at)
    decisions = record_tags(draft, body=tags_by, by=by, at=at)
    brought = Happening(
        Event.Kind.DRAFT_IMPORTED,
        document=plan.document,
        draft=draft,
        holds=[draft, published, *Lineage.objects.filter(in_draft=draft)],
    )
    decided = [happening_of(decision, plan.document) for decision in decisions]
    announce_all(process, [brought, *decided], by=by, at=at)
    return draft


def _check_process(
    process: Process, document: Document, tabled: Sequence[tuple[Meeting, Tabling.AsA]]
) -> None:
    if not Mandate.objects.filter(process=process, document=document).exists():
        raise Refused(
            _("%(process)s does not negotiate “%(document)s”.")
            % {"process": process.title, "document": document.title}
        )
    for meeting, _as in tabled:
        if meeting.process_id != process.pk:
            raise Refused(
                _("%(meeting)s is no meeting of %(process)s.")
                % {"meeting": meeting.title, "process": process.title}
            )
    if sum(1 for _meeting, as_a in tabled if as_a == Tabling.AsA.RESULT) > 1:
        raise Refused(_("A draft comes out of one meeting only."))


def _check_repeat(
    known: Draft, plan: DraftPlan, tabled: Sequence[tuple[Meeting, Tabling.AsA]]
) -> None:
    is_tabled = {(tabling.meeting, tabling.as_a) for tabling in known.tablings.all()}
    if known.document != plan.document or not is_tabled.issuperset(tabled):
        raise Refused(
            _("“%(ref)s” is a draft of another document, or at other meetings.")
            % {"ref": plan.public_key}
        )


@transaction.atomic
def publish(draft: Draft, *, visibility: Publication.Visibility, by: User) -> Publication:
    """Say from now on who may see a draft. Nothing is recorded when it is so already.

    :raises Forbidden: for anybody but secretariat and chair.
    """
    process = process_of(draft.document)
    require(by, Act.PUBLISH, process)
    # One after another with the edits: those before it stay with who reads all.
    wait_turn(process)
    last = Publication.objects.filter(draft=draft).last()
    if last and last.visibility == visibility:
        return last
    at = timezone.now()
    published = Publication.objects.create(draft=draft, visibility=visibility, by=by, at=at)
    announce(
        process,
        Event.Kind.DRAFT_PUBLISHED,
        document=draft.document,
        draft=draft,
        holds=[published],
        by=by,
        at=at,
    )
    return published


def process_of(document: Document) -> Process:
    """The process that negotiates a document.

    :raises Refused: when none does.
    """
    process = Process.objects.filter(mandates__document=document).first()
    if process is None:
        raise Refused(_("No process negotiates “%(document)s”.") % {"document": document.title})
    return process


def check_negotiated(process: Process, provisions: Iterable[Provision]) -> None:
    """Go on only if the process negotiates the documents of all these provisions.

    :raises Refused: when another process does, or none.
    """
    documents = {provision.document_id for provision in provisions}
    if Mandate.objects.filter(process=process, document__in=documents).count() < len(documents):
        raise Refused(
            _("%(process)s does not negotiate all of these provisions.")
            % {"process": process.title}
        )


@transaction.atomic
def state_lineage(
    *,
    earlier: Provision,
    later: Provision,
    kind: Lineage.Kind,
    basis: Lineage.Basis,
    certainty: float | None = None,
    in_draft: Draft | None = None,
    passage: Passage | None = None,
    note: str = "",
    ref: str | None = None,
    by: User,
) -> Lineage:
    """Say that the words of one provision went to another. The same ``ref`` gives the first.

    :raises Forbidden: for anybody but the secretariat.
    """
    process = process_of(later.document)
    require(by, Act.EDIT, process)
    wait_turn(process)
    at = timezone.now()
    edge = texts.state_lineage(
        earlier=earlier,
        later=later,
        kind=kind,
        basis=basis,
        certainty=certainty,
        in_draft=in_draft,
        passage=passage,
        note=note,
        ref=ref,
        by=by,
        at=at,
    )
    announce_lineage(edge, process, by=by, at=at)
    return edge


@transaction.atomic
def retract_lineage(edge: Lineage, *, note: str = "", by: User) -> Lineage:
    """Say that an edge does not hold.

    :raises Forbidden: for anybody but the secretariat.
    """
    process = process_of(edge.later.document)
    require(by, Act.EDIT, process)
    wait_turn(process)
    at = timezone.now()
    retraction = texts.retract_lineage(edge, note=note, by=by, at=at)
    announce_lineage(retraction, process, by=by, at=at)
    return retraction


def wait_turn(*processes: Process) -> None:
    """Lock processes, in one order, before anything that another write of them locks, too, or
    makes under the same name: whoever holds the process would wait for it. To be called inside
    a transaction."""
    pks = [process.pk for process in processes]
    list(Process.objects.select_for_update().filter(pk__in=pks).order_by("pk"))


def announce_lineage(edge: Lineage, process: Process, *, by: User, at: datetime) -> None:
    """Tell that somebody said, or took back, where words went; unless it was said before."""
    if edge.at == at:
        announce(
            process,
            Event.Kind.LINEAGE,
            document=edge.later.document,
            draft=edge.in_draft,
            provision=edge.later,
            holds=[edge],
            by=by,
            at=at,
        )


def ask_comparison(earlier: Draft, later: Draft, by: Reader) -> Comparison:
    """The comparison of two drafts, queued where it is still to do. Whoever sees both may ask.

    :raises Forbidden: when one of them is not published to who asks.
    :raises NotComparable: when both are the same, or the text of one is not held.
    :raises Refused: to the public, while a good many comparisons wait to be computed.
    """
    if visible_drafts(by).filter(pk__in=(earlier.pk, later.pk)).count() != len({earlier, later}):
        raise Forbidden(_("One of these drafts is not published to you."))
    person = by if isinstance(by, User) else None
    if person is None and waiting_comparisons() >= PATIENCE:
        raise Refused(
            ngettext(
                "%(number)d comparison waits to be computed already. Come back in a few minutes,"
                " or sign in.",
                "%(number)d comparisons wait to be computed already. Come back in a few minutes,"
                " or sign in.",
                PATIENCE,
            )
            % {"number": PATIENCE}
        )
    return texts.ask_comparison(earlier, later, at=timezone.now(), by=person)


def waiting_comparisons() -> int:
    """How many comparisons wait to be computed."""
    return Comparison.objects.filter(state=Comparison.State.WAITING).count()


def cancel_comparison(comparison: Comparison, *, by: Reader) -> bool:
    """Give up a comparison that is not done; tell whether there was anything to give up.

    :raises Forbidden: for anybody but who asked for it, and the secretariat.
    """
    if comparison.asked_by_id is None or comparison.asked_by_id != by.pk:
        require(by, Act.EDIT, process_of(comparison.later.document))
    return texts.cancel_comparison(comparison)
