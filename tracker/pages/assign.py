"""Work on a provision is given out: to whom, in which small group, until when."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from documents.models import Provision
from negotiation.actions import assign
from negotiation.models import Assignment, Meeting, Party, Process
from negotiation.policies import Act, require
from negotiation.queries import visible_meetings
from tracker.pages.signed_in import signed_in
from tracker.queries.names import names_of
from tracker.queries.parties import visible_parties
from tracker.queries.places import Place, path_to, process_of
from tracker.queries.provision import find_provision
from tracker.queries.sent import visible_assignments


class AssignForm(forms.Form):
    """What is to be done, at which meeting that was said, by whom, and until when."""

    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        to_field_name="slug",
        empty_label=None,
        label=gettext_lazy("Given out at"),
    )
    does = forms.ChoiceField(
        choices=Assignment.Does.choices, label=gettext_lazy("What is to be done")
    )
    text = forms.CharField(
        max_length=2_000,
        widget=forms.Textarea({"rows": 3}),
        label=gettext_lazy("What it waits for, in a sentence"),
        error_messages={"required": gettext_lazy("Say what it waits for.")},
    )
    holder = forms.ModelChoiceField(
        Party.objects.none(),
        required=False,
        to_field_name="name",
        empty_label="–",
        label=gettext_lazy("Holder"),
    )
    small_group = forms.CharField(
        max_length=120, required=False, label=gettext_lazy("Small group, as the room calls it")
    )
    due_on = forms.DateField(
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        label=gettext_lazy("Due"),
        error_messages={"invalid": gettext_lazy("A day is written as 2015-12-16.")},
    )

    def __init__(self, asked: object, process: Process, person: User) -> None:
        super().__init__(asked, use_required_attribute=True)  # type: ignore[arg-type]
        meetings = visible_meetings(person).filter(process=process).order_by("-starts_on", "-id")
        of_meeting = self.fields["meeting"]
        assert isinstance(of_meeting, forms.ModelChoiceField)
        of_meeting.queryset = meetings
        of_meeting.initial = next(
            (one.slug for one in meetings if one.state == Meeting.State.OPEN), None
        )
        of_holder = self.fields["holder"]
        assert isinstance(of_holder, forms.ModelChoiceField)
        of_holder.queryset = visible_parties(person).order_by("name")
        groups = visible_assignments(person).filter(meeting__process=process)
        self.groups = sorted(set(groups.order_by().values_list("small_group", flat=True)) - {""})


@dataclass(frozen=True, slots=True)
class AssignPage:
    """What work is given out on, with the form; ``back`` is the list of outstanding issues."""

    path: tuple[Place, ...]
    process: Process
    title: str
    form: AssignForm
    back: str


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def give_out(request: HttpRequest, public_id: str) -> HttpResponse:
    """The form with which the secretariat gives out work on a provision; a POST does."""
    person = signed_in(request)
    provision = find_provision(public_id, person)
    process = process_of(provision.document)
    if process is None:
        raise Http404(_("This text belongs to no process yet."))
    require(person, Act.RECORD, process)
    form = AssignForm(request.POST if request.method == "POST" else None, process, person)
    if form.is_valid():
        assign(number=None, provisions=[provision], by=person, **form.cleaned_data)
        messages.success(request, _("Given out; it stands in the list from now on."))
        return HttpResponseRedirect(_back(provision))
    page = AssignPage(
        path=path_to(process, provision.document, _("Give out work")),
        process=process,
        title=str(names_of([provision.pk], person)[provision.pk]),
        form=form,
        back=_back(provision),
    )
    status = 400 if form.is_bound else 200
    return render(request, "outstanding/assign.html", {"page": page, "view": "open"}, status=status)


def _back(provision: Provision) -> str:
    return f"/documents/{provision.document.slug}/open/#p-{provision.public_id}"
