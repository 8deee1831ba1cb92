"""Parties, officers and members."""

from __future__ import annotations

from django.contrib.auth.models import User

from negotiation.models import Member, Officer, Party, Process
from negotiation.policies import Act, require


def add_party(
    process: Process, *, name: str, kind: Party.Kind = Party.Kind.UNKNOWN, by: User
) -> Party:
    """The party of that name; made when there is none.

    :raises Forbidden: for anybody but the secretariat.
    """
    require(by, Act.ARRANGE, process)
    party, _ = Party.objects.get_or_create(name=name, defaults={"kind": kind})
    return party


def name_officer(
    process: Process, *, office: Officer.Office, name: str, party: Party | None = None, by: User
) -> Officer:
    """Name the chair, a vice-chair or a co-facilitator.

    :raises Forbidden: for anybody but the secretariat.
    """
    require(by, Act.ARRANGE, process)
    officer, _ = Officer.objects.get_or_create(
        process=process, office=office, name=name, defaults={"party": party}
    )
    return officer


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
    member, _ = Member.objects.get_or_create(
        process=process, user=user, role=role, defaults={"party": party}
    )
    return member
