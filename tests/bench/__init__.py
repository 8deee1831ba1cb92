"""Benchmarks: never timed tests. ``python -m tests.bench`` runs them all."""
