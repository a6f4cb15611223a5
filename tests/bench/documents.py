"""What the minutes cost to write, beside an empty document of the library that writes them."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path

from pstdesk.documents.minutes import (
    ActionLine,
    Attendee,
    CommitteeTitle,
    DecisionLine,
    MinutesContent,
    MinutesItem,
)
from pstdesk.domain.attendance import AttendanceStatus
from tests.bench.timing import Figure, in_turns

_ACCOUNT = "Le comité entend les partenaires et retient trois points.\n- le premier ;\n- le deuxième.\n\n" * 2


def content(people: int, items: int) -> MinutesContent:
    """Return minutes of ``people`` attendees and ``items`` items, each with a decision and an action."""
    return MinutesContent(
        base_id="0" * 32,
        meeting_id=1,
        version=1,
        programme="PST de Valmont",
        town="Valmont",
        committee=CommitteeTitle("Accès aux droits", "comité technique", "CT1"),
        day=date(2026, 11, 12),
        number=4,
        year=2026,
        letterhead=("Ville de Valmont",),
        starts_at=time(14),
        ends_at=time(16),
        attendees=tuple(
            Attendee(f"Zoé Tassepierre {n}", AttendanceStatus.PRESENT, f"Association {n % 30}", "Agente")
            for n in range(people)
        ),
        items=tuple(
            MinutesItem(
                n,
                n,
                f"Point {n}",
                account=_ACCOUNT,
                decisions=(DecisionLine(f"D{n}", "Le comité retient la proposition."),),
                actions=(ActionLine("Rédiger la convention", "Mission locale", date(2026, 12, 15)),),
            )
            for n in range(1, items + 1)
        ),
    )


def minutes_in_word() -> Iterator[Figure]:
    """Minutes in Word beside an empty python-docx document, and how they grow."""
    from docx import Document

    from pstdesk.documents.minutes_docx import write_minutes

    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "minutes.docx"

        def writing(people: int, items: int) -> Callable[[], object]:
            said = content(people, items)
            return lambda: write_minutes(said, target, overwrite=True)

        usual = writing(20, 12)
        ours, floor = in_turns(usual, lambda: Document().save(str(target)))
        yield Figure(
            "minutes in Word, 20 people, 12 items", ours * 1000, floor * 1000, "ms", 6, "Document() and save"
        )
        long, short = in_turns(writing(20, 48), writing(20, 24))
        yield Figure("… of 48 items", long * 1000, short * 1000, "ms", 2.2, "24 items")
        many, few = in_turns(writing(200, 12), usual)
        yield Figure("… of 200 people", many * 1000, few * 1000, "ms", 2, "20 people")
