"""The step of an election that is a round: its count as it is typed, with live arithmetic, and who voted."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from pstdesk.domain.electorate import Voter
from pstdesk.domain.voting import ElectionState, VotingMethod
from pstdesk.i18n import _, ngettext
from pstdesk.services import rounds
from pstdesk.services.election_page import ElectionPage, RoundPage, ScoreRow, TypedTotals
from pstdesk.ui.elections.count_grid import CountGrid
from pstdesk.ui.elections.difference_fields import DifferenceFields
from pstdesk.ui.elections.officers_dialog import OfficersDialog
from pstdesk.ui.elections.panel import StepPanel
from pstdesk.ui.elections.round_draft import Numbers, RoundDraft
from pstdesk.ui.elections.steps import Step, round_words
from pstdesk.ui.elections.sums import RoundFrame, Typed, sums
from pstdesk.ui.elections.voters_fold import VotersFold
from pstdesk.ui.page import Frame
from pstdesk.ui.trouble import Trouble
from pstdesk.ui.widgets.labels import label


class RoundPanel(StepPanel):
    """Shows one round. Numbers are saved as they are typed; Enter in the last field validates the count."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.round: RoundPage | None = None
        self._frame: RoundFrame | None = None
        self._refusal = self._complaint = ""
        self.draft = RoundDraft(frame.desk, self)
        self.draft.changed.connect(self._show_saved)
        self.draft.refused.connect(self.reading_asked)
        self.grid = CountGrid()
        self.grid.typed.connect(self._typed)
        self.grid.finished.connect(self.validate)
        self.difference = DifferenceFields()
        self.difference.typed.connect(self._typed)
        self.voters = VotersFold()
        self.voters.changed.connect(self._correct_voters)
        self.tellers = QPushButton(_("Deux scrutateurs dépouillent : les nommer…"))
        self.tellers.setProperty("role", "link")
        self.tellers.setAutoDefault(True)
        self.tellers.clicked.connect(self.name_tellers)
        self.saved = label("", "small")
        for widget in (self.grid, self.difference, self.voters):
            self.body.addWidget(widget)
        self.body.addWidget(self.tellers, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.foot.insertWidget(0, self.saved)
        self.again = self.add_button(_("Corriger le dépouillement"), self.reopen)

    def show_step(self, page: ElectionPage, step: Step, *, locked: bool) -> None:
        """Show the round of ``step``."""
        super().show_step(page, step, locked=locked)
        row = next(row for row in page.rounds if row.id == step.record_id)
        other = self.round is None or self.round.id != row.id
        self.round = row
        frame = RoundFrame(
            page.head.rules.method,
            row.number,
            row.registered,
            {score.candidate_id: score.name for score in row.scores},
        )
        self._frame = frame
        if other:
            self._refusal = ""
        self.grid.show_frame(frame)
        self.draft.take_up(row)
        if other or self.draft.is_settled:
            self._fill(row)
        still = locked or row.is_closed
        self.grid.set_locked(locked=still)
        self.difference.setEnabled(not still)
        self.voters.show_round(page, row, locked=still)
        self.tellers.setVisible(not still and not page.head.tellers)
        self.set_heading(_heading(row), _remark(row))
        correcting = page.head.state is ElectionState.CORRECTING
        last = row is page.rounds[-1] and not any(each.accepted is not None for each in page.elected)
        self.again.setVisible(row.is_closed and not locked and (correcting or last))
        if still:
            self.set_primary("")
        else:
            self.set_primary(_("Valider le dépouillement"), self.validate)
        self._show_sums()
        self._show_saved()

    def take_focus(self) -> None:
        """Go to the first number that is missing."""
        if self.round is not None and not self.round.is_closed and not self.locked:
            self.grid.take_focus()
        else:
            super().take_focus()

    def flush(self) -> None:
        """Write the numbers now."""
        self.draft.flush()

    @property
    def is_settled(self) -> bool:
        """Whether the base has all the numbers."""
        return self.draft.is_settled

    @property
    def is_under_way(self) -> bool:
        """Whether numbers are being written."""
        return self.draft.is_under_way

    # What is done

    def validate(self) -> None:
        """Close the round with the numbers as they stand; what does not add up is said, and they stay."""
        row = self.round
        if row is None or row.is_closed or self.locked:
            return
        numbers = self._numbers(row)
        noun = _("Dépouillement du {round}").format(round=round_words(row.number).lower())
        self.draft.typed(numbers)  # the papers, as many as the signatures, may stand there untouched
        self.draft.flush()
        self.write(lambda session: rounds.close_round(session, row.id, row.version), noun)

    def name_tellers(self) -> None:
        """Ask who counts the votes."""
        if self.page is not None:
            OfficersDialog(self.frame.desk, self.page, self.window()).open()

    def reopen(self) -> None:
        """Let the numbers of a closed round be typed again."""
        row = self.round
        if row is not None:
            noun = _("Réouverture du dépouillement du {round}").format(round=round_words(row.number).lower())
            self.write(lambda session: rounds.reopen_round(session, row.id), noun)

    def _correct_voters(self, voters: tuple[Voter, ...]) -> None:
        row = self.round
        if row is not None:
            self.write(
                lambda session: rounds.correct_voters(session, row.id, voters),
                _("Correction des votants"),
            )

    def show_trouble(self, trouble: Trouble) -> None:
        """Say why the count was not validated, in the place of what does not add up."""
        self._refusal = trouble.sentence
        self._show_sums()
        self.reading_asked.emit()

    # What is typed

    def _typed(self) -> None:
        row = self.round
        if row is not None and not row.is_closed:
            self._refusal = ""
            self.draft.typed(self._numbers(row))
            self._show_sums()

    def _numbers(self, row: RoundPage) -> Numbers:
        typed = self.grid.numbers()
        signed = self.difference.signed(len(row.voters))
        totals = TypedTotals(
            typed.cast,
            typed.blank,
            typed.spoiled,
            None if signed == len(row.voters) else signed,
            self.difference.reason.text().strip(),
        )
        judged = self._frame is not None and self._frame.method is VotingMethod.MAJORITY_JUDGMENT
        scores = tuple(
            ScoreRow(score.candidate_id, score.name, grades=typed.votes[score.candidate_id])
            if judged
            else ScoreRow(score.candidate_id, score.name, votes=typed.votes[score.candidate_id][0])
            for score in row.scores
        )
        return Numbers(totals, scores)

    def _fill(self, row: RoundPage) -> None:
        """Show the numbers that the base holds; as many papers as signatures where none were typed yet."""
        judged = self._frame is not None and self._frame.method is VotingMethod.MAJORITY_JUDGMENT
        typed = row.typed
        cast = len(row.voters) if typed.cast is None and not row.is_closed else typed.cast
        signed = len(row.voters) if typed.signatures is None else typed.signatures
        votes = {
            score.candidate_id: (score.grades or (None,) * 6) if judged else (score.votes,)
            for score in row.scores
        }
        self.grid.show_numbers(Typed(cast, typed.blank, typed.spoiled, votes))
        self.difference.show_numbers(signed, typed.difference_reason)

    # What is shown

    def _show_sums(self) -> None:
        row, frame = self.round, self._frame
        if row is None or frame is None:
            return
        typed = self.grid.numbers()
        said = sums(frame, typed)
        self.grid.show_sums(said)
        signed = self.difference.signed(len(row.voters))
        words = ngettext("pour {n} émargement", "pour {n} émargements", signed).format(n=signed)
        self.grid.signatures.setText(words)
        differs = (typed.cast is not None and typed.cast != signed) or signed != len(row.voters)
        self.difference.setVisible(differs or bool(self.difference.reason.text()))
        self._complaint = "" if row.is_closed else said.complaint
        self._complain()

    def _complain(self) -> None:
        """Say one thing under the numbers: that they are not saved, what was refused, or what is wrong."""
        draft = self.draft
        if draft.trouble is not None:
            self.trouble.set_tone("bad")
            self.trouble.say(draft.trouble.sentence, ((_("Réessayer"), draft.flush),))
        else:
            self.trouble.set_tone("bad" if self._refusal else "warning")
            self.trouble.say(self._refusal or self._complaint)

    def _show_saved(self) -> None:
        draft = self.draft
        if self.round is None or self.round.is_closed or self.locked:
            self.saved.setText("")
        elif draft.trouble is not None:
            self.saved.setText(_("Non enregistré."))
        else:
            self.saved.setText(_("Enregistré.") if draft.is_settled else _("Enregistrement…"))
        self._complain()


def _heading(row: RoundPage) -> str:
    words = round_words(row.number)
    return _("{round}, à main levée").format(round=words) if row.is_public else words


def _remark(row: RoundPage) -> str:
    if row.is_closed:
        return _("Dépouillement validé.")
    return _("Entrée passe au nombre suivant, et valide après le dernier.")
