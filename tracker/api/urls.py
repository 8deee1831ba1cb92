"""The addresses of the programming interface, below ``/api/v1/``."""

from __future__ import annotations

from django.urls import path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from tracker.api import views, webhooks
from tracker.api.base import NotThere
from tracker.api.changes import Changes
from tracker.api.dump import Dump
from tracker.api.events import Events
from tracker.api.record import views as record
from tracker.api.redlines import ComparisonFile
from tracker.api.search import Search
from tracker.api.text import Text
from tracker.api.writing import views as writing
from tracker.api.writing.wordings import DraftProvision, DraftProvisions

app_name = "api"
urlpatterns = [
    path("", views.Root.as_view(), name="root"),
    path("documents/", views.Documents.as_view(), name="documents"),
    path("documents/<slug:slug>/", views.DocumentDetail.as_view(), name="document"),
    path("documents/<slug:slug>/drafts/", views.Drafts.as_view(), name="drafts"),
    path("documents/<slug:slug>/text/", Text.as_view(), name="text"),
    path("documents/<slug:slug>/text.<slug:format>", Text.as_view(), name="text-file"),
    path("documents/<slug:slug>/comparison/", ComparisonFile.as_view(), name="document-comparison"),
    path("documents/<slug:slug>/status/", views.Status.as_view(), name="status"),
    path("documents/<slug:slug>/rolling/", writing.RollingDrafts.as_view()),
    path("documents/<slug:slug>/counts/", record.CountsOverTime.as_view(), name="counts"),
    path(
        "documents/<slug:slug>/concordance/",
        record.DocumentConcordance.as_view(),
        name="document-concordance",
    ),
    path("drafts/<slug:public_id>/", views.DraftDetail.as_view(), name="draft"),
    path("drafts/<slug:public_id>/issue/", writing.Issue.as_view(), name="issue"),
    path("drafts/<slug:public_id>/publications/", writing.Publications.as_view()),
    path("drafts/<slug:public_id>/provisions/", DraftProvisions.as_view()),
    path(
        "drafts/<slug:public_id>/provisions/<slug:provision_id>/",
        DraftProvision.as_view(),
        name="draft-provision",
    ),
    path("provisions/", record.Provisions.as_view(), name="provisions"),
    path("provisions/<slug:public_id>/", views.ProvisionDetail.as_view(), name="provision"),
    path("processes/", record.Processes.as_view(), name="processes"),
    path("processes/<slug:slug>/", record.ProcessDetail.as_view(), name="process"),
    path("processes/<slug:slug>/dump/", Dump.as_view(), name="dump"),
    path("processes/<slug:slug>/action-lines/", record.Lines.as_view(), name="lines"),
    path(
        "processes/<slug:slug>/action-lines/<str:code>/", record.LineDetail.as_view(), name="line"
    ),
    path("decisions/", writing.Decisions.as_view(), name="decisions"),
    path("decisions/<slug:decision_id>/", record.DecisionDetail.as_view(), name="decision"),
    path("decisions/<slug:decision_id>/taking-back/", writing.TakingBack.as_view()),
    path("brackets/", record.Brackets.as_view(), name="brackets"),
    path("lineage/", record.Edges.as_view(), name="lineage"),
    path("submissions/", writing.Submissions.as_view(), name="submissions"),
    path("proposals/", writing.Proposals.as_view(), name="proposals"),
    path("positions/", writing.Positions.as_view(), name="positions"),
    path("assignments/", writing.Assignments.as_view(), name="assignments"),
    path("parties/", writing.Parties.as_view(), name="parties"),
    path("changes/", Changes.as_view(), name="changes"),
    path("meetings/", views.Meetings.as_view(), name="meetings"),
    path("meetings/<slug:slug>/", views.MeetingDetail.as_view(), name="meeting"),
    path("comparisons/", writing.Comparisons.as_view(), name="comparisons"),
    path("comparisons/<slug:public_id>/", views.ComparisonDetail.as_view(), name="comparison"),
    path(
        "comparisons/<slug:public_id>/concordance/",
        views.Concordance.as_view(),
        name="concordance",
    ),
    path("webhooks/", webhooks.Webhooks.as_view(), name="webhooks"),
    path("webhooks/<slug:public_id>/", webhooks.WebhookDetail.as_view(), name="webhook"),
    path("webhooks/<slug:public_id>/secret/", webhooks.WebhookSecret.as_view()),
    path("webhooks/<slug:public_id>/deliveries/", webhooks.Deliveries.as_view()),
    path("webhooks/<slug:public_id>/replays/", webhooks.Replays.as_view()),
    path("search/", Search.as_view(), name="search"),
    path("events/", Events.as_view(), name="events"),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path(
        "docs/",
        SpectacularSwaggerSplitView.as_view(url_name="api:schema"),
        name="docs",
    ),
    re_path(r"^.*/\Z", NotThere.as_view()),
]
