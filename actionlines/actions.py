"""What is recorded of action lines. The same thing recorded twice is there once."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from actionlines.models import ActionLine, Facilitation, LineSection
from bracketed.model import HEADINGS
from documents.models import Draft, Passage, Provision, Wording
from negotiation.models import Mandate, Party, Process
from negotiation.policies import Act, Refused, require


@transaction.atomic
def add_line(
    process: Process,
    *,
    code: str,
    title: str,
    order: int,
    by: User,
    parent: ActionLine | None = None,
    proposed: bool = False,
) -> ActionLine:
    """The action line of that code in a process; made when there is none.

    :raises Forbidden: when the user may not record it.
    :raises Refused: when the line it should be part of belongs to another process.
    """
    require(by, Act.RECORD, process)
    if parent is not None and parent.process_id != process.id:
        raise Refused(
            _("%(line)s is no action line of %(process)s.") % {"line": parent, "process": process}
        )
    line, _is_new = ActionLine.objects.get_or_create(
        process=process,
        code=code,
        defaults={"title": title, "order": order, "parent": parent, "proposed": proposed},
    )
    return line


@transaction.atomic
def link_section(line: ActionLine, provision: Provision, *, by: User) -> LineSection:
    """Say that the line is negotiated under this heading.

    :raises Forbidden: when the user may not record it.
    :raises Refused: when the process of the line does not negotiate the document.
    """
    require(by, Act.RECORD, line.process)
    if not Mandate.objects.filter(process=line.process_id, document=provision.document_id).exists():
        raise Refused(
            _("%(process)s does not negotiate “%(document)s”.")
            % {"process": line.process, "document": provision.document}
        )
    section, _is_new = LineSection.objects.get_or_create(line=line, provision=provision)
    return section


@transaction.atomic
def link_headings(draft: Draft, *, by: User) -> tuple[LineSection, ...]:
    """Link the headings of a draft that are printed with the code of an action line; those of
    codes that nobody recorded stay unlinked. A line that is part of another is printed
    without the code of that one: E-health for C7-e-health."""
    headings = (
        Wording.objects.filter(draft=draft, kind__in=[kind.value for kind in HEADINGS])
        .exclude(code="")
        .select_related("provision__document")
    )
    by_code = {wording.code.casefold(): wording.provision for wording in headings}
    lines = ActionLine.objects.filter(process__mandates__document=draft.document_id)
    return tuple(
        link_section(line, by_code[code], by=by)
        for line in lines.select_related("process", "parent")
        if (code := _printed_code(line)) in by_code
    )


def _printed_code(line: ActionLine) -> str:
    above = f"{line.parent.code}-" if line.parent else ""
    return line.code.removeprefix(above).casefold()


@transaction.atomic
def record_facilitation(
    line: ActionLine,
    parties: Iterable[Party],
    *,
    according_to: str,
    printed: str,
    by: User,
    passage: Passage | None = None,
    inferred: bool = False,
) -> tuple[Facilitation, ...]:
    """Record one cell of a list of facilitators: who facilitates the line according to a
    source, in the order in which they are printed.

    :raises Forbidden: when the user may not record it.
    """
    require(by, Act.RECORD, line.process)
    return tuple(
        Facilitation.objects.get_or_create(
            line=line,
            party=party,
            according_to=according_to,
            defaults={
                "printed": printed,
                "passage": passage,
                "inferred": inferred,
                "order": order,
            },
        )[0]
        for order, party in enumerate(parties, 1)
    )
