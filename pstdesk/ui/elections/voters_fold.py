"""Who voted in a round, folded away until somebody has to be corrected on it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QPushButton, QVBoxLayout, QWidget

from pstdesk.domain.electorate import Voter
from pstdesk.i18n import _, ngettext
from pstdesk.services.election_page import ElectionPage, RoundPage
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.quiet import quiet

_COLUMNS = 2


class VotersFold(QWidget):
    """A link says how many voted; under it a box for each elector. ``changed`` with the voters there are."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.link = QPushButton()
        self.link.setProperty("role", "link")
        self.link.setCheckable(True)
        self.link.setAutoDefault(True)
        self.link.toggled.connect(lambda _on: self._show())
        self.boxes: dict[int, QCheckBox] = {}
        self._voters: dict[int, Voter] = {}
        self._count = 0
        self._names = label("", "muted", wrap=True)
        self._locked = False
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.link)
        column.addWidget(self._names)
        column.addWidget(self._inside)
        self._show()

    def show_round(self, page: ElectionPage, row: RoundPage, *, locked: bool) -> None:
        """List those who voted, and those entitled who did not: they may have signed all the same."""
        voted = {voter.person_id: voter for voter in row.voters}
        people = [*page.electors]
        if [who.person_id for who in people] != list(self.boxes):
            self._build({who.person_id: who.name for who in people})
        self._count, self._locked = len(voted), locked
        self._names.setText(", ".join(_words(row.name, row.holder) for row in row.voters))
        # who signed without being noted voted in person, unless it is known who votes for them
        self._voters = {who.person_id: Voter(who.person_id, who.holder_id, who.stands_in) for who in people}
        self._voters |= {key: Voter(key, row.holder_id, row.stands_in) for key, row in voted.items()}
        for who in people:
            box, voter = self.boxes[who.person_id], voted.get(who.person_id)
            with quiet(box):
                box.setChecked(voter is not None)
            box.setText(_words(who.name, "" if voter is None else voter.holder).replace("&", "&&"))
        self._show()

    def _build(self, names: dict[int, str]) -> None:
        for box in self.boxes.values():
            self._grid.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.boxes = {key: QCheckBox(name.replace("&", "&&")) for key, name in names.items()}
        high = -(-len(self.boxes) // _COLUMNS)
        for place, box in enumerate(self.boxes.values()):
            box.clicked.connect(lambda _on: self._tell())
            self._grid.addWidget(box, place % high, place // high)

    def _tell(self) -> None:
        self.changed.emit(tuple(self._voters[key] for key, box in self.boxes.items() if box.isChecked()))

    def _show(self) -> None:
        words = ngettext("{n} votant", "{n} votants", self._count).format(n=self._count)
        shown = self.link.isChecked()
        fold = _("voir la liste et la corriger")
        if shown or self._locked:
            fold = _("masquer la liste") if shown else _("voir la liste")
        self.link.setText(_("{count} : {fold}").format(count=words, fold=fold))
        self._inside.setVisible(shown and not self._locked)
        self._names.setVisible(shown and self._locked)


def _words(name: str, holder: str) -> str:
    return _("{name} (par {holder})").format(name=name, holder=holder) if holder else name
