"""What the migrations make is what the models say, and the base itself refuses what it should."""

import re
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Enum, Table, create_engine, insert, text
from sqlalchemy.exc import IntegrityError

from pstdesk.db.database import Database
from pstdesk.db.models import (
    ActionOwner,
    Base,
    Decision,
    Grade,
    Membership,
    Person,
    Programme,
    Proxy,
    Setting,
)
from pstdesk.db.models.base import longest
from tests import builders as make

TABLES = sorted(Base.metadata.tables.values(), key=lambda table: table.name)


def clauses(create: str) -> tuple[set[str], str]:
    """Return the parts of a CREATE TABLE between its commas, in no order, and what follows them."""
    head, _, rest = create.partition("(")
    body, _, tail = rest.rpartition(")")
    parts, depth, quoted = [""], 0, False
    for char in body:
        quoted ^= char == "'"
        depth += 0 if quoted else (char == "(") - (char == ")")
        if char == "," and depth == 0 and not quoted:
            parts.append("")
        else:
            parts[-1] += char
    written = (" ".join(part.split()) for part in parts)
    # a CHECK or a key of a column that was added later stands behind the column: it says the same there
    apart = {each for part in written for each in re.split(r"(?<=NOT NULL) (?=CONSTRAINT \w+ CHECK )", part)}
    key = r"(\w+)( \w+) (CONSTRAINT \w+) (REFERENCES .*)"
    for each in [each for each in apart if re.fullmatch(key, each)]:
        apart.remove(each)
        apart |= set(re.sub(key, r"\1\2|\3 FOREIGN KEY(\1) \4", each).split("|"))
    return apart, " ".join(f"{head} {tail}".split())


def shape(path: Path) -> dict[str, Any]:
    """Return the tables and indexes of a base, comparable whatever order they were written in."""
    with closing(sqlite3.connect(path)) as connection:
        made = connection.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('table', 'index')"
        ).fetchall()
    ours = [row for row in made if not re.match(r"sqlite_|search_index|alembic_", row[1])]
    return {name: clauses(sql) if kind == "table" else " ".join(sql.split()) for kind, name, sql in ours}


def test_migrations_make_what_the_models_say(tmp_path: Path) -> None:
    """Columns, types, defaults, nullability, keys, indexes, CHECKs, WITHOUT ROWID and AUTOINCREMENT."""
    by_models = tmp_path / "models.pstdesk"
    engine = create_engine(f"sqlite:///{by_models}")
    Base.metadata.create_all(engine)
    engine.dispose()
    migrated, said = shape(make.empty_file(tmp_path)), shape(by_models)
    assert migrated.keys() == said.keys()
    assert {name: migrated[name] for name in migrated} == said


def test_every_foreign_key_has_an_index_that_begins_with_it(tmp_path: Path) -> None:
    unindexed = []
    with closing(sqlite3.connect(make.empty_file(tmp_path))) as connection:
        for table in TABLES:
            keys = {row[3] for row in connection.execute(f"PRAGMA foreign_key_list({table.name})")}
            indexes = [row[1] for row in connection.execute(f"PRAGMA index_list({table.name})")]
            first = {connection.execute(f"PRAGMA index_info('{index}')").fetchone()[2] for index in indexes}
            unindexed += [f"{table.name}.{key}" for key in keys - first]
    assert unindexed == []


def test_every_constraint_has_a_name_to_migrate_by() -> None:
    assert [str(item) for table in TABLES for item in table.constraints if not item.name] == []


def test_every_model_has_its_topic() -> None:
    quiet = {mapper.class_.__name__ for mapper in Base.registry.mappers if not mapper.class_.topic}
    assert quiet == {"JournalEntry", "SearchEntry"}


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_words_of_enums_and_lengths_of_texts_are_checked_by_the_base(table: Table) -> None:
    checks = {str(item.name) for item in table.constraints}
    words = {f"ck_{table.name}_{column.name}_word" for column in table.c if isinstance(column.type, Enum)}
    lengths = {f"ck_{table.name}_{column.name}_length" for column in table.c if longest(column)}
    assert words | lengths <= checks


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE committee SET rhythm = 'weekly'",
        "UPDATE committee SET rhythm = 'YEARLY'",
        "UPDATE committee SET short_name = printf('%201d', 0)",
        "UPDATE committee SET level_id = 99",
        "UPDATE meeting SET state = ''",
        "UPDATE meeting SET number = 3",
        "UPDATE meeting SET year = 2026",
        "UPDATE membership SET starts_on = '2026-03-01', ends_on = '2026-03-01'",
        "UPDATE membership SET person_id = NULL",
        "UPDATE attendance SET person_id = 99",
        "DELETE FROM person",
    ],
)
def test_the_base_refuses_by_itself(base: Database, change: str) -> None:
    with base.write() as session:
        body = make.committee(session)
        somebody = make.person(session)
        make.membership(session, somebody, body)
        make.attendance(session, make.meeting(session, body), somebody)
    with pytest.raises(IntegrityError), base.write() as session:
        session.execute(text(change))


@pytest.mark.parametrize(
    ("model", "row"),
    [
        (Programme, {"id": 2, "base_id": "f", "name": "n", "town": "t", "preset": "p"}),
        (Membership, {"person_id": 99, "committee_id": 99}),
        (Membership, {"person_id": 1, "committee_id": 1, "substitute_for_id": 99}),
        (Proxy, {"meeting_id": 1, "grantor_id": 1, "holder_id": 1}),
        (ActionOwner, {"action_id": 1}),
        (Decision, {"agenda_item_id": 1, "position": 1, "text": "", "number": 4}),
        (Grade, {"name": "Agent", "search_key": "encadrement"}),
    ],
)
def test_rows_that_cannot_be(base: Database, model: type[Base], row: dict[str, object]) -> None:
    with base.write() as session:
        body = make.committee(session)
        make.membership(session, make.person(session), body)
        make.agenda_item(session, make.meeting(session, body))
        make.action(session)
        make.grade(session, "Encadrement")
    with pytest.raises(IntegrityError), base.write() as session:
        session.execute(insert(model), [row])


def test_two_meetings_of_a_committee_and_year_never_share_a_number(base: Database) -> None:
    with base.write() as session:
        body = make.committee(session)
        make.meeting(session, body, year=2026, number=1)
        make.meeting(session, body, date(2027, 1, 5), year=2027, number=1)
        make.meeting(session, body, date(2026, 12, 1))
    with pytest.raises(IntegrityError), base.write() as session:
        session.execute(text("UPDATE meeting SET year = 2026, number = 1 WHERE day = '2026-12-01'"))


def test_the_number_of_a_deleted_row_is_never_given_again(base: Database) -> None:
    with base.write() as session:
        first = make.person(session)
        session.delete(first)
    with base.write() as session:
        assert make.person(session).id > first.id


def test_a_value_without_a_table_of_its_own_is_kept_as_it_is(base: Database) -> None:
    value = {"œuvre": ["é", 1, None, True]}
    with base.write() as session:
        session.add(Setting(key="view", value=value))
    with base.read() as session:
        assert session.get_one(Setting, "view").value == value


def test_what_a_preset_may_omit_has_its_default_in_the_base_too(base: Database) -> None:
    with base.write() as session:
        session.execute(
            text("INSERT INTO person (family_name, search_key, given_key) VALUES ('Ñandú', 'nandu', 'nandu')")
        )
    with base.read() as session:
        person = session.get_one(Person, 1)
        assert (person.given_name, person.email, person.notes, person.version) == ("", "", "", 1)
