"""Elections beside the count: on the beamer, ties, without candidates, a record that is corrected."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from sqlalchemy import select

from pstdesk.db.models import AgendaItem, ElectionRound, ElectionVoter, Meeting, RoundScore
from pstdesk.domain.agenda import ItemKind
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.voting import NominationStage, TieBreak, VotingMethod, VotingRules
from pstdesk.services import attendance, candidacies, consent, elections, proclamation, rounds
from pstdesk.services.election_rounds_page import ScoreRow, TypedTotals
from pstdesk.services.election_standing import elected_rows
from pstdesk.services.elections import ElectionForm
from pstdesk.ui.elections.view import ElectionView
from pstdesk.ui.meetings.beamer_window import BeamerWindow
from tests.ui.elections.voting import RULES, vote_by
from tests.ui.scenes.meetings_live import NOW, live
from tests.ui.stage import Stage

LOT = replace(RULES, method=VotingMethod.PLURALITY)
OLDEST = replace(LOT, tie_break=TieBreak.OLDEST)
JUDGED = replace(RULES, method=VotingMethod.MAJORITY_JUDGMENT)
CONSENT = replace(RULES, method=VotingMethod.WITHOUT_CANDIDATES)
SAID = (
    "Coordonner les rendez-vous de quartier, et que chacun sache en mars ce que les autres font.",
    "Une réunion par trimestre, jamais plus de deux heures.",
    "Ouvrir le comité aux associations qui n’y viennent pas encore.",
)
GRADES = ((0, 1, 1, 3, 3, 1), (0, 0, 2, 2, 3, 2), (1, 2, 3, 2, 1, 0), (0, 1, 2, 3, 2, 1))
REASONS = (
    "À l’écoute de tous.",
    "Connaît chaque partenaire.",
    "",
    "Disponible le mardi.",
    "Tient les délais.",
)


def shown(stage: Stage, rules: VotingRules, do: Callable[[Any, int, list[int]], object]) -> ElectionView:
    """Show an election by ``rules``, brought where ``do(session, id, people)`` brings it."""
    view = live(stage, item=4)
    meeting_id = view.meeting_id
    assert meeting_id is not None

    def work(session: Any) -> int:
        vote_by(rules)(session)
        for row in attendance.attendance_rows(session, meeting_id):
            attendance.record(session, meeting_id, row.person_id, AttendanceStatus.PRESENT)
        item = session.scalars(
            select(AgendaItem).where(
                AgendaItem.meeting_id == meeting_id, AgendaItem.kind == ItemKind.ELECTION
            )
        ).first()
        session.get_one(Meeting, meeting_id).opened_at = NOW - timedelta(minutes=40)
        made = elections.open_election(session, item.id, ElectionForm(), NOW)
        people = list(
            session.scalars(select(ElectionVoter.person_id).where(ElectionVoter.election_id == made))
        )
        do(session, made, people)
        return made

    found: list[int] = []
    stage.desk.write(stage.window, work).success(found.append).start()
    stage.wait(lambda: bool(found))
    view.election.open(found[0])
    for _turn in range(3):
        stage.settle()
    assert view.election.view is not None
    return view.election.view


def standing(number: int) -> Callable[[Any, int, list[int]], None]:
    """Return what lets people stand, a few with a statement."""

    def do(session: Any, election_id: int, people: list[int]) -> None:
        for place, person_id in enumerate(people[:number]):
            made = candidacies.add_candidate(session, election_id, person_id)
            candidacies.write_statement(session, made, SAID[place % len(SAID)])

    return do


def voted(number: int, *votes: int) -> Callable[[Any, int, list[int]], None]:
    """Return what lets a first round be counted."""

    def do(session: Any, election_id: int, people: list[int]) -> None:
        standing(number)(session, election_id, people)
        held = rounds.open_round(session, election_id, NOW)
        keys = candidates(session, held)
        given = [ScoreRow(key, votes=count) for key, count in zip(keys, votes, strict=True)]
        close(session, held, sum(votes), tuple(given))

    return do


def judged(session: Any, election_id: int, people: list[int]) -> None:
    standing(4)(session, election_id, people)
    held = rounds.open_round(session, election_id, NOW)
    given = [
        ScoreRow(key, grades=grades) for key, grades in zip(candidates(session, held), GRADES, strict=True)
    ]
    close(session, held, sum(GRADES[0]), tuple(given))


def candidates(session: Any, round_id: int) -> list[int]:
    query = select(RoundScore.candidate_id).where(RoundScore.round_id == round_id)
    return list(session.scalars(query.order_by(RoundScore.candidate_id)))


def close(session: Any, round_id: int, valid: int, scores: tuple[ScoreRow, ...]) -> None:
    """Type totals with one blank and one spoiled paper, and close the round."""
    reason = "Une personne est partie avant de voter."
    rounds.save_totals(session, round_id, TypedTotals(valid + 2, 1, 1, None, reason), scores)
    rounds.close_round(session, round_id, session.get_one(ElectionRound, round_id).version)


def nominated(session: Any, election_id: int, people: list[int]) -> None:
    for place, person_id in enumerate(people[:9]):
        nominee = people[(3, 3, 7, 3, 11, 7, 3, 7, 3)[place]]
        consent.nominate(session, election_id, person_id, nominee, REASONS[place % len(REASONS)])


def changed(session: Any, election_id: int, people: list[int]) -> None:
    nominated(session, election_id, people)
    consent.nominate(session, election_id, people[0], people[7], REASONS[1], NominationStage.CHANGE)


def objected(session: Any, election_id: int, people: list[int]) -> None:
    changed(session, election_id, people)
    made = consent.propose(
        session, election_id, people[7], "Nommée par des partenaires de tous les secteurs."
    )
    first = consent.object_to(session, made, "Elle anime déjà deux groupes de travail.", people[2])
    consent.lift(session, first, "Le groupe « Berges » passe à quelqu’un d’autre en janvier.")
    consent.object_to(session, made, "Qui la remplacera pendant son congé de mars ?", people[4])


def screen(rules: VotingRules, do: Callable[[Any, int, list[int]], object], step: str = "") -> Any:
    """Return a scene of the window."""

    def scene(stage: Stage) -> QWidget:
        view = shown(stage, rules, do)
        if step:
            view.show_step(step)
        view.take_focus()
        stage.settle()
        return stage.window

    return scene


def tie(rules: VotingRules) -> Any:
    """Return a scene of the dialog that ends a tie."""

    def scene(stage: Stage) -> QWidget:
        view = shown(stage, rules, voted(3, 8, 8, 2))
        stage.settle()
        view.go_on()
        stage.settle()
        return stage.dialog()

    return scene


def beamer(size: QSize, rules: VotingRules, do: Callable[[Any, int, list[int]], object]) -> Any:
    """Return a scene of the second window at ``size``."""

    def scene(stage: Stage) -> QWidget:
        view = shown(stage, rules, do)
        mode = stage.window.page.view.mode
        mode.toggle_beamer()
        stage.settle()
        assert view.page is not None
        found = mode.beamer
        assert isinstance(found, BeamerWindow)
        found.showNormal()
        found.resize(size)
        stage.settle()
        return found

    return scene


def voting(session: Any, election_id: int, people: list[int]) -> None:
    standing(3)(session, election_id, people)
    rounds.open_round(session, election_id, NOW)


def proclaimed(session: Any, election_id: int, people: list[int]) -> None:
    voted(3, 11, 5, 2)(session, election_id, people)
    row = elected_rows(session, election_id)[0]
    rounds.answer(session, election_id, row.candidate_id, row.series, accepted=True)
    proclamation.proclaim(session, election_id, NOW)


def correcting(session: Any, election_id: int, people: list[int]) -> None:
    proclaimed(session, election_id, people)
    proclamation.begin_correction(session, election_id, "Deux bulletins lus deux fois.", NOW)


def correction(stage: Stage) -> QWidget:
    """Show what is asked before a correction."""
    view = shown(stage, RULES, proclaimed)
    view.more.choices.actions()[-1].trigger()
    stage.settle()
    return stage.dialog()


WIDE, HIGH = QSize(1366, 768), QSize(1024, 768)
SCENES = {
    "election-egalite-sort": tie(LOT),
    "election-egalite-age": tie(OLDEST),
    "election-sans-candidat": screen(CONSENT, nominated),
    "election-sans-candidat-changements": screen(CONSENT, changed, "changes"),
    "election-sans-candidat-proposition": screen(CONSENT, changed, "proposal"),
    "election-sans-candidat-objections": screen(CONSENT, objected),
    "election-corriger": correction,
    "election-correction": screen(RULES, correcting),
    "election-proclamee": screen(RULES, proclaimed),
    "videoprojecteur-proclame": beamer(WIDE, RULES, proclaimed),
    "videoprojecteur-vote": beamer(WIDE, RULES, voting),
    "videoprojecteur-resultat": beamer(WIDE, RULES, voted(3, 8, 7, 3)),
    "videoprojecteur-resultat-43": beamer(HIGH, RULES, voted(3, 8, 7, 3)),
    "videoprojecteur-vingt": beamer(HIGH, RULES, voted(18, 8, 7, *[0] * 15, 3)),
    "videoprojecteur-jugement": beamer(WIDE, JUDGED, judged),
    "videoprojecteur-egalite": beamer(WIDE, LOT, voted(3, 8, 8, 2)),
    "videoprojecteur-proposition": beamer(WIDE, CONSENT, objected),
}
