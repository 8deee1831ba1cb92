"""What can be read of the texts: frozen values, in a constant number of queries."""

from documents.queries.drafts import draft_view, printed, source_of
from documents.queries.views import (
    OPEN_KINDS,
    BracketView,
    DraftView,
    Place,
    ProblemView,
    ProvisionView,
    SpanView,
)

__all__ = [
    "OPEN_KINDS",
    "BracketView",
    "DraftView",
    "Place",
    "ProblemView",
    "ProvisionView",
    "SpanView",
    "draft_view",
    "printed",
    "source_of",
]
