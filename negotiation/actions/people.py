"""Parties, officers and members."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from negotiation.actions.events import announce
from negotiation.actions.texts import wait_turn
from negotiation.models import Event, Member, Officer, Party, Process
from negotiation.policies import Act, require


@transaction.atomic
def add_party(
    process: Process, *, name: str, kind: Party.Kind = Party.Kind.UNKNOWN, by: User
) -> Party:
    """The party of that name; made when there is none.

    :raises Forbidden: for anybody but the secretariat.
    """
    require(by, Act.ARRANGE, process)
    wait_turn(process)
    party, is_new = Party.objects.get_or_create(name=name, defaults={"kind": kind})
    if is_new:
        _announce(process, by)
    return party


@transaction.atomic
def name_officer(
    process: Process, *, office: Officer.Office, name: str, party: Party | None = None, by: User
) -> Officer:
    """Name the chair, a vice-chair or a co-facilitator.

    :raises Forbidden: for anybody but the secretariat.
    """
    require(by, Act.ARRANGE, process)
    wait_turn(process)
    officer, is_new = Officer.objects.get_or_create(
        process=process, office=office, name=name, defaults={"party": party}
    )
    if is_new:
        _announce(process, by)
    return officer


@transaction.atomic
def enrol(
    process: Process,
    user: User,
    role: Member.Role,
    party: Party | None = None,
    *,
    by: User | None = None,
) -> Member:
    """Give a user a role in a process. Without ``by`` it is whoever runs the machine, in a
    command.

    :raises Forbidden: for anybody but the secretariat.
    """
    if by is not None:
        require(by, Act.ARRANGE, process)
    wait_turn(process)
    member, is_new = Member.objects.get_or_create(
        process=process, user=user, role=role, defaults={"party": party}
    )
    if is_new:
        _announce(process, by)
    return member


def _announce(process: Process, by: User | None) -> None:
    announce(process, Event.Kind.PEOPLE, by=by, at=timezone.now())
