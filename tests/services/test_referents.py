"""The référent wherever the body appears: lists and heads of meetings, calendar, search, agenda."""

from datetime import date

import pytest

from pstdesk.db.database import Database
from pstdesk.db.models import Committee
from pstdesk.documents.agenda_document import agenda_document
from pstdesk.documents.outline import Paragraph
from pstdesk.domain.committee import MandateRole
from pstdesk.services.agenda_content import agenda_content
from pstdesk.services.find import FoundKind, find
from pstdesk.services.listing import Order
from pstdesk.services.meeting_list import MeetingsFilter, meeting_listing, meeting_rows
from pstdesk.services.meetings import meeting_head
from pstdesk.services.referents import referents_at
from pstdesk.services.year_calendar import year_calendar
from tests import builders
from tests.builders import A_DAY

BEFORE = date(2025, 6, 5)


@pytest.fixture
def base(base: Database) -> Database:
    """A body whose référent was Noël, and at its second meeting Zoé and Yann; and one without."""
    with base.write() as session:
        builders.programme(session)
        body, other = builders.committee(session), builders.committee(session, "CT2", "Insertion")
        zoe, noel = builders.person(session, "Zoé", "L’Hostis"), builders.person(session, "Noël", "Bœuf")
        yann = builders.person(session, "Yann", "Le Œil")
        builders.mandate(session, noel, body, starts_on=date(2025, 1, 1), ends_on=date(2026, 1, 1))
        builders.mandate(session, zoe, body)
        builders.mandate(session, yann, body, starts_on=date(2026, 2, 1))
        builders.mandate(session, noel, other, role=MandateRole.SUBSTITUTE_REFERENT)
        for of, day in ((body, BEFORE), (body, A_DAY), (other, A_DAY)):
            builders.meeting(session, of, day)
    return base


def test_a_meeting_names_the_referents_of_its_day(base: Database) -> None:
    with base.read() as session:
        assert referents_at(session, (1, 2, 3)) == {1: "Noël Bœuf", 2: "Zoé L’Hostis, Yann Le Œil"}
        assert referents_at(session, ()) == {}
        rows = {row.id: row.referent for row in meeting_rows(session, MeetingsFilter())}
        heads = [meeting_head(session, meeting_id).referent for meeting_id in (1, 2, 3)]
    assert rows == {1: "Noël Bœuf", 2: "Zoé L’Hostis, Yann Le Œil", 3: ""}
    assert heads == ["Noël Bœuf", "Zoé L’Hostis, Yann Le Œil", ""]


def test_meetings_are_sorted_by_the_family_name_and_those_without_come_last(base: Database) -> None:
    def sorted_by(order: Order) -> list[int]:
        with base.read() as session:
            return list(meeting_listing(MeetingsFilter(), A_DAY, order).ids(session))

    assert sorted_by(Order("referent")) == [1, 2, 3]
    assert sorted_by(Order("referent", descending=True)) == [2, 1, 3]


def test_the_calendar_and_the_search_name_those_of_today(base: Database) -> None:
    with base.read() as session:
        lines = [body.referent for body in year_calendar(session, 2026, A_DAY).bodies]
        groups = find(session, "petite enfance", A_DAY)
        (found,) = (row for group in groups if group.kind is FoundKind.BODY for row in group.rows)
    assert sorted(lines) == ["", "Zoé L’Hostis, Yann Le Œil"]
    assert found.remark == "Zoé L’Hostis, Yann Le Œil"


def test_the_agenda_names_them_where_there_are_any(base: Database) -> None:
    def facts(meeting_id: int) -> list[str]:
        with base.read() as session:
            outline = agenda_document(agenda_content(session, meeting_id)).outline
        return [part.text for part in outline if isinstance(part, Paragraph) and part.role == "fact"]

    assert "Référent\tZoé L’Hostis, Yann Le Œil" in facts(2)
    with base.write() as session:
        session.get_one(Committee, 2).usual_place = "Mairie"
    assert not any(fact.startswith("Référent") for fact in facts(3))
