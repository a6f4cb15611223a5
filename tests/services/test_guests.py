"""A newcomer is made, given a post and counted as a guest in one step, or not at all."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from pstdesk.db.database import Database
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.errors import Refused
from pstdesk.services.attendance import attendance_rows
from pstdesk.services.guests import Newcomer, welcome
from pstdesk.services.meetings import hold
from pstdesk.services.organisations import organisation_rows
from pstdesk.services.people import PeopleFilter, person_rows
from tests import builders

DAY = date(2026, 11, 12)


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Database]:
    base = builders.make_base(tmp_path)
    with base.write() as session:
        builders.programme(session)
        builders.organisation(session, "Caisse de l’Œuvre", acronym="CDO")
        hold(session, builders.meeting(session, builders.committee(session)).id, DAY)
        builders.meeting(session, builders.committee(session, "CT2", "Insertion"), DAY)
    yield base
    base.close()


@pytest.mark.parametrize("typed", ["cdo", "caisse de l'oeuvre"])
def test_a_known_organisation_is_recognised(base: Database, typed: str) -> None:
    with base.write() as session:
        welcome(session, 1, Newcomer("Muñoz", "Aïcha", typed, job_title="Chargée d’accueil"))
    with base.read() as session:
        (row,) = attendance_rows(session, 1)
        assert (row.organisation, row.job_title) == ("Caisse de l’Œuvre", "Chargée d’accueil")
        assert (row.status, row.is_guest) == (AttendanceStatus.PRESENT, True)


def test_an_unknown_organisation_is_made(base: Database) -> None:
    with base.write() as session:
        welcome(session, 1, Newcomer("Muñoz", organisation="Atelier d’ici"))
    with base.read() as session:
        assert [row.name for row in organisation_rows(session, "", DAY)] == [
            "Atelier d’ici",
            "Caisse de l’Œuvre",
        ]


def test_nobody_is_made_for_a_meeting_that_was_not_held(base: Database) -> None:
    with pytest.raises(Refused, match="attendance_before_meeting"), base.write() as session:
        welcome(session, 2, Newcomer("Muñoz", "Aïcha", "Atelier d’ici"))
    with base.read() as session:
        assert person_rows(session, PeopleFilter(), DAY) == ()
        assert len(organisation_rows(session, "", DAY)) == 1
