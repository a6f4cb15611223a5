"""An election in its meeting: before it opens, who stands, its rounds, its result and its record."""

from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pstdesk.db.models import RuleSet
from pstdesk.domain.committee import MandateRole
from pstdesk.domain.voting import EnrolledBy, QuorumRule, TieBreak, VotingMethod, VotingRules
from pstdesk.services import candidacies, rounds
from pstdesk.services.election_page import ElectionPage, TypedTotals, election_page
from pstdesk.services.elections import ElectionForm, open_election
from pstdesk.services.mandates import MandateForm, add_mandate
from pstdesk.ui.elections.view import ElectionView
from tests.ui.meeting_story import DAY
from tests.ui.scenes.meetings_live import NOW, live
from tests.ui.stage import Stage

ITEM = 4
"""The place, from 0, of the election on the agenda of the story."""
RULES = VotingRules(
    method=VotingMethod.MAJORITY_2,
    tie_break=TieBreak.LOT,
    quorum=QuorumRule.HALF_WITH_PROXIES,
    enrolled_by=EnrolledBy.MEETING,
    mandate_months=24,
    seats=1,
    proxies_per_holder=1,
    show_of_hands=True,
    sole_candidate=True,
    remote_vote=False,
)
STATEMENT = "Neuf ans à la Mission locale. Je veux que chaque action ait un nom et une date."


def at_item(stage: Stage) -> QWidget:
    """Show the item before its election is opened."""
    view = live(stage, item=ITEM)
    view.notes.take_focus()
    stage.settle()
    return stage.window


def held(stage: Stage, tell: Callable[[Any, int], object], rules: VotingRules = RULES) -> ElectionView:
    """Open an election by ``rules``, let ``tell(session, election id)`` bring it on, and show it."""
    view = live(stage, item=ITEM)
    item = view.agenda.list.current_item()
    assert item is not None
    found: list[int] = []

    def work(session: Any) -> int:
        rule_set = RuleSet(name="Règle du comité", explanation="", **asdict(rules))
        session.add(rule_set)
        session.flush()
        election_id = open_election(session, item.id, ElectionForm(rule_set_id=rule_set.id), NOW)
        tell(session, election_id)
        return election_id

    stage.desk.write(stage.window, work).success(found.append).start()
    stage.wait(lambda: bool(found))
    view.election.open(found[0])
    stage.settle()
    assert view.election.view is not None
    return view.election.view


def stand(session: Any, election_id: int) -> ElectionPage:
    """Have three members stand, the first with a statement."""
    page = election_page(session, election_id, NOW)
    there = [who.person_id for who in page.electors if who.votes_now]
    made = [candidacies.add_candidate(session, election_id, person) for person in there[:3]]
    candidacies.write_statement(session, made[0], STATEMENT)
    return election_page(session, election_id, NOW)


def vote(session: Any, election_id: int, *votes: int, blank: int = 1, spoiled: int = 0) -> None:
    """Open the next round and close it with these votes."""
    round_id = rounds.open_round(session, election_id, NOW)
    row = election_page(session, election_id, NOW).rounds[-1]
    scores = [replace(score, votes=number) for score, number in zip(row.scores, votes, strict=True)]
    rounds.save_totals(session, round_id, TypedTotals(len(row.voters), blank, spoiled), scores)
    rounds.close_round(session, round_id)


def shared_out(session: Any, election_id: int, *shares: int, blank: int = 1) -> tuple[int, ...]:
    """Return votes for three candidates that make all papers but ``blank``: the first two, then the rest."""
    voters = election_page(session, election_id, NOW).turnout.voters
    return (*shares, voters - blank - sum(shares))


def scene(tell: Callable[[Any, int], object], rules: VotingRules = RULES) -> Callable[[Stage], QWidget]:
    """Return a scene that shows the election at the step to which ``tell`` brings it."""

    def show(stage: Stage) -> QWidget:
        held(stage, tell, rules)
        return stage.window

    return show


def nothing(_session: Any, _election_id: int) -> None:
    """Leave the election as it was opened."""


def first_round(session: Any, election_id: int) -> None:
    stand(session, election_id)
    rounds.open_round(session, election_id, NOW)


def second_round(session: Any, election_id: int) -> None:
    stand(session, election_id)
    vote(session, election_id, *shared_out(session, election_id, 4, 4))


def tie(session: Any, election_id: int) -> None:
    second_round(session, election_id)
    vote(session, election_id, *shared_out(session, election_id, 5, 5))


def elected(session: Any, election_id: int) -> None:
    stand(session, election_id)
    vote(session, election_id, *shared_out(session, election_id, 8, 1))


def accepted(session: Any, election_id: int) -> None:
    page = election_page(session, election_id)
    before = next(who.person_id for who in page.electors[5:])
    form = MandateForm(before, MandateRole.REFERENT, DAY.replace(year=DAY.year - 2))
    add_mandate(session, page.head.committee_id, form)
    elected(session, election_id)
    row = election_page(session, election_id).elected[0]
    rounds.answer(session, election_id, row.candidate_id, row.series, accepted=True)


def counting(*numbers: int) -> Callable[[Stage], QWidget]:
    """Return a scene with a count being typed."""

    def show(stage: Stage) -> QWidget:
        view = held(stage, first_round)
        panel: Any = view.panel
        for field, number in zip(panel.grid.fields[1:], numbers, strict=False):
            field.setText(str(number))
        panel.grid.take_focus()
        return stage.window

    return show


def refused(stage: Stage) -> QWidget:
    """Show a count that does not add up."""
    counting(1, 0, 5, 4, 9)(stage)
    window = stage.window
    view = window.findChild(ElectionView)
    assert view is not None
    view.go_on()
    stage.settle()
    return window


def judging(stage: Stage) -> QWidget:
    """Show grades being typed."""
    view = held(stage, first_round, replace(RULES, method=VotingMethod.MAJORITY_JUDGMENT))
    panel: Any = view.panel
    numbers = (1, 0, 1, 1, 2, 3, 2, 1, 0, 2, 2, 3, 1)
    for field, number in zip(panel.grid.fields[1:], numbers, strict=False):
        field.setText(str(number))
    panel.grid.take_focus()
    return stage.window


def looked_back(stage: Stage) -> QWidget:
    """Show a closed round again, with the list of its voters."""
    view = held(stage, tie)
    view.steps.setFocus(Qt.FocusReason.OtherFocusReason)
    view.steps.setCurrentRow(1)
    panel: Any = view.panel
    panel.voters.link.click()
    return stage.window


def proclaimed(stage: Stage) -> QWidget:
    """Show a proclaimed election."""
    held(stage, accepted).go_on()
    stage.settle()
    return stage.window


def dialog(ask: Callable[[ElectionView], object]) -> Callable[[Stage], QWidget]:
    """Return a scene with a dialog over the election."""

    def show(stage: Stage) -> QWidget:
        ask(held(stage, stand))
        stage.settle()
        return stage.dialog()

    return show


def opening(stage: Stage) -> QWidget:
    """Show what can be chosen before an election opens."""
    live(stage, item=ITEM).notes.election.choose()
    stage.settle()
    return stage.dialog()


def _write_statement(view: ElectionView) -> None:
    panel: Any = view.panel
    panel.write_statement(panel.list.rows[0])


SCENES = {
    "election-point": at_item,
    "election-ouvrir": opening,
    "election-candidatures-vide": scene(nothing),
    "election-candidatures": scene(stand),
    "election-presentation": dialog(_write_statement),
    "election-bureau": dialog(lambda view: view.figures.change_officers()),
    "election-observations": dialog(lambda view: view.figures.write_remarks()),
    "election-tour": counting(1, 0, 5),
    "election-tour-refuse": refused,
    "election-jugement": judging,
    "election-tour-relu": looked_back,
    "election-tour-suivant": scene(second_round),
    "election-egalite": scene(tie),
    "election-acceptation": scene(elected),
    "election-proclamer": scene(accepted),
    "election-proclamee": proclaimed,
}
