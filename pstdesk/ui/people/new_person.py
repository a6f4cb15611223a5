"""The fields of somebody new, with a look for people of the same name before anybody is made twice."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from pstdesk.i18n import _, ngettext, pgettext
from pstdesk.services.people import PersonForm, namesakes
from pstdesk.services.posts import PostForm
from pstdesk.services.registration import Workplace
from pstdesk.services.vocabulary import Choice as Named
from pstdesk.services.vocabulary import Vocabulary
from pstdesk.ui import clock
from pstdesk.ui.operations import Desk, Operation
from pstdesk.ui.trouble import Trouble
from pstdesk.ui.widgets.choice import Choice
from pstdesk.ui.widgets.form import Form
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.notice import Notice
from pstdesk.ui.widgets.pickers import OrganisationField

_PAUSE = 250


def civilities(present: str = "") -> tuple[tuple[str, str], ...]:
    """Return the forms of address to choose from, none first, with the one in use if it is another."""
    known = [("", _("sans")), ("Madame", _("Madame")), ("Monsieur", _("Monsieur"))]
    if present and present not in dict(known):
        known.append((present, present))
    return tuple(known)


def named_options(choices: tuple[Named, ...], none: str = "–") -> tuple[tuple[int | None, str], ...]:
    """Return a list of the vocabulary to choose from, with nothing first."""
    return ((None, none), *((choice.id, choice.name) for choice in choices))


def split_name(text: str) -> tuple[str, str]:
    """Return the family and the given name in what was typed into one field.

    Words in capitals are the family name; else the first word is taken for the given name.
    """
    words = text.split()
    capitals = [word for word in words if len(word) > 1 and word == word.upper() and word != word.lower()]
    if capitals and len(capitals) < len(words):
        return " ".join(capitals), " ".join(word for word in words if word not in capitals)
    if len(words) < 2:
        return text.strip(), ""
    return " ".join(words[1:]), words[0]


class NewPersonFields(QWidget):
    """Name, contacts and post of somebody new; ``full`` adds what can wait.

    ``known_chosen(Choice)``: the person is one the base has already.
    """

    known_chosen = Signal(object)
    namesakes_found = Signal(bool)

    def __init__(self, desk: Desk, *, known: str, full: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._known = known
        self._looked_up: tuple[str, str] | None = None
        self._found: tuple[Named, ...] = ()
        self.form, self.post_form = Form(), Form()
        self.notice = Notice()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.form)
        column.addWidget(self.notice)
        column.addWidget(self.post_form)
        self._add_fields(full=full)
        self._wait = QTimer(self, singleShot=True, interval=_PAUSE)
        self._wait.timeout.connect(self._look_up)
        for field in (self.family, self.given):
            field.textChanged.connect(self._renamed)

    def _add_fields(self, *, full: bool) -> None:
        add = self.form.add
        self.family = add("family", pgettext("personne", "Nom"), QLineEdit(), columns=6)
        self.given = add("given", _("Prénom"), QLineEdit(), columns=6)
        contact = 4 if full else 6
        self.email = add("email", _("Courriel"), QLineEdit(), columns=contact)
        self.phone = add("phone", _("Téléphone"), QLineEdit(), columns=contact)
        self.civility = Choice(civilities())
        if full:
            add("civility", _("Civilité (facultative)"), self.civility, columns=4)
            self.post_form.add_wide(label(_("Poste occupé"), "heading"))
        add = self.post_form.add
        where = OrganisationField(self._desk)
        self.organisation = add("organisation", _("Structure"), where, columns=6 if full else 12)
        self.job_title = add("job_title", _("Fonction"), QLineEdit(), columns=6)
        self.grade = add("grade", _("Niveau hiérarchique"), Choice(named_options(())), columns=contact)
        self.service = QLineEdit()
        self.sector: Choice[int | None] = Choice(named_options((), _("celui de la structure")))
        if full:
            add("service", _("Service"), self.service, columns=4)
            add("sector", _("Secteur"), self.sector, columns=4)

    def set_vocabulary(self, words: Vocabulary) -> None:
        """Offer the grades and sectors of the programme."""
        self.grade.set_options(named_options(words.grades), self.grade.value())
        self.sector.set_options(named_options(words.sectors, _("celui de la structure")), self.sector.value())

    def person(self) -> PersonForm:
        """Return the person typed."""
        return PersonForm(
            self.family.text(),
            self.given.text(),
            self.civility.value(),
            self.email.text(),
            self.phone.text(),
        )

    def post(self) -> PostForm:
        """Return the post typed, without its organisation."""
        return PostForm(
            job_title=self.job_title.text().strip(),
            service=self.service.text().strip(),
            grade_id=self.grade.value(),
            sector_id=self.sector.value(),
        )

    def workplace(self) -> Workplace:
        """Return the organisation chosen or to be made; Refused for text that was only typed."""
        return self.organisation.workplace()

    def when_told_of_namesakes(self, then: Callable[[], object], failed: Callable[[Trouble], object]) -> None:
        """Call ``then`` once people of this very name have been looked for and, if any, were shown before."""
        self._wait.stop()
        name = self._name()
        if name == self._looked_up:
            then()
            return

        def go_on(found: tuple[Named, ...]) -> None:
            self._show(name, found)
            if not found:
                then()

        self._query(name).success(go_on).failure(failed).start()

    def _name(self) -> tuple[str, str]:
        return self.family.text().strip(), self.given.text().strip()

    def _query(self, name: tuple[str, str]) -> Operation[tuple[Named, ...]]:
        today = clock.today()
        return self._desk.read(self, lambda session: namesakes(session, *name, today)).once("namesakes")

    def _renamed(self, _text: str) -> None:
        self._wait.start()
        if self._found and self._name() != self._looked_up:
            self._found = ()
            self.notice.say("")
            self.namesakes_found.emit(False)

    def _look_up(self) -> None:
        name = self._name()
        if name != self._looked_up and all(name):
            self._query(name).success(lambda found: self._show(name, found)).start()

    def _show(self, name: tuple[str, str], found: tuple[Named, ...]) -> None:
        if name != self._name():
            return
        self._looked_up, self._found = name, found
        sentence = ngettext(
            "Une personne de ce nom est déjà dans la base. Est-ce elle ?",
            "{n} personnes de ce nom sont déjà dans la base. Est-ce l’une d’elles ?",
            len(found),
        ).format(n=len(found))
        links = tuple((self._words(choice), self._chooser(choice)) for choice in found[:3])
        self.notice.say(sentence if found else "", links)
        self.namesakes_found.emit(bool(found))
        self.form.grew.emit()

    def _words(self, choice: Named) -> str:
        name = f"{choice.name} ({choice.detail})" if choice.detail else choice.name
        return self._known.format(name=name)

    def _chooser(self, choice: Named) -> Callable[[], None]:
        return lambda: self.known_chosen.emit(choice)
