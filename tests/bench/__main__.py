"""``python -m tests.bench [NAME ...]``: takes the figures, prints them as a table, writes build/bench.json.

Nothing fails here: a figure is read beside its aim, and one that misses it is named again with the reason.
NAME is one of those that ``--list`` prints.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.bench import documents, imports, measures, reviews
from tests.bench.reasons import REASONS
from tests.bench.timing import Figure

MEASURES: dict[str, Callable[[], Iterator[Figure]]] = {
    "window": measures.first_window,
    "places": measures.places,
    "type-ahead": measures.type_ahead,
    "search": measures.full_text,
    "find": measures.palette,
    "growth": measures.growth,
    "minutes": documents.minutes_in_word,
    "sheets": documents.sheets_to_sign,
    "import": imports.people_in,
    "review": reviews.stage_review,
}


def main(names: Sequence[str]) -> None:
    """Take the figures named, all of them by default."""
    if "--list" in names:
        print("\n".join(MEASURES))
        return
    if unknown := [name for name in names if name not in MEASURES]:
        sys.exit(f"not measured: {', '.join(unknown)}; there are {', '.join(MEASURES)}")
    print(f"{'what':<44}{'ours':>12}{'floor':>12}{'ratio':>8}{'aim':>8}  floor")
    taken: list[Figure] = []
    for name in names or MEASURES:
        for figure in MEASURES[name]():
            taken.append(figure)
            print(_line(figure), flush=True)
    for figure in taken:
        if not figure.met:
            print(f"MISSED {figure.name}: {REASONS.get(figure.name, 'the reason is not known')}")
    target = measures.ROOT / "build" / "bench.json"
    target.parent.mkdir(exist_ok=True)
    rows = [
        {**asdict(figure), "ratio": figure.ratio, "met": figure.met, "reason": REASONS.get(figure.name, "")}
        for figure in taken
    ]
    target.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _line(figure: Figure) -> str:
    floor = "" if figure.floor is None else f"{figure.floor:.3g} {figure.unit}"
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
    aim = f"{figure.aim:g}" + ("" if figure.ratio is not None else f" {figure.unit}")
    missed = "" if figure.met else "  MISSED"
    ours = f"{figure.ours:.3g} {figure.unit}"
    return f"{figure.name:<44}{ours:>12}{floor:>12}{ratio:>8}{aim:>8}  {figure.floor_name}{missed}"


if __name__ == "__main__":
    main(sys.argv[1:])
