"""The list of people: search as one types, four filters, and what to do where it is empty."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout

from pstdesk.i18n import _, ngettext
from pstdesk.services.people import PeopleFilter, PersonRow, person_rows
from pstdesk.services.vocabulary import Vocabulary, vocabulary
from pstdesk.ui import clock
from pstdesk.ui.page import Frame
from pstdesk.ui.people.columns import person_columns
from pstdesk.ui.people.new_person import named_options
from pstdesk.ui.widgets.choice import Choice
from pstdesk.ui.widgets.fields import SearchField
from pstdesk.ui.widgets.panels import Card, EmptyState
from pstdesk.ui.widgets.pickers import OrganisationField
from pstdesk.ui.widgets.quiet import quiet
from pstdesk.ui.widgets.tabbed_lists import FilteredList
from pstdesk.ui.widgets.table import RowTable


@dataclass(frozen=True, slots=True)
class Listed:
    """The people that the filters let through, and what the filters offer."""

    rows: tuple[PersonRow, ...]
    words: Vocabulary | None


class PeopleList(FilteredList):
    """The people that the filters let through; ``import_asked`` where there are none yet."""

    import_asked = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self.search = SearchField(_("Nom ou courriel"))
        self.committee = _filter(_("Instance"), _("Instances"))
        self.grade = _filter(_("Niveau hiérarchique"), _("Niveaux"))
        self.sector = _filter(_("Secteur"), _("Secteurs"))
        self.organisation = OrganisationField(frame.desk, hint=_("Structures"), may_create=False)
        self.organisation.setAccessibleName(_("Structure"))
        self.archived = QCheckBox(_("Archivées"))
        self.table = RowTable("people", person_columns(), frame.preferences)
        self.table.setAccessibleName(_("Personnes"))
        self._lay_out()
        self.search.searched.connect(lambda _text: self.read())
        for choice in (self.committee, self.grade, self.sector):
            choice.currentIndexChanged.connect(lambda _at: self.read())
        self.organisation.picked.connect(lambda _choice: self.read())
        self.organisation.textChanged.connect(self._organisation_changed)
        self.archived.toggled.connect(lambda _checked: self.read())

    def chosen(self) -> PeopleFilter:
        """Return what the filters say."""
        organisation = self.organisation.chosen()
        return PeopleFilter(
            self.search.text().strip(),
            self.committee.value(),
            self.grade.value(),
            self.sector.value(),
            organisation.id if organisation is not None else None,
            self.archived.isChecked(),
        )

    def read(self, *, words: bool = False) -> None:
        """Read the people; with ``words``, also what the filters offer."""
        chosen = self.chosen()

        def listed(session: Any) -> Listed:
            return Listed(person_rows(session, chosen, clock.today()), vocabulary(session) if words else None)

        # Two keys, so that typing never throws away what the filters offer.
        key = "words" if words else "people"
        reading = self._frame.desk.read(self, listed).once(key)
        reading.success(lambda found: self._show(chosen, found)).start()

    def clear_filters(self) -> None:
        """Let everybody through again."""
        with quiet(self.search, self.committee, self.grade, self.sector, self.organisation, self.archived):
            self.search.clear()
            for choice in (self.committee, self.grade, self.sector):
                choice.choose(None)
            self.organisation.set_chosen(None)
            self.archived.setChecked(False)
        self.read()

    def _show(self, chosen: PeopleFilter, found: Listed) -> None:
        if found.words is not None:
            self._offer(found.words)
        if chosen != self.chosen():
            return
        n = len(found.rows)
        self.table.set_empty(self._nobody(chosen))
        self.table.set_rows(found.rows)
        self.filtered.emit(chosen != PeopleFilter())
        self.counted.emit(ngettext("{n} personne", "{n} personnes", n).format(n=n))

    def _offer(self, words: Vocabulary) -> None:
        committees = tuple((body.id, f"{body.detail}  {body.name}") for body in words.committees)
        self.committee.renew_options(((None, _("Instances")), *committees))
        self.grade.renew_options(named_options(words.grades, _("Niveaux")))
        self.sector.renew_options(named_options(words.sectors, _("Secteurs")))

    def _nobody(self, chosen: PeopleFilter) -> EmptyState:
        if chosen == PeopleFilter():
            return EmptyState(
                _("Personne dans la base pour l’instant"),
                _("Importez la liste d’inscrits que vous tenez dans un tableur, ou créez les personnes une "
                  "à une."),
                _("Importer une liste…"),
                self.import_asked.emit,
            )  # fmt: skip
        return EmptyState(
            _("Aucune personne ne correspond"),
            _("La recherche ne tient compte ni des accents ni des majuscules."),
            _("Effacer les filtres"),
            self.clear_filters,
        )

    def _organisation_changed(self, text: str) -> None:
        if not text.strip():
            self.read()

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(8)
        filters.addWidget(self.search, 5)
        for choice in (self.committee, self.organisation, self.grade, self.sector):
            filters.addWidget(choice, 4)
        filters.addWidget(self.archived)
        card = Card()
        card.body.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(filters)
        column.addWidget(card, 1)
        self.organisation.setMinimumWidth(90)
        self.search.setMinimumWidth(130)


def _filter(name: str, everything: str) -> Choice[int | None]:
    made: Choice[int | None] = Choice([(None, everything)])
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(6)
    return made
