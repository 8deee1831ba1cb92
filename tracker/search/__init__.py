"""Search across texts, proposals and decisions: the same on SQLite and on PostgreSQL."""
