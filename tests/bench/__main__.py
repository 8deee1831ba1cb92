"""Runs the benchmarks, prints the table and writes ``bench-results.json``.

``python -m tests.bench`` runs every area, ``python -m tests.bench alignment parsing`` some.
An area is a module of this folder with ``rows() -> list[Row]``; :data:`AREAS` names them.
"""

import importlib
import json
import sys
from dataclasses import asdict
from pathlib import Path

from tests.bench.measure import Row

AREAS = (
    "comparison",
    "readability",
    "alignment",
    "parsing",
    "matrix",
    "reading",
    "provision",
    "search",
    "saving",
    "desk",
    "live",
    "exports",
)
RESULTS = Path(__file__).parents[2] / "bench-results.json"


def main(areas: tuple[str, ...]) -> None:
    """Run ``areas`` and say what came out."""
    rows: list[Row] = []
    for area in areas:
        sys.stderr.write(f"… {area}\n")
        rows += importlib.import_module(f"tests.bench.{area}").rows()
    sys.stdout.write(as_table(rows) + "\n")
    keys = ("area", "what", "ours", "peer", "peer_name", "ratio", "goal", "holds")
    results = [
        {key: value for key, value in _with_reads(row).items() if key in keys} for row in rows
    ]
    RESULTS.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _with_reads(row: Row) -> dict[str, object]:
    return asdict(row) | {"ratio": row.ratio, "holds": row.holds}


def as_table(rows: list[Row]) -> str:
    """The rows as a Markdown table."""
    lines = [
        "| area | what | ours | peer | | ratio | goal | holds |",
        "|---|---|--:|--:|---|--:|--:|---|",
    ]
    for row in rows:
        peer = "–" if row.peer is None else _number(row.peer)
        ratio = "–" if row.ratio is None else f"{_number(row.ratio)}×"
        bound = "≥" if row.least else "≤"
        unit = "" if row.ratio is None else "×"
        lines.append(
            f"| {row.area} | {row.what} | {_number(row.ours)} | {peer} | {row.peer_name} "
            f"| {ratio} | {bound} {row.goal:.3g}{unit} | {'yes' if row.holds else 'no'} |"
        )
    return "\n".join(lines)


def _number(value: float) -> str:
    if value == 0:
        return "0"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or AREAS)
