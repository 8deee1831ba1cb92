"""Tables of the documents room: sources, drafts, wordings, lineage, comparisons."""

from documents.models.comparison import Change, ChangeSide, Comparison
from documents.models.draft import Document, Draft, DraftPassage
from documents.models.edit import Edit, EditItem
from documents.models.lineage import Lineage
from documents.models.provision import LIVE, Bracket, Problem, Provision, Wording
from documents.models.source import Passage, Source

__all__ = [
    "LIVE",
    "Bracket",
    "Change",
    "ChangeSide",
    "Comparison",
    "Document",
    "Draft",
    "DraftPassage",
    "Edit",
    "EditItem",
    "Lineage",
    "Passage",
    "Problem",
    "Provision",
    "Source",
    "Wording",
]
