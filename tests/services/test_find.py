"""The search over everything: each kind is found by what people call it, and says where and when."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from pstdesk.db.database import Database
from pstdesk.db.models import (
    ActionItem,
    AgendaItem,
    Attachment,
    Committee,
    Meeting,
    MeetingAttachment,
    Organisation,
    Person,
)
from pstdesk.domain.action import ActionState
from pstdesk.domain.meeting import MeetingState
from pstdesk.services.find import SHOWN, Fit, Found, FoundGroup, FoundKind, find, recent
from tests import builders as make

TODAY = date(2026, 11, 23)
ARCHIVED = datetime(2026, 1, 1, tzinfo=UTC)
SAID = "Les deux tuteurs sont disponibles dès janvier, dit la Mission locale. "
FILLER = "Le tour de table commence. " * 20


@pytest.fixture
def base(base: Database) -> Database:
    """Two bodies that met in two years, and one record of each kind beside."""
    with base.write() as session:
        zoe = make.person(session, "Zoé", "L’Hœst-Muñoz", notes="Préfère le téléphone")
        make.person(session, "Noël", "Bœuf", archived_at=ARCHIVED)
        caf = make.organisation(session, "Caisse d’allocations familiales", acronym="CAF")
        make.organisation(session, "Ancien atelier", archived_at=ARCHIVED)
        make.post(session, zoe, caf, job_title="Directrice", service="Action sociale")
        level = make.level(session)
        bodies = [
            make.committee(session, short, name, level_id=level.id, position=place)
            for place, (short, name) in enumerate(
                (("CT1", "Accès aux droits"), ("CT3", "Insertion et emploi"))
            )
        ]
        for body in bodies:
            for year in (2025, 2026):
                meeting = make.meeting(
                    session, body, date(year, 3, 12), state=MeetingState.HELD, year=year, number=2
                )
                make.agenda_item(session, meeting, "Tour de table", position=1)
                notes = FILLER + SAID if body is bodies[1] and year == 2025 else FILLER
                item = make.agenda_item(session, meeting, "Chantiers", position=2, notes=notes)
                make.decision(
                    session, item, f"La clause vaut pour {year}", year=year, number=bodies.index(body) + 12
                )
        told = session.get_one(AgendaItem, 6)
        action = make.action(
            session, "Relancer les bailleurs", agenda_item_id=told.id, due_on=date(2025, 6, 1)
        )
        make.progress_note(session, action, "Promesse reçue par courrier")
        make.paper(session, session.get_one(Meeting, 3), "Plan_du_chantier-2025.pdf", agenda_item_id=told.id)
    return base


def groups(base: Database, text: str, all_of: FoundKind | None = None) -> tuple[FoundGroup, ...]:
    with base.read() as session:
        return find(session, text, TODAY, all_of)


def of_kind(base: Database, kind: FoundKind, text: str) -> list[Found]:
    return [row for group in groups(base, text) if group.kind is kind for row in group.rows]


def titles(base: Database, kind: FoundKind, text: str) -> list[str]:
    return [row.title for row in of_kind(base, kind, text)]


def days(base: Database, text: str) -> list[tuple[str, int]]:
    """Return the meetings found: body and year."""
    wheres = [row.where for row in of_kind(base, FoundKind.MEETING, text)]
    return [(where.committee, where.day.year) for where in wheres if where is not None]


@pytest.mark.parametrize(
    "text",
    ["zoe", "Zoé l hœst", "munoz", "MUNOZ ZOE", "L'HOEST-MUÑOZ", "hoe", "zo", "z", "directrice", "tele"],
)
def test_a_person_is_found_by_any_part_of_the_name_or_by_what_they_do(base: Database, text: str) -> None:
    (found,) = of_kind(base, FoundKind.PERSON, text)
    assert (found.opens, found.title, found.remark) == (
        ("person", 1),
        "L’Hœst-Muñoz Zoé",
        "Directrice, CAF",
    )


@pytest.mark.parametrize("text", ["zoe caf", "caf munoz", "hoest familiales allocations", "zoe hoest caf"])
def test_a_person_is_found_by_name_and_organisation_together(base: Database, text: str) -> None:
    assert titles(base, FoundKind.PERSON, text) == ["L’Hœst-Muñoz Zoé"]


def test_one_letter_beside_a_word_is_not_yet_looked_for_inside_names(base: Database) -> None:
    assert titles(base, FoundKind.PERSON, "familiales h") == []
    assert titles(base, FoundKind.PERSON, "familiales ho") == ["L’Hœst-Muñoz Zoé"]


@pytest.mark.parametrize("text", ["noel caf", "zoe atelier", "zoe caf atelier", "zoe " * 7 + "caf"])
def test_nobody_is_found_at_an_organisation_where_they_are_not(base: Database, text: str) -> None:
    assert of_kind(base, FoundKind.PERSON, text) == []


def test_why_somebody_was_found_is_shown_where_the_name_does_not_say_it(base: Database) -> None:
    assert of_kind(base, FoundKind.PERSON, "zoe")[0].passage == ""
    assert of_kind(base, FoundKind.PERSON, "directrice")[0].passage == ""
    assert "Préfère le téléphone" in of_kind(base, FoundKind.PERSON, "telephone")[0].passage
    assert "Action sociale" in of_kind(base, FoundKind.PERSON, "sociale")[0].passage


def test_what_was_archived_is_found_and_says_so(base: Database) -> None:
    assert [row.archived for row in of_kind(base, FoundKind.PERSON, "boeuf")] == [True]
    assert [row.archived for row in of_kind(base, FoundKind.ORGANISATION, "ancien")] == [True]
    with base.write() as session:
        session.get_one(Committee, 1).archived_at = ARCHIVED
    assert [row.archived for row in of_kind(base, FoundKind.BODY, "ct1")] == [True]


@pytest.mark.parametrize("text", ["caf", "CAISSE", "allocations", "familiales caisse", "d'allocations"])
def test_an_organisation_is_found_by_its_name_and_acronym(base: Database, text: str) -> None:
    assert titles(base, FoundKind.ORGANISATION, text) == ["Caisse d’allocations familiales"]


@pytest.mark.parametrize("text", ["ct3", "CT 3", "insertion", "emploi inser", "ct3 insertion"])
def test_a_body_is_found_by_its_names(base: Database, text: str) -> None:
    assert titles(base, FoundKind.BODY, text) == ["CT3 Insertion et emploi"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CT3 mars 2025", [("CT3", 2025)]),
        ("ct 3 12/3/2025", [("CT3", 2025)]),
        ("séance n° 2 du 12 mars 2025", [("CT1", 2025), ("CT3", 2025)]),
        ("12/3", [("CT1", 2026), ("CT3", 2026), ("CT1", 2025), ("CT3", 2025)]),
        ("séance 2 ct1", [("CT1", 2026), ("CT1", 2025)]),
        ("ct1 2", [("CT1", 2026), ("CT1", 2025)]),
        ("2/2025 ct1", [("CT1", 2025)]),
        ("ct1", [("CT1", 2026), ("CT1", 2025)]),
        ("emploi 2025", [("CT3", 2025)]),
        ("séance emploi", [("CT3", 2026), ("CT3", 2025)]),
        ("T1 2025 ct3", [("CT3", 2025)]),
        ("ct3 2025 c", [("CT3", 2025)]),
        ("emploi 2025 i", [("CT3", 2025)]),
        ("2025 e", [("CT3", 2025)]),
        ("salle des fêtes", [("CT1", 2026), ("CT3", 2026), ("CT1", 2025), ("CT3", 2025)]),
        ("avril 2025", []),
        ("séance 9", []),
        ("séance inconnue", []),
        ("2", []),
    ],
)
def test_a_meeting_is_found_by_body_number_day_and_place(
    base: Database, text: str, found: list[tuple[str, int]]
) -> None:
    assert days(base, text) == found


def test_the_meeting_named_comes_before_its_body_but_not_where_only_the_body_is_named(base: Database) -> None:
    assert groups(base, "ct3 mars 2025")[0].kind is FoundKind.MEETING
    assert [group.kind for group in groups(base, "ct3")] == [FoundKind.BODY, FoundKind.MEETING]


@pytest.mark.parametrize("text", ["tuteurs janvier", "deux tuteurs disponibles", "TUTEURS deux", "tute"])
def test_what_was_said_is_found_with_the_words_around_and_where_and_when(base: Database, text: str) -> None:
    (found,) = of_kind(base, FoundKind.MINUTES, text)
    assert found.opens == ("agenda_item", 6)
    assert found.title == "Chantiers"
    assert "deux tuteurs sont disponibles dès janvier" in found.passage
    where = found.where
    assert where is not None
    assert (where.committee, where.number, where.year, where.day, where.place) == (
        "CT3",
        2,
        2025,
        date(2025, 3, 12),
        2,
    )


def test_the_latest_minutes_come_first_but_after_what_is_said_in_a_title(base: Database) -> None:
    found = of_kind(base, FoundKind.MINUTES, "chantiers")
    years = [row.where.day.year for row in found if row.where is not None]
    assert years == [2026, 2026, 2025, 2025]
    in_notes = of_kind(base, FoundKind.MINUTES, "tour de table")
    assert [row.title for row in in_notes] == ["Tour de table"] * 4 + ["Chantiers"]


@pytest.mark.parametrize(
    ("text", "items"),
    [("ct3 tuteurs", [6]), ("mars 2025 tuteurs", [6]), ("ct3 2025 tuteurs", [6]), ("ct1 tuteurs", []),
     ("2026 tuteurs", []), ("ct3 t", []), ("avril 2025 tuteurs", []),
     ("ct3 mars 2025 commence", [6]), ("commence 2026", [4, 8])],
)  # fmt: skip
def test_a_body_or_a_day_beside_the_words_narrows_the_minutes(
    base: Database, text: str, items: list[int]
) -> None:
    assert sorted(row.opens[1] for row in of_kind(base, FoundKind.MINUTES, text)) == items


@pytest.mark.parametrize("text", ["2025-012", "2025-12", "décision 2025-12"])
def test_a_decision_is_found_by_its_number(base: Database, text: str) -> None:
    (group, *_others) = groups(base, text)
    assert (group.kind, [row.title for row in group.rows]) == (FoundKind.DECISION, ["2025-012"])
    assert group.rows[0].passage == "La clause vaut pour 2025"


def test_a_short_number_is_that_of_any_year_and_of_drafts_by_their_place(base: Database) -> None:
    assert titles(base, FoundKind.DECISION, "D12") == ["2026-012", "2025-012"]
    with base.write() as session:
        meeting = make.meeting(session, session.get_one(Committee, 1), date(2026, 11, 20))
        make.minutes(session, meeting)
        item = make.agenda_item(session, meeting, "Bilan")
        for place in range(1, 4):
            make.decision(session, item, f"Décision de brouillon {place}", position=place)
    (draft,) = of_kind(base, FoundKind.DECISION, "d3")
    assert (draft.title, draft.passage) == ("D3", "Décision de brouillon 3")


def test_a_decision_is_found_by_its_words_those_withdrawn_last(base: Database) -> None:
    with base.write() as session:
        item = session.get_one(AgendaItem, 8)
        make.decision(session, item, "La clause tombe", year=2026, number=14, position=2, is_withdrawn=True)
    found = of_kind(base, FoundKind.DECISION, "clause")
    assert [(row.title, row.withdrawn) for row in found][-1] == ("2026-014", True)
    assert found[0].opens[0] == "agenda_item"


@pytest.mark.parametrize("text", ["relancer", "bailleurs", "promesse courrier"])
def test_an_action_is_found_by_its_words_and_by_what_was_reported(base: Database, text: str) -> None:
    (found,) = of_kind(base, FoundKind.ACTION, text)
    assert found.opens == ("action_item", 1)
    assert (found.state, found.due_on) == (ActionState.TO_DO, date(2025, 6, 1))
    assert text.split()[0] in found.passage.lower()
    assert found.where is not None
    assert found.where.place == 2


@pytest.mark.parametrize("text", ["plan chantier", "plan_du", "pdf", "2025.pdf"])
def test_a_paper_is_found_by_the_name_of_its_file(base: Database, text: str) -> None:
    (found,) = of_kind(base, FoundKind.PAPER, text)
    assert (found.title, found.opens) == ("Plan_du_chantier-2025.pdf", ("agenda_item", 6))


def test_a_file_that_belongs_to_no_meeting_is_not_found(base: Database) -> None:
    with base.write() as session:
        session.delete(session.get_one(MeetingAttachment, 1))
    assert groups(base, "plan chantier") == ()


def test_a_correction_of_minutes_leads_to_where_it_was_decided(base: Database) -> None:
    with base.write() as session:
        minutes = make.minutes(session, session.get_one(Meeting, 3))
        make.rectification(
            session, minutes, session.get_one(Meeting, 4), "Lire trois tutrices", agenda_item_id=8
        )
    (found,) = of_kind(base, FoundKind.MINUTES, "tutrices")
    assert (found.opens, found.passage) == (("agenda_item", 8), "Lire trois tutrices")
    assert found.where is not None
    assert found.where.day == date(2025, 3, 12)


def test_exact_names_and_beginnings_decide_which_group_comes_first(base: Database) -> None:
    with base.write() as session:
        make.person(session, "Ana", "Insertion")
        make.organisation(session, "Emploi", search_key="emploi")
    assert [(group.kind, group.fit) for group in groups(base, "insertion")][:2] == [
        (FoundKind.PERSON, Fit.BEGINNING),
        (FoundKind.BODY, Fit.BEGINNING),
    ]
    assert [group.kind for group in groups(base, "emploi")][:2] == [FoundKind.ORGANISATION, FoundKind.BODY]


def test_a_group_shows_a_few_says_how_many_there_are_and_shows_them_when_asked(base: Database) -> None:
    with base.write() as session:
        for number in range(SHOWN + 7):
            make.person(session, "Noa", f"Ibarra {number:02}")
    (group,) = groups(base, "ibarra")
    assert (len(group.rows), group.total, group.or_more) == (SHOWN, SHOWN + 7, False)
    (group,) = groups(base, "ibarra", FoundKind.PERSON)
    assert (len(group.rows), group.total) == (SHOWN + 7, SHOWN + 7)
    assert len({row.opens for row in group.rows}) == SHOWN + 7


def test_the_latest_of_one_kind_do_not_hide_those_of_another(base: Database) -> None:
    with base.write() as session:
        for number in range(600):
            make.action(session, f"Visiter les tuteurs {number}")
    found = groups(base, "tuteurs")
    assert {group.kind for group in found} == {FoundKind.MINUTES, FoundKind.ACTION}
    assert [group.or_more for group in found if group.kind is FoundKind.ACTION] == [True]


def test_the_words_of_all_groups_are_read_at_once(base: Database) -> None:
    asked: list[str] = []
    with base.read() as session:
        event.listen(session.get_bind(), "before_cursor_execute", lambda *about: asked.append(about[2]))
        found = find(session, "clause", TODAY) + find(session, "chantier", TODAY)
    assert [group.kind for group in found] == [FoundKind.DECISION, FoundKind.MINUTES, FoundKind.PAPER]
    assert len([words for words in asked if "search_entry.body" in words]) == 2


def test_who_was_merged_is_found_under_the_old_name_as_who_they_are(base: Database) -> None:
    with base.write() as session:
        third = make.person(session, "Zoé", "Hœst", archived_at=ARCHIVED, merged_into_id=1)
        make.person(session, "Zoa", "Hœsti", archived_at=ARCHIVED, merged_into_id=third.id)
        make.organisation(session, "Caisse des familles", archived_at=ARCHIVED, merged_into_id=1)
    assert [row.opens for row in of_kind(base, FoundKind.PERSON, "hoesti zoa")] == [("person", 1)]
    assert [row.opens for row in of_kind(base, FoundKind.PERSON, "hoest")] == [("person", 1)]
    assert [row.opens for row in of_kind(base, FoundKind.ORGANISATION, "caisse")] == [("organisation", 1)]


def test_nothing_that_was_deleted_is_found(base: Database) -> None:
    with base.write() as session:
        session.delete(session.get_one(ActionItem, 1))
        session.flush()
        session.delete(session.get_one(AgendaItem, 6))
    for text in ("tuteurs", "clause 2025 ct3", "plan chantier"):
        assert ("agenda_item", 6) not in [row.opens for group in groups(base, text) for row in group.rows]


def test_an_entry_left_behind_leads_nowhere(base: Database) -> None:
    with base.write() as session:
        for table in (
            "progress_note",
            "meeting_attachment",
            "action_item",
            "decision",
            "agenda_item",
            "post",
        ):
            session.connection().exec_driver_sql(f"DELETE FROM {table}")
    for text in (
        "tuteurs",
        "clause",
        "relancer",
        "promesse",
        "plan chantier",
        "directrice",
        "D12",
        "chantiers",
    ):
        assert groups(base, text) == ()


def test_what_was_opened_lately_is_shown_as_it_is_now_and_not_once_it_is_gone(base: Database) -> None:
    opened = (
        ("meeting", 3),
        ("person", 1),
        ("organisation", 1),
        ("committee", 2),
        ("action_item", 1),
        ("person", 99),
    )
    with base.write() as session:
        session.get_one(Person, 1).family_name = "Nuñez"
    with base.read() as session:
        found = recent(session, opened, TODAY)
    assert [row.opens for row in found] == list(opened[:-1])
    assert found[1].title == "Nuñez Zoé"
    assert [row.passage for row in found] == ["", "", "", "", "Relancer les bailleurs"]


@pytest.mark.parametrize(
    "text",
    ["", " ", "\0", "…", "!?", '"', "'", "*", "^", "(", "NEAR(a b)", "a AND", "title:", "-", "😀", "😀😀 ct3",
     "\ud800", "%", "_", "x" * 1_000_000, "ct3 " * 250_000, "d" * 50, "9" * 50, "séance n° 99999999999",
     "12/12/12/12", "œ", "ﬁ", "zoé\0", "\u0301"],
)  # fmt: skip
def test_whatever_is_typed_or_pasted_is_only_words(base: Database, text: str) -> None:
    for group in groups(base, text):
        assert group.rows


@given(st.text(max_size=40))
def test_any_text_can_be_looked_for(base: Database, text: str) -> None:
    groups(base, text)


def test_quotes_and_operators_around_a_name_change_nothing(base: Database) -> None:
    for text in ('"zoe"', "zoe*", "(zoe)", "zoe;", "«zoe»", "zoe OR", "zoe\0"):
        assert titles(base, FoundKind.PERSON, text) in (["L’Hœst-Muñoz Zoé"], []), text
    assert titles(base, FoundKind.PERSON, '"zoe') == ["L’Hœst-Muñoz Zoé"]


def test_files_and_organisations_of_the_fixture_are_what_the_tests_take_them_for(base: Database) -> None:
    with base.read() as session:
        assert session.get_one(Attachment, 1).name == "Plan_du_chantier-2025.pdf"
        assert session.get_one(Organisation, 1).acronym == "CAF"
