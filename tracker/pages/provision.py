"""The life of a provision."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.queries.provision import find_provision, provision_page


def provision(request: HttpRequest, public_id: str) -> HttpResponse:
    """A provision through drafts and meetings."""
    page = provision_page(find_provision(public_id, request.user), request.user)
    return render(request, "provision/provision.html", {"page": page})
