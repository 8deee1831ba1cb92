"""What the forms of a review send, read into answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from bracketed.model import Kind, Role
from documents.models import Draft
from documents.public_ids import LENGTH
from documents.reading import Changes, Choices, Received
from negotiation.models import Meeting, Publication, Tabling
from tracker.queries.imports_answers import NEW, Answer, Answers, Cut

_ID = re.compile(rf"\b[a-z]{{{LENGTH}}}\Z")
_MOST_ROWS = 200
#: The tags that a colour may stand for, as they are printed.
TAGS: Final = {
    "agreed": _("agreed"),
    "agreed ad ref": _("agreed ad referendum"),
    "suggested for closure": _("suggested for closure"),
    "final agreed draft": _("final agreed"),
}
VISIBILITIES: Final = {
    Publication.Visibility.SECRETARIAT: _("secretariat and chair"),
    Publication.Visibility.PARTIES: _("members of the process"),
    Publication.Visibility.PUBLIC: _("everybody"),
}
PLACES: Final = {
    Tabling.AsA.TABLED: _("tabled at it"),
    Tabling.AsA.RESULT: _("came out of it"),
    Tabling.AsA.PROPOSAL: _("proposed at it"),
}


class Facts(forms.Form):
    """What a person says about the draft itself."""

    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    symbol = forms.CharField(label=_("Symbol"), max_length=80, required=False)
    issued_on = forms.DateField(
        label=_("Issued on"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    as_of = forms.DateField(
        label=_("Status as of"),
        required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    )
    follows = forms.ChoiceField(label=_("Follows"), required=False)
    meeting = forms.ChoiceField(label=_("Meeting"), required=False)
    as_a = forms.ChoiceField(
        label=_("What it is to the meeting"), required=False, choices=list(PLACES.items())
    )
    visibility = forms.ChoiceField(
        label=_("Who may see it"), required=False, choices=list(VISIBILITIES.items())
    )

    def __init__(
        self,
        data: Mapping[str, str] | None,
        drafts: tuple[Draft, ...],
        meetings: tuple[Meeting, ...],
        kept: Mapping[str, str],
    ) -> None:
        super().__init__(data, initial=dict(kept))
        self.fields["follows"].choices = [  # type: ignore[attr-defined]
            ("", _("the latest text")),
            *((draft.public_id, str(draft)) for draft in drafts),
        ]
        self.fields["meeting"].choices = [  # type: ignore[attr-defined]
            ("", _("none")),
            *((meeting.slug, meeting.title) for meeting in meetings),
        ]
        for field in self.fields.values():
            field.show_hidden_initial = True

    def changed(self, before: Mapping[str, str]) -> dict[str, str]:
        """What was said before, as words, with what is said otherwise than the page showed it."""
        said = dict(before)
        for name in self.changed_data:
            said[name] = str(self.cleaned_data[name] or "")
        return {name: value for name, value in said.items() if value}


def read_choices(posted: QueryDict, before: Choices, received: Received) -> Choices:
    """How the file is to be read: as before, save what is said otherwise than the page showed."""
    colours = dict(before.colours)
    for colour in received.colours:
        tag = _chosen(posted, f"colour-{colour.name}")
        if tag in TAGS:
            colours[colour.name] = tag
        elif tag == "":
            colours.pop(colour.name, None)
    comments = _chosen(posted, "comments")
    return Choices(
        changes=_choice(_chosen(posted, "changes"), before.changes),
        struck=_choice(_chosen(posted, "struck"), before.struck),
        colours=colours,
        comments=before.comments if comments is None else comments != "leave",
    )


def read_rows(posted: QueryDict, answers: Answers) -> Answers:
    """The answers with what was said of the rows of a page: only what was changed there."""
    said = dict(answers.said)
    for start in _starts(posted):
        said[start] = _read_row(posted, start, said.get(start, Answer()))
    return replace(answers, said=said)


def _read_row(posted: QueryDict, start: int, answer: Answer) -> Answer:
    kind = _changed(posted, "kind", start)
    if kind == "none":
        answer = replace(answer, kind=None, is_text=False)
    elif kind in list(Kind):
        answer = replace(answer, kind=Kind(kind), is_text=True if answer.is_text is False else None)
    role = _changed(posted, "role", start)
    if role in list(Role):
        answer = replace(answer, role=Role(role))
    provision = _changed(posted, "of", start)
    if provision is not None:
        name = _ID.search(provision.strip())
        answer = replace(answer, provision=name[0] if name else NEW)
    cuts = dict(answer.cuts)
    for key in posted.getlist(f"cuts-{start}"):
        cut = _changed(posted, f"cut-{key}", start)
        place = re.fullmatch(r"(\d{1,7})-(\d{1,7})", key)
        if place and cut in list(Cut):
            cuts[int(place[1]), int(place[2])] = Cut(cut)
    is_seen = posted.get(f"seen-{start}") == "yes" or "all-seen" in posted
    return replace(answer, cuts=cuts, is_seen=is_seen)


def _starts(posted: QueryDict) -> Iterator[int]:
    for said in posted.getlist("row")[:_MOST_ROWS]:
        if said.isascii() and said.isdecimal() and len(said) < 9:
            yield int(said)


def _changed(posted: QueryDict, name: str, start: int) -> str | None:
    """What was said of a row, where it is not what the page showed; None where nothing was."""
    return _chosen(posted, f"{name}-{start}")


def _chosen(posted: QueryDict, name: str) -> str | None:
    said = posted.get(name)
    return None if said is None or said == posted.get(f"was-{name}") else said


def _choice(said: str | None, before: Changes) -> Changes:
    return Changes(said) if said in list(Changes) else before
