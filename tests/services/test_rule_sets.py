"""Voting rules are written, copied, put away and chosen; elections keep those they were opened with."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.database import Database
from pstdesk.db.models import Committee, Election, JournalEntry, Programme
from pstdesk.domain.voting import QuorumRule, TieBreak, VotingMethod
from pstdesk.services import rule_sets
from pstdesk.services.body_rules import rule_choices, rules_of
from pstdesk.services.election_standing import voting_rules
from pstdesk.services.programme import ProgrammeForm, set_up
from pstdesk.services.rule_sets import NEW_RULES, RuleSetForm, rule_form, rule_rows
from tests import builders
from tests.builders import A_DAY, AN_INSTANT
from tests.refusals import refused

APPROVAL = RuleSetForm(
    "  Par   approbation ",
    " Autant de noms que l’on veut.\n",
    replace(NEW_RULES, method=VotingMethod.APPROVAL, mandate_months=None, seats=2),
)


@pytest.fixture
def town(base: Database) -> Database:
    """A programme with its rules as Bondy has them."""
    with base.write() as session:
        set_up(session, "bondy", ProgrammeForm("PST de Valmont", "Valmont"), A_DAY)
    return base


def names(base: Database) -> list[str]:
    with base.read() as session:
        return [row.name for row in rule_rows(session)]


def elect(base: Database, rule_set_id: int) -> int:
    """Open an election with a rule set and return its id."""
    with base.write() as session:
        meeting = builders.meeting(session, session.get_one(Committee, 3), A_DAY)
        made = Election(
            committee_id=3,
            meeting_id=meeting.id,
            rule_set_id=rule_set_id,
            rule_name="Majorité à deux tours",
            rule_explanation="Telle qu’elle était.",
            opened_at=AN_INSTANT,
            **{field: getattr(NEW_RULES, field) for field in NEW_RULES.__dataclass_fields__},
        )
        session.add(made)
        session.flush()
        return made.id


def test_the_rules_are_listed_with_what_goes_by_them(town: Database) -> None:
    with town.write() as session:
        session.get_one(Committee, 3).rule_set_id = 2
        session.get_one(Committee, 4).rule_set_id = 2
        session.get_one(Committee, 9).archived_at = AN_INSTANT
        rows = {row.id: row for row in rule_rows(session)}
    assert [row.is_default for row in rows.values()] == [True] + [False] * 7
    assert rows[1].bodies == ("CLG", "CV", "CT3", "CT4", "CT5", "CT6")
    assert rows[2].bodies == ("CT1", "CT2")
    assert rows[2].elections == rows[3].elections == 0
    assert rows[1].summary == "Scrutin majoritaire à deux tours, aucun quorum, mandat de 2 ans"


def test_elections_opened_with_a_rule_are_counted(town: Database) -> None:
    elect(town, 2)
    elect(town, 2)
    elect(town, 1)
    with town.read() as session:
        assert {row.id: row.elections for row in rule_rows(session) if row.elections} == {1: 1, 2: 2}


def test_in_a_base_without_programme_no_rule_is_that_of_all(base: Database) -> None:
    with base.write() as session:
        builders.rule_set(session)
        builders.committee(session)
        (row,) = rule_rows(session)
        assert (row.is_default, row.bodies) == (False, ())


def test_a_rule_is_added_as_it_was_typed(town: Database) -> None:
    with town.write() as session:
        made = rule_sets.add_rule_set(session, APPROVAL)
        form = rule_form(session, made)
    assert form == RuleSetForm(
        "Par approbation", "Autant de noms que l’on veut.", APPROVAL.rules, form.version
    )
    assert names(town)[-1] == "Par approbation"


def test_a_rule_is_changed_in_the_version_that_was_read(town: Database) -> None:
    with town.write() as session:
        form = rule_form(session, 1)
        strict = replace(form.rules, quorum=QuorumRule.MORE_THAN_HALF_PRESENT, proxies_per_holder=2)
        rule_sets.change_rule_set(session, 1, replace(form, name="Deux tours", rules=strict))
        session.flush()
        changed = rules_of(session, 3)
        assert (changed.quorum, changed.proxies_per_holder) == (QuorumRule.MORE_THAN_HALF_PRESENT, 2)
    with refused("changed_meanwhile"), town.write() as session:
        rule_sets.change_rule_set(session, 1, form)


def test_an_election_keeps_the_rules_it_was_opened_with(town: Database) -> None:
    election_id = elect(town, 1)
    with town.write() as session:
        form = rule_form(session, 1)
        other = replace(form.rules, method=VotingMethod.APPROVAL, tie_break=TieBreak.LOT, mandate_months=6)
        rule_sets.change_rule_set(session, 1, RuleSetForm("Autre", "Autrement.", other, form.version))
    with town.read() as session:
        election = session.get_one(Election, election_id)
        assert voting_rules(election) == NEW_RULES
        assert (election.rule_name, election.rule_explanation, election.version) == (
            "Majorité à deux tours",
            "Telle qu’elle était.",
            1,
        )


def test_a_rule_that_cannot_be_is_refused_and_changes_nothing(town: Database) -> None:
    with town.read() as session:
        form = rule_form(session, 1)
    consent = replace(form.rules, method=VotingMethod.WITHOUT_CANDIDATES)
    with refused("rule_consent_proxies"), town.write() as session:
        rule_sets.change_rule_set(session, 1, replace(form, name="Sans candidat", rules=consent))
    with refused("rule_seats", n=0, most=20), town.write() as session:
        rule_sets.add_rule_set(session, RuleSetForm("Rien", rules=replace(NEW_RULES, seats=0)))
    with town.read() as session:
        assert rule_form(session, 1) == form
        assert len(rule_rows(session)) == 8


def test_a_rule_has_a_name_of_its_own(town: Database) -> None:
    with town.write() as session:
        rule_sets.archive_rule_set(session, 2, 1)
    for name in ("MAJORITE à deux tours", "Majorité à deux tours avec quorum"):
        with refused("rule_set_exists", name=name), town.write() as session:
            rule_sets.add_rule_set(session, RuleSetForm(name))
    with refused("rule_set_without_name"), town.write() as session:
        rule_sets.add_rule_set(session, RuleSetForm("   "))
    with town.write() as session:  # its own name is no other's
        rule_sets.change_rule_set(session, 1, replace(rule_form(session, 1), name="Majorité à Deux Tours"))


def test_copies_say_the_same_under_other_names(town: Database) -> None:
    with town.write() as session:
        for _time in range(3):
            rule_sets.copy_rule_set(session, 1)
        first, copied = rule_form(session, 1), rule_form(session, 9)
    assert (copied.rules, copied.explanation) == (first.rules, first.explanation)
    assert names(town)[-3:] == [
        "Majorité à deux tours (copie)",
        "Majorité à deux tours (copie 2)",
        "Majorité à deux tours (copie 3)",
    ]


def test_a_rule_put_away_is_offered_no_more_but_stays_with_who_chose_it(town: Database) -> None:
    with town.write() as session:
        session.get_one(Committee, 3).rule_set_id = 2
        for rule_id in (2, 3):
            rule_sets.archive_rule_set(session, rule_id, 1)
    assert names(town)[-2:] == [
        "Majorité à deux tours avec quorum",
        "Majorité à deux tours, deux co-référents",
    ]
    with town.write() as session:
        offered = [choice.id for choice in rule_choices(session)]
        assert 2 in offered
        assert 3 not in offered
        assert rules_of(session, 3).quorum is QuorumRule.HALF_WITH_PROXIES
        rule_sets.restore_rule_set(session, 3)
        session.flush()
        assert 3 in [choice.id for choice in rule_choices(session)]


def test_the_rule_of_the_programme_is_not_put_away(town: Database) -> None:
    with refused("rule_set_default", name="Majorité à deux tours"), town.write() as session:
        rule_sets.archive_rule_set(session, 1, 1)
    with town.write() as session:
        rule_sets.set_default(session, 4)
        session.flush()
        rule_sets.archive_rule_set(session, 1, 1)
    assert names(town)[0] == "Majorité à trois tours"
    with town.read() as session:
        assert session.get_one(Programme, 1).default_rule_set_id == 4
        assert rules_of(session, 3).quorum is QuorumRule.MORE_THAN_HALF_PRESENT


def test_what_was_put_away_is_not_made_the_programme_s(town: Database) -> None:
    with town.write() as session:
        session.get_one(Committee, 3).rule_set_id = 2
        rule_sets.archive_rule_set(session, 2, 1)
    with refused("rule_set_archived"), town.write() as session:
        rule_sets.set_default(session, 2)


def test_what_changed_in_a_rule_stands_in_the_journal(town: Database) -> None:
    with town.write() as session:
        form = rule_form(session, 1)
        rule_sets.change_rule_set(session, 1, replace(form, rules=replace(form.rules, seats=3)))
        session.flush()
        before = set(journal(session))
    with town.write() as session:
        rule_sets.set_default(session, 2)
        session.flush()
        rule_sets.archive_rule_set(session, 1, 2)
        session.flush()
        after = set(journal(session)) - before
    assert before == {("made", None), ("changed", "seats")}
    assert after == {("changed", "archived_at")}


def journal(session: Session) -> list[tuple[str, str | None]]:
    """Return what the journal says of the first rule: the act and the fields."""
    query = select(JournalEntry).where(JournalEntry.record == "rule_set", JournalEntry.record_id == "1")
    return [(entry.act.value, ", ".join(entry.fields) or None) for entry in session.scalars(query)]
