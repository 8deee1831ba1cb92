"""Writing over REST: a method translates in, makes one call, translates out."""

from __future__ import annotations

from http import HTTPStatus
from secrets import token_hex

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from documents.models import Draft
from negotiation import actions
from negotiation.actions import desk
from negotiation.codes import Code
from negotiation.models import Decision, Party, Position, Proposal, Publication, Submission
from tracker.api import lives, serializers, shapes
from tracker.api.base import View
from tracker.api.record import serializers as shown
from tracker.api.record import told
from tracker.api.record import views as record
from tracker.api.views import Comparisons as ReadComparisons
from tracker.api.writing import said
from tracker.api.writing.finding import (
    decision_named,
    draft_named,
    meeting_named,
    party_named,
    perhaps,
    provision_named,
    provisions_named,
    read_body,
    submission_named,
    writer,
)
from tracker.api.writing.once import once
from tracker.models import Token
from tracker.queries.home import find_process
from tracker.queries.moment import find_document

_CREATED = HTTPStatus.CREATED


class RollingDrafts(View):
    """Rolling texts of a document."""

    @extend_schema(request=said.RollingWrite, responses={201: serializers.DraftShape})
    @once
    def post(self, request: Request, slug: str) -> Response:
        """Open a rolling text on the table of an open meeting; published to nobody yet."""
        person, words = writer(request), read_body(request, said.RollingWrite)
        draft = desk.open_rolling(
            find_document(slug, person),
            follows=draft_named(words["follows"], person),
            meeting=meeting_named(words["meeting"], person),
            title=words["title"],
            by=person,
        )
        return _draft(request, draft, _CREATED)


class Issue(View):
    """The issue of a rolling text."""

    needs = {"POST": Token.Scope.PUBLISH}

    @extend_schema(request=said.IssueWrite, responses={201: serializers.DraftShape})
    @once
    def post(self, request: Request, public_id: str) -> Response:
        """Print and freeze a rolling text."""
        person, words = writer(request), read_body(request, said.IssueWrite)
        draft = desk.issue_rolling(draft_named(public_id, person), by=person, **words)
        return _draft(request, draft, _CREATED)


class Publications(View):
    """Who may see a draft."""

    needs = {"POST": Token.Scope.PUBLISH}

    @extend_schema(request=said.PublicationWrite, responses={201: said.PublicationWrite})
    @once
    def post(self, request: Request, public_id: str) -> Response:
        """Say who may see a draft from now on."""
        person, words = writer(request), read_body(request, said.PublicationWrite)
        visibility = Publication.Visibility(words["visibility"])
        actions.publish(draft_named(public_id, person), visibility=visibility, by=person)
        return Response({"visibility": visibility.value}, _CREATED)


class Decisions(record.Decisions):
    """The decisions on record, in the order in which they were recorded."""

    needs = {"POST": Token.Scope.DECIDE}

    @extend_schema(request=said.DecisionWrite, responses={201: shown.RecordedDecisionShape})
    @once
    def post(self, request: Request) -> Response:
        """Record a decision, by the rules of the field; a refusal says what would help."""
        person, words = writer(request), read_body(request, said.DecisionWrite)
        decision = actions.decide(
            provision_named(words.pop("provision"), person),
            Code(words.pop("code")),
            meeting=perhaps(meeting_named, words.pop("meeting"), person),
            draft=perhaps(draft_named, words.pop("draft"), person),
            exceptions=provisions_named(words.pop("exceptions"), person),
            basis=Decision.Basis(words.pop("basis")),
            reopens=perhaps(decision_named, words.pop("reopens"), person),
            corrects=perhaps(decision_named, words.pop("corrects"), person),
            by=person,
            **words,
        )
        return _decision(request, decision)


class TakingBack(View):
    """The end of a decision."""

    needs = {"POST": Token.Scope.DECIDE}

    @extend_schema(request=said.TakingBackWrite, responses={201: shown.RecordedDecisionShape})
    @once
    def post(self, request: Request, decision_id: str) -> Response:
        """Record that a decision does not hold; what held before it does again."""
        person, words = writer(request), read_body(request, said.TakingBackWrite)
        taken = desk.take_back(decision_named(decision_id, person), note=words["note"], by=person)
        return _decision(request, taken)


class Parties(record.Parties):
    """The parties, by name."""

    @extend_schema(request=said.PartyWrite, responses={201: shown.PartyShape})
    @once
    def post(self, request: Request) -> Response:
        """Add a party; the one of that name if it is there."""
        person, words = writer(request), read_body(request, said.PartyWrite)
        process = find_process(words["process"])
        kind = Party.Kind(words["kind"])
        party = actions.add_party(process, name=words["name"], kind=kind, by=person)
        return Response({"name": party.name, "kind": party.kind}, _CREATED)


class Submissions(record.Submissions):
    """What parties sent or tabled."""

    @extend_schema(request=said.SubmissionWrite, responses={201: shown.SubmissionShape})
    @once
    def post(self, request: Request) -> Response:
        """Record a submission. The same `ref` gives the first."""
        person, words = writer(request), read_body(request, said.SubmissionWrite)
        process = find_process(words.pop("process"))
        submission = actions.submit(
            process,
            parties=[party_named(name, person) for name in words.pop("parties")],
            meeting=perhaps(meeting_named, words.pop("meeting"), person),
            ref=words.pop("ref", None) or f"{process.slug}: {token_hex(8)}",
            by=person,
            **words,
        )
        row = Submission.objects.select_related("process", "meeting").get(pk=submission.pk)
        return Response(told.submission_shape(row), _CREATED)


class Proposals(record.Proposals):
    """What submissions propose, provision by provision."""

    @extend_schema(request=said.ProposalWrite, responses={201: shown.ProposalShape})
    @once
    def post(self, request: Request) -> Response:
        """Record what a submission proposes on one provision."""
        person, words = writer(request), read_body(request, said.ProposalWrite)
        submission = submission_named(words.pop("submission"), person)
        proposal = actions.propose(
            submission,
            does=Proposal.Does(words.pop("does")),
            target=perhaps(provision_named, words.pop("target"), person),
            stands_as=perhaps(provision_named, words.pop("stands_as"), person),
            by=person,
            **words,
        )
        return Response(told.proposal_shape(proposal), _CREATED)


class Positions(record.Positions):
    """Who proposes, supports and opposes which submission."""

    @extend_schema(request=said.PositionWrite, responses={201: shown.PositionShape})
    @once
    def post(self, request: Request) -> Response:
        """Record where a party stands on a submission."""
        person, words = writer(request), read_body(request, said.PositionWrite)
        position = actions.take_position(
            submission_named(words["submission"], person),
            party=party_named(words["party"], person),
            stance=Position.Stance(words["stance"]),
            taken_on=words["taken_on"],
            by=person,
        )
        return Response(told.position_shape(position), _CREATED)


class Assignments(record.Assignments):
    """Work that meetings gave out."""

    @extend_schema(request=said.AssignmentWrite, responses={201: shown.AssignmentShape})
    @once
    def post(self, request: Request) -> Response:
        """Record work that a meeting gives out."""
        person, words = writer(request), read_body(request, said.AssignmentWrite)
        assignment = actions.assign(
            meeting_named(words.pop("meeting"), person),
            provisions=provisions_named(words.pop("provisions"), person),
            result=perhaps(provision_named, words.pop("result"), person),
            holder=perhaps(party_named, words.pop("holder"), person),
            by=person,
            **words,
        )
        return Response(told.assignment_shapes([assignment], person)[0], _CREATED)


class Comparisons(ReadComparisons):
    """The comparisons that were asked for."""

    @extend_schema(request=said.ComparisonWrite, responses={201: serializers.ComparisonShape})
    @once
    def post(self, request: Request) -> Response:
        """Ask for a comparison of two drafts; the one there is, if there is one."""
        person, words = writer(request), read_body(request, said.ComparisonWrite)
        earlier, later = (draft_named(words[end], person) for end in ("earlier", "later"))
        comparison = actions.ask_comparison(earlier, later, by=person)
        answer = Response(lives.comparison_shapes([comparison])[0], _CREATED)
        return _at(request, answer, "comparison", comparison.public_id)


def _at(request: Request, answer: Response, name: str, public_id: str) -> Response:
    answer.headers["Location"] = reverse(f"api:{name}", args=[public_id], request=request)
    return answer


def _draft(request: Request, draft: Draft, status: HTTPStatus) -> Response:
    answer = Response(shapes.draft_shapes([draft], request.user)[0], status)
    return _at(request, answer, "draft", draft.public_id)


def _decision(request: Request, decision: Decision) -> Response:
    answer = Response(told.decision_shapes([decision], request.user)[0], _CREATED)
    return _at(request, answer, "decision", told.id_of_decision(decision))
