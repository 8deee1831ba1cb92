"""The desk: where the secretariat writes the rolling text, and the gavel is recorded."""
