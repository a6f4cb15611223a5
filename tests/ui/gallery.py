"""A place that shows every widget of the house, to look at them before and beside the real places."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from pstdesk.ui.page import Frame, Page
from pstdesk.ui.places import Place
from pstdesk.ui.theme import Tone
from pstdesk.ui.widgets.dialog import FormDialog
from pstdesk.ui.widgets.fields import DateField, SearchField, TimeField
from pstdesk.ui.widgets.panels import Card, EmptyState
from pstdesk.ui.widgets.rows import Column
from pstdesk.ui.widgets.suggest import Suggest, Suggestion
from pstdesk.ui.widgets.table import RowTable


@dataclass(frozen=True)
class Line:
    """One invented meeting."""

    id: int
    day: date
    name: str
    who: str
    state: str
    tone: Tone
    count: int | None


LINES = (
    Line(1, date(2026, 11, 12), "CT3 Insertion, ESS, économie", "R. Fauré", "envoyée le 29/10", "good", 14),
    Line(2, date(2026, 11, 17), "CT1 Accès aux droits", "K. Ollivier", "envoyée le 2/11", "good", 9),
    Line(3, date(2026, 11, 26), "CT6 Petite enfance, jeunesse, parentalité", "", "à envoyer", "bad", None),
    Line(4, date(2026, 11, 5), "CT4 Autonomie, handicap", "M. Kerléo", "en relecture, 7 j", "warning", 17),
    Line(5, date(2026, 10, 8), "CT2 Vie sociale", "Z. L’Hostis", "projet", "neutral", 3),
)  # fmt: skip


def columns() -> tuple[Column[Line], ...]:
    """Return the columns of the gallery's table."""
    return (
        Column("day", "Date", lambda row: f"{row.day:%d/%m/%Y}", order=lambda row: row.day),
        Column("name", "Instance", lambda row: row.name, stretch=True, bold=lambda row: row.id == 1),
        Column("who", "Référent", lambda row: row.who or "à élire", muted=lambda row: not row.who),
        Column("state", "Convocation", lambda row: row.state, width=160, tone=lambda row: row.tone),
        Column(
            "count",
            "Rép.",
            lambda row: "–" if row.count is None else f"{row.count} / 19",
            right=True,
            width=80,
            order=lambda row: row.count,
        ),
    )


class GalleryPage(Page):
    """A search, a table, a panel that is empty."""

    topics = frozenset({"people"})

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.header.set_title("Séances", "automne 2026")
        self.search = SearchField("Rechercher une séance")
        self.header.add_tool(self.search)
        self.header.add_action("Importer…", lambda: None)
        self.header.set_primary("Nouvelle séance", self.ask, "Ctrl+N")
        self.table = RowTable("gallery", columns(), frame.preferences, sort="day")
        self.other = RowTable("gallery-empty", columns(), frame.preferences)
        self.other.set_empty(
            EmptyState(
                "Aucune séance reportée",
                "Une séance reportée garde son ordre du jour ; elle attend ici sa nouvelle date.",
                "Planifier une séance",
                self.ask,
            )
        )
        first = Card("Prochaines séances", "une ligne s’ouvre d’un double clic ou d’Entrée")
        first.body.addWidget(self.table)
        second = Card("Reportées")
        second.body.addWidget(self.other)
        third = Card("À faire", "3 sur 23")
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(second, 3)
        row.addWidget(third, 2)
        self.body.addWidget(first, 1)
        self.body.addLayout(row, 1)
        self.reloads = 0

    def reload(self) -> None:
        self.reloads += 1
        self.table.set_rows(LINES)
        self.other.set_rows(())

    def ask(self) -> None:
        GalleryDialog(self.frame, self).open()


class GalleryDialog(FormDialog):
    """One field of each kind."""

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__("Nouvelle séance", "Créer la séance", parent, width=520)
        self.frame = frame
        self.title = self.form.add("title", "Objet", QLineEdit(), hint="Ce que dira la convocation.")
        self.day = self.form.add(
            "day", "Date", DateField(date(2026, 12, 3), today=lambda: date(2026, 11, 12)), columns=6
        )
        self.start = self.form.add("start", "Début", TimeField(), columns=3)
        self.end = self.form.add("end", "Fin", TimeField(), columns=3)
        self.who = self.form.add(
            "who", "Animateur", Suggest(frame.desk, matching, creation="Nouvelle personne : {text}")
        )

    def submit(self) -> None:
        self.save(self.frame.desk.write(self, lambda _session: None))


def matching(_session: object, text: str) -> tuple[Suggestion, ...]:
    """Return invented people whose name begins with ``text``."""
    people = (Suggestion(1, "Fauré Renée", "Parcs et jardins"), Suggestion(2, "Faucon Æsa", "CAF"))
    return tuple(who for who in people if who.text.lower().startswith(text.lower()))


GALLERY = (
    Place("committees", "Instances", "committees", "tests.ui.gallery.GalleryPage"),
    Place("people", "Personnes et structures", "people", "tests.ui.gallery.GalleryPage"),
    Place("meetings", "Séances", "meetings", "tests.ui.gallery.GalleryPage", group=1),
)
