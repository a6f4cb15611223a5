"""The sheet that people sign when they come, so drawn that names of any length stay in their cells."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from pstdesk.documents.document import Document
from pstdesk.documents.meeting_document import meeting_document
from pstdesk.documents.meeting_words import meeting_of_body, when
from pstdesk.documents.outline import typed_line
from pstdesk.documents.pdf_fonts import BOLD, register_fonts
from pstdesk.documents.pdf_lines import Fitted, fitted
from pstdesk.documents.sheet_pages import (
    BOXES,
    HOUSE_SIZES,
    MARGIN,
    NAME_SIZES,
    PADDING,
    WIDTH,
    SheetColumn,
    SheetPages,
    sheet_file,
)
from pstdesk.documents.sign_in_sheet import SheetContent, SheetLine
from pstdesk.i18n import _, language

_MOST_BLANK, _FEWEST_BLANK, _FEWEST_HERE = 12, 6, 3
"""Lines for those who are not on the list: wanted, needed, and worth beginning at the end of a page."""


def sign_in_sheet_pdf(content: SheetContent) -> bytes:
    """Return the sheet as the bytes of a PDF, always the same for the same content and fonts."""
    register_fonts()
    with language(content.language):
        document = _described(content)
        return sheet_file(document, lambda canvas: _Sheet(canvas, content, document.title).draw())


def _described(content: SheetContent) -> Document:
    """Return what the file says of itself; the sheet has no outline, it is drawn."""
    title = _("Feuille d’émargement de la {meeting}").format(meeting=meeting_of_body(content))
    kind, state = _("feuille d’émargement"), _("Feuille d’émargement")
    return meeting_document(content, title, kind=kind, state=state)


class _Sheet(SheetPages):
    """The pages of one sheet."""

    def __init__(self, canvas: Canvas, content: SheetContent, title: str) -> None:
        super().__init__(canvas)
        self._content = content
        self._title = title

    def draw(self) -> None:
        """Draw all pages."""
        self._top()
        self._expected()
        self._walk_ins()
        self.boxes(
            (
                (_("Animation"), self._content.facilitator),
                (_("Secrétariat de séance"), self._content.secretary),
            )
        )
        self._canvas.showPage()

    def _top(self) -> None:
        content = self._content
        facts = (
            (_("Date"), when(content)),
            (_("Lieu"), typed_line(content.place)),
            (_("Animation"), typed_line(content.facilitator)),
        )
        how = _(
            "Signez en face de votre nom. Si vous n’êtes pas sur la liste, inscrivez-vous à la fin. "
            "Ces données servent uniquement à établir les présences et le compte rendu de cette séance ; "
            "vous pouvez les consulter et les faire corriger."
        )
        self.head(content.letterhead, self._title, facts, how)

    # Those on the list

    def _expected(self) -> None:
        columns = (
            SheetColumn(_("N°"), 10 * mm),
            SheetColumn(_("Nom et prénom"), 50 * mm),
            SheetColumn(_("Structure, fonction"), 53 * mm),
            SheetColumn(_("Arrivée"), 14 * mm),
            SheetColumn(_("Départ"), 14 * mm),
            SheetColumn(_("Signature"), WIDTH - 141 * mm),
        )
        lines = self._content.lines
        self.rows(columns, len(lines), lambda at, top: self._person(lines[at], columns, top))

    def _person(self, line: SheetLine, columns: Sequence[SheetColumn], top: float) -> None:
        name, house = columns[1].width - 2 * PADDING, columns[2].width - 2 * PADDING
        left = MARGIN + PADDING
        if line.number is not None:
            self.cell(Fitted(11, ((0, str(line.number)),)), left, top)
        left += columns[0].width
        self.cell(fitted((typed_line(line.name),), name, NAME_SIZES, BOLD), left, top, BOLD)
        function = typed_line(line.function)
        if line.substitute_for:
            function = _("suppléance : {name}").format(name=typed_line(line.substitute_for))
        texts = (typed_line(line.organisation), function)
        self.cell(fitted(texts, house, HOUSE_SIZES), left + columns[1].width, top)

    # Those who are not

    def _walk_ins(self) -> None:
        """Draw blank lines, and turn the page where the signatures would else stand alone on the last one."""
        columns = (
            SheetColumn(_("Nom et prénom"), 51 * mm),
            SheetColumn(_("Structure, fonction"), 51 * mm),
            SheetColumn(_("Courriel ou téléphone"), 39 * mm),
            SheetColumn(_("Signature"), WIDTH - 141 * mm),
        )
        heading = 9 * mm
        with_signatures = self.rows_left(heading + BOXES)
        if with_signatures >= _FEWEST_BLANK - 2:
            self._blank(columns, min(with_signatures, _MOST_BLANK))
            return
        here = self.rows_left(heading)
        if here >= _FEWEST_HERE:
            self._blank(columns, min(here, _FEWEST_BLANK))
        self.turn()
        self._blank(columns, _FEWEST_BLANK)

    def _blank(self, columns: Sequence[SheetColumn], count: int) -> None:
        self.heading(_("Personnes qui ne sont pas sur la liste"))
        self.table(columns, count)
