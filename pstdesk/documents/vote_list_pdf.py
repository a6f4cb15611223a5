"""The sign-in list of a vote, drawn as the sheet that people sign when they come.

Its lines have no number: nothing on it can be matched with a ballot, or with the order of ballots
(docs/elections.md, "Secrecy").
"""

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from pstdesk.documents.document import Document
from pstdesk.documents.election_words import election_name, round_number
from pstdesk.documents.meeting_document import meeting_document
from pstdesk.documents.meeting_words import capital, meeting_name, when
from pstdesk.documents.outline import typed_line
from pstdesk.documents.pdf_fonts import BOLD, register_fonts
from pstdesk.documents.pdf_lines import fitted
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
from pstdesk.documents.vote_list import VoteLine, VoteListContent
from pstdesk.i18n import _, language

_NAME, _HOUSE, _HOLDER = 48 * mm, 46 * mm, 44 * mm


def vote_list_pdf(content: VoteListContent) -> bytes:
    """Return the list as the bytes of a PDF, always the same for the same content and fonts."""
    register_fonts()
    with language(content.language):
        document = _described(content)
        return sheet_file(document, lambda canvas: _List(canvas, content, document.title).draw())


def _described(content: VoteListContent) -> Document:
    """Return what the file says of itself; the list has no outline, it is drawn."""
    election = election_name(content.role, content.seats, content.committee)
    title = _("Liste d’émargement du vote, {round} : {election}").format(
        round=_round(content), election=election
    )
    state = _("Émargement du vote, {round}").format(round=_round(content))
    return meeting_document(content, title, kind=_("liste d’émargement du vote"), state=state)


def _round(content: VoteListContent) -> str:
    words = round_number(content.round)
    if not content.ballot:
        return words
    return _("scrutin n° {series}, {round}").format(series=content.ballot, round=words)


class _List(SheetPages):
    """The pages of one list."""

    def __init__(self, canvas: Canvas, content: VoteListContent, title: str) -> None:
        super().__init__(canvas)
        self._content = content
        self._title = title
        self._columns = (
            SheetColumn(_("Nom et prénom"), _NAME),
            SheetColumn(_("Structure"), _HOUSE),
            SheetColumn(_("Vote par"), _HOLDER),
            SheetColumn(_("Signature"), WIDTH - _NAME - _HOUSE - _HOLDER),
        )

    def draw(self) -> None:
        """Draw all pages; the last voters stand on the page of the boxes, which is never alone."""
        content = self._content
        facts = (
            (_("Séance"), capital(meeting_name(content))),
            (_("Date"), when(content)),
            (_("Lieu"), typed_line(content.place)),
        )
        how = _(
            "Chaque votant signe en face de son nom quand son bulletin est reçu. Qui vote pour un autre "
            "signe aussi en face du nom de cette personne. L’ordre est celui des noms."
        )
        self.head(content.letterhead, self._title, facts, how)
        count = len(content.lines)
        last = min(count, 2) if self._turns_for_boxes(count) else 0
        self.rows(self._columns, count - last, lambda at, top: self._voter(content.lines[at], top))
        if last:
            self.turn()
            rest = content.lines[count - last :]
            self.rows(self._columns, last, lambda at, top: self._voter(rest[at], top))
        self._boxes()
        self._canvas.showPage()

    def _turns_for_boxes(self, count: int) -> bool:
        """Whether the last page of ``count`` rows has no room left for the boxes."""
        here = self.rows_left()
        whole = self.rows_on_a_page()
        on_last = count if count <= here else (count - here - 1) % whole + 1
        room = self.rows_left(BOXES) if count <= here else self.rows_on_a_page(BOXES)
        return on_last > room

    def _voter(self, line: VoteLine, top: float) -> None:
        left = MARGIN + PADDING
        name = fitted((typed_line(line.name),), _NAME - 2 * PADDING, NAME_SIZES, BOLD)
        self.cell(name, left, top, BOLD)
        house = fitted((typed_line(line.organisation),), _HOUSE - 2 * PADDING, HOUSE_SIZES)
        self.cell(house, left + _NAME, top)
        holder = fitted((_votes_by(line),), _HOLDER - 2 * PADDING, HOUSE_SIZES)
        self.cell(holder, left + _NAME + _HOUSE, top)

    def _boxes(self) -> None:
        tellers = (*self._content.tellers, "", "")[:2]
        self.boxes(
            (
                (_("Présidence"), self._content.chair),
                *((_("Scrutateur"), name) for name in tellers),
            )
        )


def _votes_by(line: VoteLine) -> str:
    if not line.holder:
        return ""
    words = _("{holder}, suppléant") if line.stands_in else _("{holder}, par pouvoir")
    return words.format(holder=typed_line(line.holder))
