"""A body as it is made or changed: names, level, rhythm, how one joins, where it meets."""

from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from pstdesk.domain.committee import Rhythm
from pstdesk.i18n import _, pgettext
from pstdesk.labels import label, title
from pstdesk.services import committees
from pstdesk.services.body_rules import RuleChoice, rule_choices
from pstdesk.services.committees import CommitteeForm
from pstdesk.services.vocabulary import Vocabulary, vocabulary
from pstdesk.ui.committees.words import month_name
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.choice import Choice
from pstdesk.ui.widgets.dialog import FormDialog


class CommitteeDialog(FormDialog):
    """Makes a body, or changes the one of ``committee_id`` as ``form`` was read; ``saved`` gets its id."""

    field_of_code = {  # noqa: RUF012 - a table of constants
        "committee_without_name": "name",
        "committee_without_short_name": "short_name",
        "committee_exists": "name",
    }

    def __init__(
        self,
        frame: Frame,
        parent: QWidget | None = None,
        *,
        committee_id: int | None = None,
        form: CommitteeForm | None = None,
    ) -> None:
        words = _("Nouvelle instance") if committee_id is None else _("Modifier l’instance")
        verb = _("Créer l’instance") if committee_id is None else _("Enregistrer")
        super().__init__(words, verb, parent, width=560)
        self._frame = frame
        self._committee_id = committee_id
        self._before = form or CommitteeForm()
        self._read: CommitteeForm | None = None
        """The body as the fields show it before anything is typed."""
        self._choices: tuple[RuleChoice, ...] = ()
        self._add_fields(self._before)
        self.primary.setEnabled(False)
        reading = frame.desk.read(self, lambda session: (vocabulary(session), rule_choices(session)))
        reading.success(self._offer).failure(self.show_trouble).start()

    def _add_fields(self, form: CommitteeForm) -> None:
        add = self.form.add
        self.name = add("name", _("Nom"), QLineEdit(form.name), columns=9)
        self.short_name = add("short_name", _("Nom court"), QLineEdit(form.short_name), columns=3)
        self.name.setPlaceholderText(_("Son thème, par exemple : Accès aux droits"))
        self.short_name.setPlaceholderText(_("CT8"))
        levels: Choice[int] = Choice([])
        self.level = add("level", pgettext("instance", "Niveau"), levels, columns=6)
        rhythms = Choice(tuple((rhythm, title(rhythm)) for rhythm in Rhythm), form.rhythm)
        self.rhythm = add("rhythm", _("Se réunit"), rhythms, columns=6)
        months: list[tuple[int | None, str]] = [(None, _("sans mois habituel"))]
        months += [(month, month_name(month)) for month in range(1, 13)]
        self.month = add("month", _("Mois habituel"), Choice(months, form.usual_month), columns=6)
        self.place = add("place", _("Lieu habituel"), QLineEdit(form.usual_place), columns=6)
        self.joinable = QCheckBox(_("Ouverte à tous ceux qui veulent s’inscrire"))
        self.joinable.setChecked(form.open_membership)
        self.elects = QCheckBox(_("Élit un référent"))
        self.elects.setChecked(form.elects_referent)
        self.form.add_wide(_together(self.joinable, self.elects))
        rules: Choice[int | None] = Choice([(None, "")])
        self.rules = add("rules", _("Règle de vote et quorum"), rules)
        self.rules.currentIndexChanged.connect(lambda _place: self._say_rule())
        self.manage = QPushButton(_("Gérer les règles…"))
        self.manage.setProperty("role", "link")
        self.manage.setAutoDefault(False)
        self.manage.setEnabled(False)
        self.manage.clicked.connect(self._manage_rules)
        self.form.add_wide(self.manage)
        self.notes = add("notes", _("Notes"), QPlainTextEdit(form.notes))
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(64)
        self.rhythm.currentIndexChanged.connect(lambda _at: self._follow_rhythm())
        self._follow_rhythm()

    def submit(self) -> None:
        """Write the body."""
        form = self._typed()
        committee_id = self._committee_id
        if committee_id is None:
            made = self._frame.desk.write(self, lambda session: committees.add_committee(session, form))
            made.undoable(_("Création de l’instance {name}").format(name=form.short_name))
            self.save(made, lambda new_id: self._frame.go("committees", new_id))
            return
        changing = self._frame.desk.write(
            self, lambda session: committees.change_committee(session, committee_id, form)
        )
        self.save(changing.undoable(_("Modification de l’instance {name}").format(name=form.short_name)))

    def _typed(self) -> CommitteeForm:
        return CommitteeForm(
            self.name.text(),
            self.short_name.text(),
            self.level.value(),
            self.rhythm.value(),
            self.month.value(),
            self.joinable.isChecked(),
            self.elects.isChecked(),
            self.place.text(),
            self.notes.toPlainText(),
            self._before.version,
            self.rules.value(),
        )

    def _offer(self, read: tuple[Vocabulary, tuple[RuleChoice, ...]]) -> None:
        words, rules = read
        self._choices = rules
        self.rules.set_options(_rule_options(rules), self._before.rule_set_id)
        self.level.set_options([(level.id, level.name) for level in words.levels], self._before.level_id)
        self.primary.setEnabled(bool(words.levels))
        self.manage.setEnabled(True)
        self._say_rule()
        self._read = self._typed() if words.levels else None

    def _rule(self) -> RuleChoice | None:
        """Return the rule that is chosen, or else that of the programme; None where there is none."""
        chosen = self.rules.value()
        rules = (rule for rule in self._choices if rule.id == chosen or (chosen is None and rule.is_default))
        return next(rules, None)

    def _say_rule(self) -> None:
        rule = self._rule() if self.rules.count() else None
        self.form.explain("rules", "" if rule is None else f"{rule.summary}.")

    def _manage_rules(self) -> None:
        """Go to the voting rules, unless something typed would be lost."""
        if self._read is not None and self._typed() != self._read and not self._may_drop():
            return
        rule = self._rule()
        self.reject()
        self._frame.go("committees", 0 if rule is None else rule.id, kind="rule_set")

    def _may_drop(self) -> bool:
        question = QMessageBox(self)
        question.setWindowTitle(_("Fiche non enregistrée"))
        question.setText(
            _("Ce que vous avez changé dans la fiche de l’instance n’est pas encore enregistré.")
        )
        drop = question.addButton(_("Abandonner les changements"), QMessageBox.ButtonRole.DestructiveRole)
        stay = question.addButton(_("Revenir à la fiche"), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(stay)
        question.exec()
        return question.clickedButton() is drop

    def _follow_rhythm(self) -> None:
        self.month.setEnabled(self.rhythm.value() is Rhythm.YEARLY)


def _rule_options(rules: tuple[RuleChoice, ...]) -> list[tuple[int | None, str]]:
    """Return the rules to choose from, that of the programme first, each with its quorum."""
    default = next((rule for rule in rules if rule.is_default), None)
    shared = _("celle de la démarche")
    if default is not None:
        shared = _("celle de la démarche ({rule})").format(rule=_rule_words(default))
    return [(None, shared), *((rule.id, _rule_words(rule)) for rule in rules)]


def _rule_words(rule: RuleChoice) -> str:
    return _("{name} – {quorum}").format(name=rule.name, quorum=label(rule.quorum))


def _together(*parts: QWidget) -> QWidget:
    group = QWidget()
    column = QVBoxLayout(group)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part)
    return group
