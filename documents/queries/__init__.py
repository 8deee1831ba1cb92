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
from documents.queries.checking import Finding, check_editing
from documents.queries.close import Near, close_view, reading_order
from documents.queries.comparisons import comparison_view, is_stale, progress, progress_of
from documents.queries.drafts import draft_view, printed, source_of
from documents.queries.edits import (
    EditItemView,
    EditView,
    edits,
    texts_at,
)
from documents.queries.labels import new_labels, next_label
from documents.queries.lineage import (
    LifeStep,
    LineageView,
    life_of,
    lineage_between,
    lineage_of,
)
from documents.queries.parts import part_view
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
    "EditItemView",
    "EditView",
    "Finding",
    "HunkView",
    "KindView",
    "LifeStep",
    "LineageView",
    "Near",
    "Place",
    "ProblemView",
    "Progress",
    "ProvisionView",
    "SideView",
    "SlotView",
    "SpanView",
    "Stretch",
    "check_editing",
    "close_view",
    "comparison_view",
    "draft_view",
    "edits",
    "is_stale",
    "life_of",
    "lineage_between",
    "lineage_of",
    "new_labels",
    "next_label",
    "part_view",
    "printed",
    "progress",
    "progress_of",
    "reading_order",
    "source_of",
    "texts_at",
    "total_kinds",
]
