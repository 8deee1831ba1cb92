"""What can be read of the texts: frozen values, in a constant number of queries."""

from documents.queries.changes import (
    ChangeView,
    ComparisonView,
    HunkView,
    KindView,
    Progress,
    SideView,
    SlotView,
    Stretch,
    total_kinds,
)
from documents.queries.comparisons import comparison_view, is_stale, progress, progress_of
from documents.queries.drafts import draft_view, printed, source_of
from documents.queries.lineage import (
    LifeStep,
    LineageView,
    life_of,
    lineage_between,
    lineage_of,
)
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
    "ChangeView",
    "ComparisonView",
    "DraftView",
    "HunkView",
    "KindView",
    "LifeStep",
    "LineageView",
    "Place",
    "ProblemView",
    "Progress",
    "ProvisionView",
    "SideView",
    "SlotView",
    "SpanView",
    "Stretch",
    "comparison_view",
    "draft_view",
    "is_stale",
    "life_of",
    "lineage_between",
    "lineage_of",
    "printed",
    "progress",
    "progress_of",
    "source_of",
    "total_kinds",
]
