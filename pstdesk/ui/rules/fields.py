"""The fields of a voting rule, each named in plain words with what it is for."""

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QSpinBox, QVBoxLayout, QWidget

from pstdesk.domain.rule_check import MOST_MONTHS, MOST_PROXIES, MOST_SEATS
from pstdesk.domain.voting import EnrolledBy, QuorumRule, TieBreak, VotingMethod, VotingRules
from pstdesk.i18n import _, pgettext, typeset
from pstdesk.labels import title
from pstdesk.rule_words import mandate_length
from pstdesk.services.rule_sets import NEW_RULES, RuleSetForm
from pstdesk.ui.widgets.choice import Choice
from pstdesk.ui.widgets.form import Form
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.quiet import quiet

E = TypeVar("E", bound=StrEnum)
V = TypeVar("V")
_USUAL_MONTHS = (6, 12, 18, 24, 36, 48, 60, 72)
_BESIDE_BOX = 26
"""Pixels from the edge of a box to the words beside it."""
_OTHER = -1
"""Stands for a length of mandate that is typed."""


class RuleFields(QWidget):
    """Shows a rule as it is typed; ``changed()`` at each change that somebody makes."""

    changed = Signal()
    save_asked = Signal()
    """Enter in a line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.version: int | None = None
        self._before = NEW_RULES
        """What was chosen before somebody tried an election without candidates, which settles half of it."""
        self._is_consent = False
        self.form = Form()
        self._add_name()
        self._add_vote()
        self._add_voters()
        self._add_words()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        column.addStretch(1)

    # What is shown and typed

    def show_form(self, form: RuleSetForm) -> None:
        """Show a rule; nobody is told."""
        self.version, self._before = form.version, NEW_RULES
        with quiet(self):
            self.name.setText(form.name)
            self.explanation.setPlainText(form.explanation)
            self._show_rules(form.rules)
            self.form.clear_errors()

    def typed(self) -> RuleSetForm:
        """Return the rule as it is typed, in the version that was shown."""
        # Qt makes plain spaces of those that hold French marks to their words
        explanation = typeset(self.explanation.toPlainText())
        return RuleSetForm(self.name.text(), explanation, self.rules(), self.version)

    def rules(self) -> VotingRules:
        """Return what the rule holds as it stands in the fields."""
        months = self.length.value()
        return VotingRules(
            method=self.method.value(),
            tie_break=self.tie_break.value(),
            quorum=self.quorum.value(),
            enrolled_by=self.enrolled_by.value(),
            mandate_months=self.months.value() if months == _OTHER else months,
            seats=self.seats.value(),
            proxies_per_holder=self.proxies.value(),
            show_of_hands=self.show_of_hands.isChecked(),
            sole_candidate=self.sole_candidate.isChecked(),
            remote_vote=self.remote_vote.isChecked(),
        )

    def _show_rules(self, rules: VotingRules) -> None:
        with quiet(self.method):
            self.method.choose(rules.method)
        self.tie_break.choose(rules.tie_break)
        self.seats.choose(rules.seats)
        self.sole_candidate.setChecked(rules.sole_candidate)
        self.show_of_hands.setChecked(rules.show_of_hands)
        self.enrolled_by.choose(rules.enrolled_by)
        self.proxies.choose(rules.proxies_per_holder)
        self.remote_vote.setChecked(rules.remote_vote)
        self.quorum.choose(rules.quorum)
        usual = rules.mandate_months is None or rules.mandate_months in _USUAL_MONTHS
        self.months.setValue(rules.mandate_months or 24)
        self.length.choose(rules.mandate_months if usual else _OTHER)
        self._follow()

    # What follows from a choice

    def _follow(self) -> None:
        self._is_consent = self.method.value() is VotingMethod.WITHOUT_CANDIDATES
        settled = (self.tie_break, self.proxies, self.sole_candidate, self.show_of_hands, self.remote_vote)
        for field in settled:
            field.setEnabled(not self._is_consent)
        self.months.setEnabled(self.length.value() == _OTHER)

    def _method_chosen(self) -> None:
        """Settle what goes without saying when nobody stands, and bring it back with other methods."""
        rules = self.rules()
        is_consent = rules.method is VotingMethod.WITHOUT_CANDIDATES
        if is_consent != self._is_consent:
            before, self._before = self._before, rules
            with quiet(self):
                self._show_rules(without_candidates(rules) if is_consent else with_candidates(rules, before))
        self._tell()

    def _tell(self) -> None:
        self._follow()
        self.changed.emit()

    # Making

    def _add_name(self) -> None:
        self.name = self.form.add(
            "name",
            _("Nom de la règle"),
            QLineEdit(),
            hint=_("Celui qu’on choisit dans la fiche d’une instance et que cite le procès-verbal."),
        )
        self.name.textEdited.connect(lambda _text: self._tell())
        self.name.returnPressed.connect(self.save_asked.emit)

    def _add_vote(self) -> None:
        self.form.add_wide(label(_("Le vote"), "heading"))
        self.method = self._choose("method", _("Mode de scrutin"), _words(VotingMethod), 12, "")
        self.method.currentIndexChanged.disconnect()
        self.method.currentIndexChanged.connect(lambda _place: self._method_chosen())
        hint = _("Ce qui tranche quand plus rien d’autre ne le peut.")
        self.tie_break = self._choose("tie_break", _("En cas d’égalité"), _words(TieBreak), 8, hint)
        seats = [(n, str(n)) for n in range(1, MOST_SEATS + 1)]
        hint = _("Deux pour des co-référents.")
        self.seats = self._choose("seats", _("Sièges"), seats, 4, hint)
        self.sole_candidate, self.show_of_hands = self._tick(
            (
                _("Un candidat seul peut être déclaré élu sans vote"),
                _("Comme les nominations du conseil municipal (CGCT, article L2121-21)."),
            ),
            (
                _("Le vote à main levée est possible"),
                _("Seulement si personne ne s’y oppose ; sinon, le vote est secret."),
            ),
        )

    def _add_voters(self) -> None:
        self.form.add_wide(label(_("Qui vote"), "heading"))
        hint = _("Au jour de la convocation, personne ne s’inscrit à la dernière minute pour voter.")
        words = _words(EnrolledBy)
        self.enrolled_by = self._choose("enrolled_by", _("Droit de vote"), words, 8, hint)
        proxies = [(0, pgettext("pouvoirs", "aucun")), *((n, str(n)) for n in range(1, MOST_PROXIES + 1))]
        hint = _("Ce qu’une personne peut en utiliser.")
        self.proxies = self._choose("proxies", _("Pouvoirs"), proxies, 4, hint)
        (self.remote_vote,) = self._tick(
            (
                _("Le vote à distance est possible"),
                _(
                    "Même à bulletin secret : à vous de veiller à ce qu’il le reste. À main levée, il l’est "
                    "toujours."
                ),
            )
        )
        hint = _("Demandé à chaque séance de l’instance ; une seconde convocation n’en demande plus.")
        self.quorum = self._choose("quorum", _("Quorum"), _words(QuorumRule), 12, hint)

    def _add_words(self) -> None:
        self.form.add_wide(label(_("Le mandat"), "heading"))
        lengths: list[tuple[int | None, str]] = [(None, _("jusqu’à l’élection suivante"))]
        lengths += [(months, mandate_length(months)) for months in _USUAL_MONTHS]
        lengths.append((_OTHER, _("une autre durée, en mois")))
        hint = _("Qui succède à quelqu’un parti avant terme achève son mandat.")
        self.length = self._choose("length", _("Durée du mandat"), lengths, 8, hint)
        self.months = self.form.add("months", _("Mois"), QSpinBox(), columns=4)
        self.months.setRange(1, MOST_MONTHS)
        self.months.lineEdit().setAccessibleName(_("Mois"))
        self.months.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.months.valueChanged.connect(lambda _months: self._tell())
        self.form.add_wide(label(_("Vos mots"), "heading"))
        self.explanation = self.form.add(
            "explanation",
            _("Explication"),
            QPlainTextEdit(),
            hint=_("Pour ceux qui votent : d’où vient cette règle, et pourquoi elle."),
        )
        self.explanation.setTabChangesFocus(True)
        self.explanation.setFixedHeight(112)
        self.explanation.textChanged.connect(self._tell)

    def _choose(
        self, key: str, words: str, options: Iterable[tuple[V, str]], columns: int, hint: str
    ) -> Choice[V]:
        field: Choice[V] = self.form.add(key, words, Choice(options), hint=hint, columns=columns)
        field.currentIndexChanged.connect(lambda _place: self._tell())
        return field

    def _tick(self, *asked: tuple[str, str]) -> list[QCheckBox]:
        """Add a box for each pair of words and hint, one below the other."""
        group = QWidget()
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        boxes = []
        for words, hint in asked:
            box = QCheckBox(words)
            box.setAccessibleDescription(hint)
            box.toggled.connect(lambda _on: self._tell())
            below = label(hint, "small", wrap=True)
            below.setContentsMargins(_BESIDE_BOX, 0, 0, 4)
            column.addWidget(box)
            column.addWidget(below)
            boxes.append(box)
        self.form.add_wide(group)
        return boxes


def without_candidates(rules: VotingRules) -> VotingRules:
    """Return ``rules`` as they can only be where nobody stands: aloud, each for themselves, without ties."""
    return replace(
        rules,
        method=VotingMethod.WITHOUT_CANDIDATES,
        tie_break=TieBreak.LOT,
        proxies_per_holder=0,
        sole_candidate=False,
        show_of_hands=True,
        remote_vote=True,
    )


def with_candidates(rules: VotingRules, before: VotingRules) -> VotingRules:
    """Return ``rules`` with what ``without_candidates`` settled as it was ``before``."""
    return replace(
        rules,
        tie_break=before.tie_break,
        proxies_per_holder=before.proxies_per_holder,
        sole_candidate=before.sole_candidate,
        show_of_hands=before.show_of_hands,
        remote_vote=before.remote_vote,
    )


def _words(kind: type[E]) -> list[tuple[E, str]]:
    return [(member, title(member)) for member in kind]
