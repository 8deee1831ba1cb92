"""Which address belongs to which room."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path

from config.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path(
        "account/login/",
        LoginView.as_view(redirect_authenticated_user=True),
        name="login",
    ),
    path("account/logout/", LogoutView.as_view(), name="logout"),
    path("api/v1/", include("tracker.api.urls")),
    path("", include("tracker.urls")),
]

handler400 = "tracker.pages.errors.bad_request"
handler403 = "tracker.pages.errors.forbidden"
handler404 = "tracker.pages.errors.not_found"
