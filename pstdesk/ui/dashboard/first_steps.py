"""What stands on the dashboard of a base that was just made: what to do first, and what will be here then."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from pstdesk.i18n import _, ngettext
from pstdesk.services.dashboard import Beginning
from pstdesk.ui.icons import paint_icon
from pstdesk.ui.theme import tokens
from pstdesk.ui.widgets.labels import label, line
from pstdesk.ui.widgets.panels import Card

_DISC = 28


@dataclass(frozen=True)
class Way:
    """Where a first step is taken: its verb and what it does."""

    verb: str
    do: Callable[[], object]


class FirstSteps(QWidget):
    """Three steps, each with its number, or a tick once it was taken."""

    def __init__(self, bodies: Way, people: tuple[Way, Way], meetings: Way) -> None:
        super().__init__()
        self.bodies = _Step(1, _("Les instances"), (bodies,))
        self.people = _Step(2, _("Les personnes"), people)
        self.meetings = _Step(3, _("Les séances de l’année"), (meetings,))
        self._steps = (self.bodies, self.people, self.meetings)
        card = Card(_("Pour commencer"))
        card.body.setSpacing(14)
        card.body.setContentsMargins(0, 8, 0, 4)
        for place, step in enumerate(self._steps):
            if place:
                card.body.addWidget(line())
            card.body.addWidget(step)
        after = label(
            _(
                "Ensuite, cette page dira chaque matin ce qu’il y a à faire : les prochaines séances et "
                "où elles en sont, les actions qui arrivent à échéance, les comptes rendus qui attendent, "
                "les mandats qui s’achèvent, les partenaires qu’on ne voit plus."
            ),
            "muted",
            wrap=True,
        )
        column = QWidget()
        column.setMaximumWidth(760)
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(16)
        inside.addWidget(card)
        inside.addWidget(after)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(column, 100)
        middle.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 16, 0, 0)
        whole.addLayout(middle)
        whole.addStretch(1)

    def show_beginning(self, beginning: Beginning) -> None:
        """Tick what was done, and say what is there."""
        count = beginning.committees
        there = ngettext("{n} instance est prête.", "{n} instances sont prêtes.", count).format(n=count)
        self.bodies.show_state(
            there if count else _("Créez les groupes qui se réunissent : conseil, comités techniques…"),
            done=count > 0,
        )
        self.people.show_state(
            _("Les membres des instances sont dans la base.")
            if beginning.has_people
            else _(
                "Importez la liste des inscrits telle qu’elle est (.xlsx ou .csv) : tout est montré avant "
                "d’être enregistré."
            ),
            done=beginning.has_people,
        )
        self.meetings.show_state(
            _("Une première séance est prévue.")
            if beginning.has_meetings
            else _(
                "Une date par trimestre pour chaque instance, proposée d’un coup, hors vacances et jours "
                "fériés."
            ),
            done=beginning.has_meetings,
        )

    @property
    def next_step(self) -> "_Step":
        """The first step that is still to be taken."""
        return next((step for step in self._steps if not step.done), self._steps[-1])


class _Step(QWidget):
    """One step: its number or a tick, what it is about, and how it is taken."""

    def __init__(self, number: int, title: str, ways: tuple[Way, ...]) -> None:
        super().__init__()
        self.done = False
        self._mark = _Mark(number)
        self.words = label("", "muted", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(title, "heading"))
        words.addWidget(self.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.buttons = tuple(QPushButton(way.verb) for way in ways)
        for button, way in zip(self.buttons, ways, strict=True):
            button.clicked.connect(lambda _checked, do=way.do: do())
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_state(self, words: str, *, done: bool) -> None:
        """Say what there is, or what is to be done."""
        self.done = done
        self.words.setText(words)
        self._mark.show_done(done=done)


class _Mark(QWidget):
    """A number in a disc, or a tick."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self._done = False
        self.setFixedSize(_DISC, _DISC)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_done(self, *, done: bool) -> None:
        """Show a tick in the place of the number, or the number."""
        self._done = done
        self.setAccessibleName(_("fait") if done else _("à faire"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, tint = tokens().tone("good" if self._done else "accent")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        painter.drawEllipse(self.rect())
        if self._done:
            paint_icon(painter, "check", QRectF(self.rect()).adjusted(5, 5, -5, -5), ink.name())
            return
        painter.setPen(QColor(ink))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), str(self._number))
