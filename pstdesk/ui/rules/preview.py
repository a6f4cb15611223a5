"""What a rule says as it is typed, in plain French."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pstdesk.domain.errors import Refused
from pstdesk.domain.rule_check import refuse_rules
from pstdesk.domain.voting import VotingRules
from pstdesk.i18n import _
from pstdesk.rule_words import rule_sentences
from pstdesk.sentences import sentence
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.notice import Notice
from pstdesk.ui.widgets.panels import Card


class RulePreview(QWidget):
    """A card with the sentences of a rule, and above them what could not be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.trouble = Notice("bad")
        self.words = label("", wrap=True)
        self.words.setAccessibleName(_("Ce que dit cette règle"))
        card = Card(_("Ce que dit cette règle"))
        card.body.setSpacing(12)
        card.body.addWidget(self.trouble)
        card.body.addWidget(self.words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)

    def show_rules(self, rules: VotingRules) -> None:
        """Say what ``rules`` say, or why they cannot be."""
        trouble = ""
        try:
            refuse_rules(rules)
        except Refused as refused:
            trouble = sentence(refused)
        self.trouble.say(trouble)
        self.words.setText("\n\n".join(rule_sentences(rules)))
