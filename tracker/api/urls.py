"""The addresses of the programming interface, below ``/api/v1/``."""

from __future__ import annotations

from django.urls import path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from tracker.api import views
from tracker.api.base import NotThere
from tracker.api.events import Events
from tracker.api.text import Text

app_name = "api"
urlpatterns = [
    path("", views.Root.as_view(), name="root"),
    path("documents/", views.Documents.as_view(), name="documents"),
    path("documents/<slug:slug>/", views.DocumentDetail.as_view(), name="document"),
    path("documents/<slug:slug>/drafts/", views.Drafts.as_view(), name="drafts"),
    path("documents/<slug:slug>/text/", Text.as_view(), name="text"),
    path("documents/<slug:slug>/text.<slug:format>", Text.as_view(), name="text-file"),
    path("documents/<slug:slug>/status/", views.Status.as_view(), name="status"),
    path("drafts/<slug:public_id>/", views.DraftDetail.as_view(), name="draft"),
    path("provisions/<slug:public_id>/", views.ProvisionDetail.as_view(), name="provision"),
    path("meetings/", views.Meetings.as_view(), name="meetings"),
    path("meetings/<slug:slug>/", views.MeetingDetail.as_view(), name="meeting"),
    path("comparisons/", views.Comparisons.as_view(), name="comparisons"),
    path("comparisons/<slug:public_id>/", views.ComparisonDetail.as_view(), name="comparison"),
    path(
        "comparisons/<slug:public_id>/concordance/",
        views.Concordance.as_view(),
        name="concordance",
    ),
    path("events/", Events.as_view(), name="events"),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path(
        "docs/",
        SpectacularSwaggerSplitView.as_view(url_name="api:schema"),
        name="docs",
    ),
    re_path(r"^.*/\Z", NotThere.as_view()),
]
