"""Every write of texts. Called by ``negotiation.actions``, by the tasks, and by nobody else."""

from documents.actions.alternatives import choose_alternative, turn_into_alternative
from documents.actions.asking import ask_comparison, cancel_comparison
from documents.actions.comparisons import compare_chunk, run_comparison
from documents.actions.drafts import issue, open_document, write_draft
from documents.actions.issuing import issue_rolling
from documents.actions.joining import merge, split
from documents.actions.lineage import retract_lineage, state_lineage
from documents.actions.provisions import insert, move, restore, withdraw
from documents.actions.readings import derive
from documents.actions.rolling import open_rolling
from documents.actions.saving import save_wording
from documents.actions.sources import record_source
from documents.actions.sweeping import sweep, sweep_comparisons
from documents.actions.undoing import relabel, undo

__all__ = [
    "ask_comparison",
    "cancel_comparison",
    "choose_alternative",
    "compare_chunk",
    "derive",
    "insert",
    "issue",
    "issue_rolling",
    "merge",
    "move",
    "open_document",
    "open_rolling",
    "record_source",
    "relabel",
    "restore",
    "retract_lineage",
    "run_comparison",
    "save_wording",
    "split",
    "state_lineage",
    "sweep",
    "sweep_comparisons",
    "turn_into_alternative",
    "undo",
    "withdraw",
    "write_draft",
]
