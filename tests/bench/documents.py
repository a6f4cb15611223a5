"""What documents cost to write, beside what the libraries that write them cost alone."""

import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, time
from pathlib import Path

from pstdesk.documents.meeting import CommitteeTitle
from pstdesk.documents.minutes import ActionLine, Attendee, DecisionLine, MinutesContent, MinutesItem
from pstdesk.documents.sign_in_sheet import SheetContent, SheetLine
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


def sheets_to_sign() -> Iterator[Figure]:
    """A sign-in sheet for 200 people beside the same words and rules put on a bare canvas."""
    from pstdesk.documents import pdf_lines
    from pstdesk.documents.sign_in_sheet_pdf import sign_in_sheet_pdf
    from tests.documents.sheet_makers import people, sheet

    def drawing(said: SheetContent) -> bytes:
        pdf_lines._width_per_point.cache_clear()  # as in a program that draws its first sheet
        return sign_in_sheet_pdf(said)

    usual = sheet(200, lines=people(206)[6:])
    drawing(usual)  # fonts are read once
    ours, floor = in_turns(lambda: drawing(usual), lambda: _bare_sheet(usual.lines))
    yield Figure("sign-in sheet of 200 people", ours * 1000, floor * 1000, "ms", 2, "bare reportlab canvas")
    hard = sheet(200, lines=tuple(people(6)[at % 6] for at in range(200)))
    long, short = in_turns(lambda: drawing(hard), lambda: drawing(usual))
    yield Figure("… with names too long for it", long * 1000, short * 1000, "ms", 4, "usual names")


def _bare_sheet(lines: Sequence[SheetLine]) -> bytes:
    """Put the same words and rules where they go, with nothing measured."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    from pstdesk.documents.pdf_fonts import BOLD, FAMILY

    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1)
    for start in range(0, len(lines), 22):
        rows = lines[start : start + 22]
        canvas.lines([(42, 790 - at * 31, 552, 790 - at * 31) for at in range(len(rows) + 1)])
        canvas.lines([(x, 790, x, 790 - len(rows) * 31) for x in (42, 70, 215, 370, 410, 450, 552)])
        for at, line in enumerate(rows):
            y = 775 - at * 31
            for x, words, font in (
                (45, str(line.number), FAMILY),
                (73, line.name, BOLD),
                (218, line.organisation, FAMILY),
                (218, line.function, FAMILY),
            ):
                canvas.setFont(font, 9.5)
                canvas.drawString(x, y, words)
        canvas.showPage()
    canvas.save()
    return file.getvalue()
