"""The life of a provision."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.pages.asked import choice
from tracker.queries.provision import find_provision, provision_page


def provision(request: HttpRequest, public_id: str) -> HttpResponse:
    """A provision through drafts and meetings; ``?edits=all`` shows all its edits."""
    asked = choice(request.GET, "edits", ("new", "all"), "new")
    found = find_provision(public_id, request.user)
    page = provision_page(found, request.user, all_edits=asked == "all")
    return render(request, "provision/provision.html", {"page": page})
