"""Tables of the negotiation room: calendar, people, decisions, proposals."""

from negotiation.models.calendar import Body, Mandate, Meeting, Outcome, Phase, Process, Tabling
from negotiation.models.decision import Assignment, Decision
from negotiation.models.event import Event, Lease, Screen
from negotiation.models.people import Member, Officer, Party
from negotiation.models.proposal import Position, Proposal, Submission
from negotiation.models.publication import Publication

__all__ = [
    "Assignment",
    "Body",
    "Decision",
    "Event",
    "Lease",
    "Mandate",
    "Meeting",
    "Member",
    "Officer",
    "Outcome",
    "Party",
    "Phase",
    "Position",
    "Process",
    "Proposal",
    "Publication",
    "Screen",
    "Submission",
    "Tabling",
]
