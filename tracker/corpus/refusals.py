"""Why a manifest is not loaded."""

from __future__ import annotations


class BadManifest(ValueError):
    """The manifest says something that cannot be so; the message names the entry."""
