"""The papers of an election: what is printed before the vote, and its records, as files."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from pstdesk.domain.voting import ElectionState, VotingMethod
from pstdesk.i18n import _, format_date
from pstdesk.services.election_page import ElectionPage, RecordRow
from pstdesk.services.election_record import ballots_order, draft_order, record_order, vote_list_order
from pstdesk.ui.elections.correction import CorrectionDialog
from pstdesk.ui.elections.steps import round_words
from pstdesk.ui.export import DocumentExport
from pstdesk.ui.page import Frame

if TYPE_CHECKING:
    from pstdesk.ui.elections.view import ElectionView


class ElectionPapers(QObject):
    """Fills the menu of an election, and writes its papers where those of meetings go."""

    def __init__(self, frame: Frame, parent: "ElectionView") -> None:
        super().__init__(parent)
        self._frame, self._parent = frame, parent
        self.export = DocumentExport(frame, parent)

    def fill(self, menu: QMenu, page: ElectionPage) -> None:
        """Offer the papers there can be of ``page`` now."""
        menu.clear()
        by_consent = page.head.rules.method is VotingMethod.WITHOUT_CANDIDATES
        stands = any(not row.withdrawn for row in page.candidates) and not page.head.is_locked
        if not by_consent and stands:
            menu.addAction(_("Bulletins de vote en PDF"), self._writing(lambda: self.write_ballots(page)))
        if not by_consent:
            for row in page.rounds:
                words = _("Liste d’émargement du vote, {round}, en PDF").format(round=_named(page, row.id))
                menu.addAction(words, self._writing(partial(self.write_vote_list, row.id)))
        if page.head.state is not ElectionState.PROCLAIMED:
            menu.addAction(
                _("Projet de procès-verbal en Word"), self._writing(lambda: self.write_draft(page, ".docx"))
            )
            menu.addAction(
                _("Projet de procès-verbal en PDF"), self._writing(lambda: self.write_draft(page, ".pdf"))
            )
        if page.records:
            menu.addSeparator()
        for record in reversed(page.records):
            for suffix, kind in ((".docx", "Word"), (".pdf", "PDF")):
                words = _("{record} en {kind}").format(record=record_words(record), kind=kind)
                menu.addAction(words, partial(self.write_record, record.id, suffix))
        if page.head.state is ElectionState.PROCLAIMED and not self._frame.desk.read_only:
            menu.addSeparator()
            menu.addAction(_("Corriger le procès-verbal…"), partial(self.correct, page))

    def write_ballots(self, page: ElectionPage) -> None:
        """Write the ballot papers, to be printed and cut."""
        done = _("Bulletins de vote enregistrés : {name}")
        self.export.write(ballots_order(page.head.id), ".pdf", done)

    def write_vote_list(self, round_id: int) -> None:
        """Write the list that voters sign when they put their paper in."""
        done = _("Liste d’émargement du vote enregistrée : {name}")
        self.export.write(vote_list_order(round_id), ".pdf", done)

    def write_draft(self, page: ElectionPage, suffix: str) -> None:
        """Write the record as it would be now, marked as a draft."""
        self.export.write(draft_order(page.head.id), suffix, _("Projet de procès-verbal enregistré : {name}"))

    def write_record(self, record_id: int, suffix: str) -> None:
        """Write a record as it was kept."""
        self.export.write(record_order(record_id), suffix, _("Procès-verbal enregistré : {name}"))

    def correct(self, page: ElectionPage) -> None:
        """Ask why the last record is to be corrected."""
        CorrectionDialog(self._frame.desk, page, self._parent.window()).open()

    def _writing(self, do: Callable[[], None]) -> Callable[[], None]:
        """Return what does it once all that was typed is in the base."""

        def when_written() -> None:
            self._parent.flush()
            # What is short is done in the order in which it was asked: after the writing.
            self._frame.desk.read(self, lambda _session: None).success(lambda _none: do()).start()

        return when_written


def record_words(record: RecordRow) -> str:
    """Return what a record is called: "Procès-verbal n° 2 du 12 novembre 2026"."""
    words = _("Procès-verbal n° {number} du {day}")
    return words.format(number=record.number, day=format_date(record.made_at.date()))


def _named(page: ElectionPage, round_id: int) -> str:
    several = len({row.series for row in page.rounds}) > 1
    row = next(row for row in page.rounds if row.id == round_id)
    words = round_words(row.number, row.series if several else 0)
    return words[:1].lower() + words[1:]
