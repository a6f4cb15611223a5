"""The migrations themselves: one line from the first to the newest, up and down, on their own feet."""

import ast
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import select

from pstdesk.db import migrate
from pstdesk.db.database import make_engine
from pstdesk.db.migrate import MIGRATIONS
from pstdesk.db.models import AgendaItem, Meeting, MeetingAttachment, Minutes
from pstdesk.db.revision import HEAD
from pstdesk.db.schema import drop_extras, make_extras
from pstdesk.db.search import search
from pstdesk.domain.attachment import AttachmentPurpose
from tests import builders as make

SCRIPTS = [MIGRATIONS / "env.py", *sorted((MIGRATIONS / "versions").glob("*.py"))]


def tables(path: Path) -> set[str]:
    """Return the names of the tables in a base, without SQLite's and alembic's own."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {name for (name,) in names} - {"alembic_version", "sqlite_sequence"}


def step(path: Path, to: str) -> None:
    """Take a base up or down to a revision, as ``bring_up_to_date`` does."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = make_engine(path, foreign_keys=False)
    with engine.execution_options(write=True).begin() as connection:
        drop_extras(connection)
        config.attributes["connection"] = connection
        if to == "head":
            command.upgrade(config, to)
        else:
            command.downgrade(config, to)
        if to != "base":
            make_extras(connection)
    engine.dispose()


def test_there_is_one_newest_revision_and_the_program_knows_it() -> None:
    scripts = ScriptDirectory(str(MIGRATIONS))
    assert scripts.get_heads() == [HEAD]
    assert [script.revision for script in scripts.walk_revisions()] == sorted(
        (path.stem for path in SCRIPTS[1:]), reverse=True
    )


def test_a_base_with_rows_goes_all_the_way_down_and_up_again(tmp_path: Path) -> None:
    base = make.make_base(tmp_path)
    with base.write() as session:
        body = make.committee(session)
        make.membership(session, make.person(session), body)
        make.decision(session, make.agenda_item(session, make.meeting(session, body)))
    base.close()
    full = tables(base.path)
    step(base.path, "base")
    assert tables(base.path) == set()
    step(base.path, "head")
    assert tables(base.path) == full
    with base.write() as session:
        make.membership(session, make.person(session), make.committee(session))
    base.close()


def test_a_base_of_the_first_shape_keeps_its_meetings_papers_and_minutes(tmp_path: Path) -> None:
    base = make.make_base(tmp_path)
    with base.write() as session:
        meeting = make.meeting(session, make.committee(session))
        item = make.agenda_item(session, meeting, notes="Une œuvre commune")
        make.minutes(session, meeting, corrections_to="ccas@valmont.example")
        make.paper(session, meeting, agenda_item_id=item.id)
    base.close()
    step(base.path, "0001")
    assert "standing_item" not in tables(base.path)
    migrate.bring_up_to_date(base.path, "0001", MIGRATIONS)
    with base.read() as session:
        meeting = session.get_one(Meeting, 1)
        assert (meeting.place, meeting.convened_on, meeting.second_convocation) == (
            "Salle des fêtes",
            None,
            False,
        )
        assert session.get_one(AgendaItem, 1).spent_seconds == 0
        minutes = session.get_one(Minutes, 1)
        assert (minutes.corrections_to, minutes.corrections_asked_of) == ("ccas@valmont.example", "")
        assert session.scalars(select(MeetingAttachment.purpose)).all() == [AttachmentPurpose.PAPER]
        assert [hit.title for hit in search(session, "oeuvre")] == ["Semaine de la parentalité"]
    base.close()


def test_what_the_search_did_not_know_of_a_first_base_it_finds_now(tmp_path: Path) -> None:
    base = make.make_base(tmp_path)
    with base.write() as session:
        meeting = make.meeting(session, make.committee(session), place="Hôtel de ville")
        item = make.agenda_item(session, meeting)
        make.paper(session, meeting, "plan.pdf")
        make.post(session, make.person(session), job_title="Directrice", service="")
        make.decision(session, item, "Une œuvre commune")
        make.progress_note(session, make.action(session, "Relancer"), "Promesse reçue")
    base.close()
    step(base.path, "0001")
    with base.read() as session:
        assert search(session, "directrice") == search(session, "promesse") == search(session, "plan") == ()
        assert [hit.title for hit in search(session, "oeuvre")] == ["Une œuvre commune"]
    base.close()
    migrate.bring_up_to_date(base.path, "0001", MIGRATIONS)
    with base.read() as session:
        found = {hit.kind: hit for text in WORDS_OF_KINDS for hit in search(session, text)}
        assert set(found) == {"meeting", "attachment", "post", "decision", "action_item", "progress_note"}
        assert (found["post"].title, found["post"].passage) == ("", "Directrice")
        assert (found["decision"].title, found["decision"].passage) == ("", "Une œuvre commune")
    base.close()


WORDS_OF_KINDS = ("hotel de ville", "plan pdf", "directrice", "oeuvre", "relancer", "promesse")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_migrations_import_no_code_of_ours(script: Path) -> None:
    """What a migration does may not change when the program does."""
    imported = set()
    for node in ast.walk(ast.parse(script.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add((node.module or "pstdesk").partition(".")[0])
    assert imported - sys.stdlib_module_names <= {"alembic", "sqlalchemy"}
