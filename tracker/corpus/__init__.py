"""The corpus: what a manifest says, loaded through the ordinary actions."""
