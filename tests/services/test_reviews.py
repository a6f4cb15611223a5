"""Reviews that are kept: begun, written, resting on evidence, compared, and frozen for good."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime

import pytest

from pstdesk.db.database import Database
from pstdesk.db.models import ActionItem, Meeting, StageReview
from pstdesk.db.undo import Inverse
from pstdesk.domain.action import ActionState
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.errors import Refused
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.period import Period, year
from pstdesk.domain.review import SectionKind
from pstdesk.services import reviews
from pstdesk.services.check import check_base
from pstdesk.services.check_reviews import review_findings
from pstdesk.services.export import export_document
from pstdesk.services.review_evidence import add_evidence, drop_evidence, evidence_offers
from pstdesk.services.review_export import period_order, review_order
from tests import builders
from tests.db.undoing import content, done, undone

TODAY = date(2026, 12, 1)
NOW = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
THIS = year(2026)


@pytest.fixture
def town(base: Database) -> Database:
    """A committee that met twice, in each year once, of whose two members one came, and decided something."""
    with base.write() as session:
        builders.programme(session)
        body = builders.committee(session, "CT1", "Accès aux droits")
        people = [builders.person(session, given, "D’Été") for given in ("Zoé", "Noël")]
        for person in people:
            builders.membership(session, person, body)
        for day in (date(2025, 5, 6), date(2026, 5, 5)):
            meeting = builders.meeting(session, body, day, state=MeetingState.HELD, number=1, year=day.year)
            builders.minutes(session, meeting)
            builders.attendance(session, meeting, people[0], AttendanceStatus.PRESENT)
            builders.attendance(session, meeting, people[1], AttendanceStatus.EXCUSED)
        item = builders.agenda_item(session, session.get_one(Meeting, 2), "Guichet")
        builders.decision(session, item, "Ouvrir un guichet commun")
        action = builders.action(session, "Imprimer l’affiche", agenda_item_id=item.id)
        action.state, action.closed_on = ActionState.DONE, date(2026, 6, 1)
        builders.action(session, "D’une autre année", due_on=date(2024, 1, 1))
    return base


def begun(base: Database, period: Period = THIS) -> int:
    with base.write() as session:
        return reviews.begin_review(session, period, "Premier jet.")


def page(base: Database, review_id: int) -> reviews.ReviewPage:
    with base.read() as session:
        return reviews.review_page(session, review_id, TODAY)


def texts(base: Database, review_id: int) -> reviews.Texts:
    with base.read() as session:
        return reviews.texts(session, review_id)


def frozen(base: Database, period: Period = THIS) -> int:
    review_id = begun(base, period)
    with base.write() as session:
        reviews.freeze(session, review_id, 1, NOW)
    return review_id


def test_a_period_of_which_nothing_is_kept_has_figures_and_a_proposed_text(town: Database) -> None:
    with town.read() as session:
        found = reviews.period_page(session, THIS, TODAY)
    assert found.row is None
    assert found.texts is None
    assert found.content.review.whole.count.rate == 0.5
    assert "1 séance a été tenue" in found.content.narrative.replace("\u00a0", " ")


def test_a_draft_has_the_sections_of_the_scheme_and_is_begun_once(town: Database) -> None:
    review_id = begun(town)
    assert begun(town) == review_id
    found = page(town, review_id)
    kinds = [section.kind for section in texts(town, review_id).sections]
    assert {kind: kinds.count(kind) for kind in SectionKind} == {
        SectionKind.FINDING: 6,
        SectionKind.OBJECTIVE: 6,
        SectionKind.PRINCIPLE: 7,
    }
    assert found.content.narrative == "Premier jet."
    assert found.row is not None
    assert found.row.name == "Année 2026"
    assert all(section.is_empty for section in texts(town, review_id).sections)
    with town.read() as session:
        assert reviews.period_page(session, THIS, TODAY) == found


def test_texts_are_written_in_the_version_that_was_read(town: Database) -> None:
    review_id = begun(town)
    section = texts(town, review_id).sections[2]
    assert section.id is not None
    with town.write() as session:
        assert reviews.write_narrative(session, review_id, "La participation tient.", 1) == 2
        assert reviews.write_section(session, section.id, "Deux visites.", section.version) == 2
    with town.write() as session, pytest.raises(Refused, match="changed_meanwhile"):
        reviews.write_narrative(session, review_id, "Autre chose", 1)
    found = page(town, review_id)
    assert found.content.narrative == "La participation tient."
    assert texts(town, review_id).sections[2].text == "Deux visites."
    assert found.content.sections[2].text == "Deux visites."


def test_a_section_rests_on_actions_decisions_and_words_told_without_people(town: Database) -> None:
    review_id = begun(town)
    section_id = texts(town, review_id).sections[7].id
    assert section_id is not None
    with town.read() as session:
        offers = evidence_offers(session, THIS)
        assert [offer.entry.text for offer in offers] == ["Imprimer l’affiche", "Ouvrir un guichet commun"]
        assert len(evidence_offers(session, THIS, "GUICHET commun")) == 1
    with town.write() as session:
        for offer in offers:
            ids = {"action_id": offer.action_id, "decision_id": offer.decision_id}
            first = add_evidence(session, section_id, **ids)
            assert add_evidence(session, section_id, **ids) == first
        add_evidence(session, section_id, words="  Une   lettre ")
        with pytest.raises(Refused, match="evidence_without_words"):
            add_evidence(session, section_id, words=" ")
    rows = texts(town, review_id).sections[7].evidence
    assert [(row.entry.text, row.entry.note) for row in rows] == [
        ("Imprimer l’affiche", "action faite le 1er juin 2026"),
        ("Ouvrir un guichet commun", "CT1, décision du 5 mai 2026"),
        ("Une lettre", ""),
    ]
    with town.write() as session:
        assert rows[2].id is not None
        drop_evidence(session, rows[2].id)
    assert len(texts(town, review_id).sections[7].evidence) == 2


def test_an_action_that_is_deleted_is_no_evidence_any_more_and_comes_back_with_it(town: Database) -> None:
    review_id = begun(town)
    section_id = texts(town, review_id).sections[0].id
    assert section_id is not None
    with town.write() as session:
        add_evidence(session, section_id, action_id=1)
    inverse = done(town, lambda session: session.delete(session.get_one(ActionItem, 1)))
    assert texts(town, review_id).sections[0].evidence == ()
    undone(town, inverse)
    assert len(texts(town, review_id).sections[0].evidence) == 1


def test_beginning_writing_and_deleting_can_be_undone_and_freezing_cannot(town: Database) -> None:
    before = content(town)
    begins = done(town, lambda session: reviews.begin_review(session, THIS, "Premier jet."))
    writes = done(town, lambda session: reviews.write_narrative(session, 1, "Autre.", 1))
    undone(town, writes)
    deletes = done(town, lambda session: reviews.delete_draft(session, 1, 3))
    undone(town, deletes)
    assert page(town, 1).content.narrative == "Premier jet."
    found: list[Inverse | None] = []
    version = page(town, 1).row.version  # type: ignore[union-attr]  # it is kept
    with town.write(undo=found.append) as session:
        reviews.freeze(session, 1, version, NOW)
    assert found in ([], [None])
    with pytest.raises(Refused):
        undone(town, begins)
    assert content(town) != before


def test_frozen_it_says_for_ever_what_it_said(town: Database) -> None:
    review_id = frozen(town)
    before = page(town, review_id)
    assert before.content.is_frozen
    assert before.content.made_on == TODAY
    with town.write() as session:
        session.get_one(Meeting, 2).state = MeetingState.CANCELLED
    after = page(town, review_id)
    assert after == before
    assert after.content.review.whole.rhythm.held == 1
    with town.read() as session:
        assert reviews.period_page(session, THIS, TODAY).content.review.whole.rhythm.held == 0
        assert list(review_findings(session)) == []


def test_nothing_in_a_frozen_review_is_written_deleted_or_frozen_again(town: Database) -> None:
    review_id = begun(town)
    section_id = texts(town, review_id).sections[0].id
    assert section_id is not None
    with town.write() as session:
        evidence_id = add_evidence(session, section_id, words="Une lettre")
        reviews.freeze(session, review_id, 1, NOW)
    for write in (
        lambda session: reviews.write_narrative(session, review_id, "x", 2),
        lambda session: reviews.write_section(session, section_id, "x", 1),
        lambda session: add_evidence(session, section_id, words="x"),
        lambda session: drop_evidence(session, evidence_id),
        lambda session: reviews.compare_with(session, review_id, None, 2),
        lambda session: reviews.freeze(session, review_id, 2, NOW),
        lambda session: reviews.delete_draft(session, review_id, 2),
    ):
        with pytest.raises(Refused, match="review_frozen"), town.write() as session:
            write(session)
    assert [row.entry.text for row in texts(town, review_id).sections[0].evidence] == ["Une lettre"]


def test_after_freezing_the_period_can_be_taken_up_again(town: Database) -> None:
    first = frozen(town)
    second = begun(town)
    assert second != first
    with town.read() as session:
        assert [(row.id, row.is_frozen) for row in reviews.review_rows(session)] == [
            (second, False),
            (first, True),
        ]


def test_a_draft_is_compared_with_a_frozen_review_whatever_the_base_says_now(town: Database) -> None:
    earlier, draft = frozen(town, year(2025)), begun(town)
    with town.write() as session:
        session.get_one(Meeting, 1).state = MeetingState.CANCELLED
    with town.write() as session:
        reviews.compare_with(session, draft, earlier, 1)
    found = page(town, draft).content
    assert found.compared_with == "Année 2025"
    assert found.review.previous is not None
    assert found.review.previous.rhythm.held == 1
    with town.write() as session:
        reviews.compare_with(session, draft, None, 2)
    again = page(town, draft).content.review.previous
    assert again is not None
    assert again.rhythm.held == 0
    with town.read() as session:
        beside = reviews.period_page(session, Period(date(2026, 1, 1), date(2026, 6, 30)), TODAY, earlier)
    assert beside.content.compared_with == "Année 2025"


def test_only_what_is_frozen_is_compared_with(town: Database) -> None:
    draft, other = begun(town), begun(town, year(2025))
    with town.write() as session, pytest.raises(Refused, match="review_not_frozen"):
        reviews.compare_with(session, draft, other, 1)


def test_a_draft_is_deleted_whole(town: Database) -> None:
    review_id = begun(town)
    with town.write() as session:
        reviews.delete_draft(session, review_id, 1)
    with town.read() as session:
        assert reviews.review_rows(session) == ()
        assert check_base(session) == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE stage_review SET sha256 = ''",
        "UPDATE stage_review SET content = json_set(content, '$.narrative', 'Rien')",
        "UPDATE stage_review SET content = '[]'",
        "UPDATE stage_review SET content = 'Rien'",
        "UPDATE stage_review SET content = json_remove(content, '$.review')",
    ],
)
def test_what_was_changed_behind_the_program_s_back_is_found(town: Database, statement: str) -> None:
    review_id = frozen(town)
    town.close()
    with closing(sqlite3.connect(town.path)) as connection:
        connection.execute(statement)
        connection.commit()
    with town.read() as session:
        assert [finding.code for finding in check_base(session)] == ["check_review"]
        if "'Rien'" not in statement.split("content")[1:2]:
            with pytest.raises((Refused, ValueError)):
                reviews.review_page(session, review_id, TODAY)


def test_what_is_kept_is_exported_as_it_is_kept(town: Database, tmp_path) -> None:  # type: ignore[no-untyped-def]  # a fixture
    review_id = frozen(town)
    with town.write() as session:
        session.get_one(Meeting, 2).state = MeetingState.CANCELLED
    one = export_document(town, review_order(review_id, TODAY), tmp_path / "fige.docx")
    other = export_document(town, period_order(THIS, TODAY), tmp_path / "nouveau.docx")
    assert one.read_bytes() != other.read_bytes()
    again = export_document(town, review_order(review_id, date(2030, 1, 1)), tmp_path / "encore.docx")
    assert again.read_bytes() == one.read_bytes()


def test_what_is_kept_names_nobody(town: Database) -> None:
    review_id = frozen(town)
    with town.read() as session:
        said = json.dumps(session.get_one(StageReview, review_id).content, ensure_ascii=False)
    assert "Zoé" not in said
    assert "D’Été" not in said
