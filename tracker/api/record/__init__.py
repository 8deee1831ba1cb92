"""What a negotiation has on record: calendar, decisions, proposals, brackets, lineage, lines."""
