"""Taking back what was opened by mistake: an election, or a round in which nothing was counted yet."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from pstdesk.domain.voting import ElectionState
from pstdesk.i18n import _
from pstdesk.services import elections, rounds
from pstdesk.services.election_page import ElectionPage
from pstdesk.ui.elections.steps import round_words
from pstdesk.ui.page import Frame


class Mistakes(QObject):
    """Offers in the election's menu what undoing cannot reach any more."""

    def __init__(self, frame: Frame, parent: QObject) -> None:
        super().__init__(parent)
        self._frame = frame

    def fill(self, menu: QMenu, page: ElectionPage) -> None:
        """Add to ``menu`` what can be taken back of ``page``."""
        if page.head.state is not ElectionState.OPEN:
            return
        last = page.rounds[-1] if page.rounds else None
        if last is not None and not last.is_closed:
            words = _("Annuler l’ouverture du {round}").format(round=round_words(last.number).lower())
            menu.addSeparator()
            menu.addAction(
                words, partial(self._write, partial(_drop_round, last.id), _("Annulation d’un tour"))
            )
        elif last is None and not page.elected and not page.nominations and not page.proposals:
            menu.addSeparator()
            menu.addAction(
                _("Retirer cette élection"),
                partial(self._write, partial(_drop_election, page.head.id), _("Retrait de l’élection")),
            )

    def _write(self, work: Callable[[Any], object], noun: str) -> None:
        self._frame.desk.write(self, work).undoable(noun).start()


def _drop_round(round_id: int, session: Any) -> None:
    rounds.drop_round(session, round_id)


def _drop_election(election_id: int, session: Any) -> None:
    elections.drop_election(session, election_id)
