"""The school holidays: listed, typed, removed, or read from the ministry's calendar."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from pstdesk.domain.errors import Refused
from pstdesk.i18n import _, format_date, ngettext
from pstdesk.sentences import sentence
from pstdesk.services import school_holidays
from pstdesk.services.school_holidays import ZONES, HolidayRow, HolidaysPage, Imported
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.choice import Choice
from pstdesk.ui.widgets.dialog import FormDialog
from pstdesk.ui.widgets.fields import DateField
from pstdesk.ui.widgets.notice import Notice
from pstdesk.ui.widgets.panels import EmptyState
from pstdesk.ui.widgets.quiet import quiet
from pstdesk.ui.widgets.rows import Column
from pstdesk.ui.widgets.table import RowTable


def holiday_columns() -> tuple[Column[HolidayRow], ...]:
    """Return the columns of the list."""
    return (
        Column("name", _("Vacances"), lambda row: row.name, width=220, stretch=True),
        Column(
            "starts",
            _("Premier jour"),
            lambda row: format_date(row.starts_on, "medium"),
            width=130,
            order=lambda row: row.starts_on,
        ),
        Column(
            "ends",
            _("Reprise des cours"),
            lambda row: format_date(row.ends_on, "medium"),
            width=150,
            order=lambda row: row.ends_on,
        ),
    )


class HolidaysDialog(FormDialog):
    """Stays open while holidays are added; each change is in the base at once."""

    field_of_code = {  # noqa: RUF012 - a table of constants
        "holiday_without_name": "name",
        "interval_backwards": "ends",
    }

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(_("Vacances scolaires"), _("Ajouter"), parent, width=640)
        self._desk = frame.desk
        self.cancel.setText(_("Fermer"))
        zones = [("", _("aucune")), *((zone, zone) for zone in ZONES)]
        self.zone: Choice[str] = self.form.add("zone", _("Zone de la commune"), Choice(zones), columns=4)
        self.zone.currentIndexChanged.connect(lambda _place: self._keep_zone())
        self.table: RowTable[HolidayRow] = RowTable("school_holidays", holiday_columns(), sort="starts")
        self.table.setAccessibleName(_("Vacances scolaires"))
        self.table.setMinimumHeight(190)
        self.table.set_empty(
            EmptyState(
                _("Pas encore de vacances"),
                _("Importez le calendrier officiel (.ics), ou tapez-les ci-dessous : elles seront évitées."),
            )
        )
        self.form.add_wide(self.table)
        self.take = QPushButton(_("Importer le calendrier officiel (.ics)…"))
        self.take.clicked.connect(self._choose_file)
        self.drop = QPushButton(_("Retirer"))
        self.drop.clicked.connect(self._remove)
        for button in (self.take, self.drop):
            button.setAutoDefault(False)
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.take)
        row.addStretch(1)
        row.addWidget(self.drop)
        self.form.add_wide(tools)
        self.done_words = Notice("good")
        self.form.add_wide(self.done_words)
        self.name = self.form.add("name", _("Nom"), QLineEdit(), columns=4)
        self.starts = self.form.add("starts", _("Premier jour"), DateField(), columns=4)
        self.ends = self.form.add("ends", _("Reprise des cours"), DateField(), columns=4)
        self.table.row_selected.connect(lambda row: self.drop.setEnabled(row is not None))
        self.drop.setEnabled(False)
        self._read()

    def submit(self) -> None:
        """Add what was typed; the dialog stays for the next ones."""
        days = []
        for key, field in (("starts", self.starts), ("ends", self.ends)):
            day = field.day()
            if day is None:
                self.form.show_error(key, sentence(Refused("day_missing")))
                return
            days.append(day)
        name = self.name.text()
        adding = self._desk.write(
            self, lambda session: school_holidays.add_holiday(session, name, days[0], days[1])
        )
        adding.undoable(_("Ajout de vacances : {name}").format(name=name))
        adding.success(lambda _id: self._added()).failure(self.show_trouble).start()

    def import_file(self, path: Path) -> None:
        """Add what the ministry's calendar at ``path`` says of the zone."""
        self.take.setEnabled(False)
        reading = self._desk.write(self, lambda session: school_holidays.import_holidays(session, path))
        reading.undoable(_("Lecture du calendrier scolaire"))
        reading.success(self._imported).failure(self.show_trouble)
        reading.finished(lambda: self.take.setEnabled(True)).start()

    def _choose_file(self) -> None:
        title = _("Calendrier scolaire du ministère")
        name, _kind = QFileDialog.getOpenFileName(self, title, "", _("Calendriers (*.ics)"))
        if name:
            self.import_file(Path(name))

    def _added(self) -> None:
        for field in (self.name, self.starts, self.ends):
            field.clear()
        self.form.clear_errors()
        self.done_words.say("")
        self.name.setFocus()
        self._read()

    def _imported(self, imported: Imported) -> None:
        added = ngettext(
            "{n} période de vacances ajoutée.", "{n} périodes de vacances ajoutées.", imported.added
        ).format(n=imported.added)
        known = ngettext("{n} déjà connue.", "{n} déjà connues.", imported.known).format(n=imported.known)
        self.done_words.say(f"{added} {known}" if imported.known else added)
        self._read()

    def _remove(self) -> None:
        row = self.table.current_row()
        if row is not None:
            removing = self._desk.write(self, lambda session: school_holidays.remove_holiday(session, row.id))
            removing.undoable(_("Retrait de vacances : {name}").format(name=row.name))
            removing.success(lambda _done: self._read()).failure(self.show_trouble).start()

    def _keep_zone(self) -> None:
        zone = self.zone.value()
        keeping = self._desk.write(self, lambda session: school_holidays.set_school_zone(session, zone))
        keeping.undoable(_("Choix de la zone scolaire")).failure(self.show_trouble).start()

    def _read(self) -> None:
        reading = self._desk.read(self, school_holidays.holidays_page)
        reading.once("page").success(self._show).failure(self.show_trouble).start()

    def _show(self, page: HolidaysPage) -> None:
        with quiet(self.zone):
            self.zone.choose(page.zone if page.zone in ZONES else "")
        self.table.set_rows(page.rows)
        self.drop.setEnabled(self.table.current_row() is not None)
