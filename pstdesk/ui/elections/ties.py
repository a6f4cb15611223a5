"""What ends a tie: the dates of birth of the tied where the rule asks for them, or a lot before witnesses."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pstdesk.domain.errors import Refused
from pstdesk.domain.judgment import ranks
from pstdesk.domain.voting import TieBreak
from pstdesk.i18n import _, format_date
from pstdesk.services import rounds
from pstdesk.services.election_page import CandidateRow, ElectionPage, election_page
from pstdesk.ui import clock
from pstdesk.ui.elections.members_field import MembersField
from pstdesk.ui.elections.words import joined
from pstdesk.ui.operations import Desk
from pstdesk.ui.widgets.dialog import FormDialog
from pstdesk.ui.widgets.fields import DateField
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.notice import Notice
from pstdesk.ui.widgets.suggest import Suggestion

_YOUNGEST = 16
"""Years; a later date of birth is a slip of the hand: nobody so young sits in a body."""


def ask_tie(desk: Desk, page: ElectionPage, parent: QWidget) -> FormDialog:
    """Open what asks for the thing that ends the tie of ``page`` now, and return it."""
    kind = AgeDialog if page.tie_break is TieBreak.OLDEST else LotDialog
    dialog: FormDialog = kind(desk, page, parent)
    dialog.open()
    return dialog


def tied_rows(page: ElectionPage) -> tuple[CandidateRow, ...]:
    """Return the candidates among whom the tie is."""
    return tuple(row for row in page.candidates if row.id in page.tied)


_ON = Qt.FocusReason.OtherFocusReason


class LotDialog(FormDialog):
    """Notes whose name was drawn, and the two who saw it; says what the record will say of it."""

    field_of_code = {  # noqa: RUF012 - a table of constants
        "lot_nobody": "drawn",
        "lot_not_tied": "drawn",
        "witness_missing": "first",
        "witness_same": "second",
        "witness_tied": "first",
    }

    def __init__(self, desk: Desk, page: ElectionPage, parent: QWidget | None = None) -> None:
        super().__init__(_("Tirage au sort"), _("Enregistrer le tirage"), parent, width=560)
        self._desk, self._page = desk, page
        self._tied = {row.person_id: row for row in tied_rows(page)}
        self.record = Notice("neutral")
        names = joined([row.distinct_name for row in self._tied.values()])
        words = _("Égalité entre {names}. Tirez au sort l’un des noms, devant deux témoins.")
        self.form.add_wide(label(words.format(names=names), wrap=True))
        self.drawn = self._add("drawn", _("Nom tiré"), 12)
        self.drawn.offer(Suggestion(row.person_id, row.distinct_name) for row in self._tied.values())
        self.first = self._add("first", _("Premier témoin"), 6)
        self.second = self._add("second", _("Second témoin"), 6)
        for field, teller in zip((self.first, self.second), self._free_tellers(), strict=False):
            field.set_chosen(teller)
        self.body.insertWidget(1, self.record)
        self._say_record()

    def submit(self) -> None:
        """Keep who was drawn and who saw it; the record is locked with them."""
        drawn_id = self.drawn.person_id()
        if drawn_id not in self._tied:
            raise Refused("lot_nobody")
        witnesses = [self.first.person_id(), self.second.person_id()]
        first, second = witnesses
        if first is None or second is None:
            self.field_of_code = {**self.field_of_code, "witness_missing": "second" if first else "first"}
            raise Refused("witness_missing")
        round_id, candidate_id = self._page.rounds[-1].id, self._tied[drawn_id].id

        def write(session: Any) -> None:
            rounds.break_by_lot(session, round_id, candidate_id, first, second)

        self.save(self._desk.write(self, write).undoable(_("Tirage au sort")))

    def _add(self, key: str, words: str, columns: int) -> MembersField:
        field = self.form.add(
            key, words, MembersField(self._desk, _("Trois lettres, Entrée")), columns=columns
        )
        field.offer(self._present())
        field.picked.connect(lambda _choice: self._go_on())
        field.textChanged.connect(lambda _text: self._say_record())
        return field

    def _present(self) -> Iterable[Suggestion]:
        """Yield those who are there and are not among the tied: they can witness."""
        for row in self._page.electors:
            if row.votes_now and row.holder_id is None and row.person_id not in self._tied:
                yield Suggestion(row.person_id, row.name, row.organisation)

    def _free_tellers(self) -> Iterable[Suggestion]:
        return (Suggestion(who.id, who.name) for who in self._page.head.tellers if who.id not in self._tied)

    def _go_on(self) -> None:
        """Go to the first field that is still empty, or to the button."""
        others = (self.drawn, self.first, self.second)
        empty = [other for other in others if other.chosen() is None]
        (empty[0] if empty else self.primary).setFocus(_ON)

    def _say_record(self) -> None:
        chosen = [field.chosen() for field in self.findChildren(MembersField)]
        drawn, first, second = ("…" if who is None else who.text for who in (*chosen, None, None, None)[:3])
        words = _("Le procès-verbal dira : {drawn}, par tirage au sort ; témoins : {first} et {second}")
        self.record.say(words.format(drawn=drawn, first=first, second=second))
        self._grow()


class AgeDialog(FormDialog):
    """Asks when the tied were born; the dates are compared and forgotten, only their order is kept."""

    def __init__(self, desk: Desk, page: ElectionPage, parent: QWidget | None = None) -> None:
        super().__init__(_("Départage par l’âge"), _("Départager par l’âge"), parent, width=560)
        self._desk, self._page = desk, page
        self._warned = False
        tied = tied_rows(page)
        words = _("Égalité entre {names} : l’âge décide.")
        self.form.add_wide(label(words.format(names=joined([row.distinct_name for row in tied])), wrap=True))
        self.born: dict[int, DateField] = {}
        for row in tied:
            words = _("{name}, date de naissance").format(name=row.distinct_name)
            field = DateField(today=clock.today)
            field.setPlaceholderText(_("12/3/1965, 12 mars 1965"))
            self.born[row.id] = self.form.add(str(row.id), words, field, columns=6)
            field.textChanged.connect(lambda _text: self._say_what_follows())
        self.kept = Notice("accent")
        self.kept.say(
            _(
                "Ces dates servent à départager, puis sont oubliées : ni la base, ni le procès-verbal ne les "
                "gardent. Le procès-verbal dira seulement « au bénéfice de l’âge »."
            )
        )
        self.lot = Notice("warning")
        self.body.insertWidget(1, self.kept)
        self.body.insertWidget(2, self.lot)
        self._say_what_follows()

    def submit(self) -> None:
        """Compare the dates; where they do not decide, go on with a lot."""
        if not self._warned and not any(field.text().strip() for field in self.born.values()):
            self._warned = True
            self._say_what_follows()
            return
        found = self._days()
        latest = clock.today().replace(day=1)
        for key, day in found.items():
            if day is not None and day.year > latest.year - _YOUNGEST:
                self.form.show_error(str(key), _birth_words(day))
                return
        round_id = self._page.rounds[-1].id
        work: Callable[[Any], bool] = lambda session: rounds.break_by_age(session, round_id, found)  # noqa: E731 - typed
        self.save(self._desk.write(self, work).undoable(_("Départage par l’âge")), self._decided)

    def _decided(self, decided: bool) -> None:
        if decided:
            return
        election_id, now, desk = self._page.head.id, clock.now(), self._desk
        parent = self.parentWidget()
        if parent is not None:
            reading = desk.read(parent, lambda session: election_page(session, election_id, now))
            reading.success(lambda page: ask_tie(desk, page, parent)).start()

    def _days(self) -> dict[int, date | None]:
        return {key: field.day() for key, field in self.born.items()}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter go to the next date that is not typed; after the last one it presses the button."""
        empty = [field for field in self.born.values() if not field.text().strip() and not field.hasFocus()]
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and empty and any(field.hasFocus() and field.text().strip() for field in self.born.values()):
            empty[0].setFocus(_ON)
        else:
            super().keyPressEvent(event)

    def _say_what_follows(self) -> None:
        """Say beforehand where a lot will be needed."""
        try:
            days = self._days()
        except Refused:
            return  # not readable yet
        words = ""
        if not all(days.values()) and (self._warned or any(days.values())):
            words = _("S’il manque une date, l’âge ne départage pas : un tirage au sort suit.")
        elif all(days.values()) and not _decides(days, self._page.seats_left):
            words = _("Les mêmes dates ne départagent pas : un tirage au sort suit.")
        self.lot.say(words)
        self.primary.setText(_("Passer au tirage au sort") if words else _("Départager par l’âge"))
        self._grow()


def _decides(days: dict[int, date | None], seats: int) -> bool:
    """Whether the oldest of those with ``days`` are as many as there are ``seats``."""
    taken = 0
    for group in ranks(days):
        taken += len(group)
        if taken >= seats:
            return taken == seats
    return True


def _birth_words(day: date) -> str:
    words = _("Le {day} ne peut être la date de naissance d’un membre : écrivez aussi l’année.")
    return words.format(day=format_date(day))
