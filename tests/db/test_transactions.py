"""What a transaction keeps, what it announces, and what it says when the file lets it down."""

import os
import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path, PureWindowsPath
from typing import Any, cast

import pytest
from sqlalchemy import event, func, select, text, update
from sqlalchemy.exc import IntegrityError

from pstdesk.db.address import file_uri
from pstdesk.db.database import Database, announce
from pstdesk.db.migrate import open_base
from pstdesk.db.models import Attendance, Person, Setting
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.errors import Refused
from tests import builders as make


def family_names(base: Database) -> list[str]:
    """Return the names in the base."""
    with base.read() as session:
        return list(session.scalars(select(Person.family_name).order_by(Person.id)))


def on_connect(base: Database, pragma: str) -> None:
    """Give ``pragma`` to each connection that the base opens from now on."""
    base.close()
    event.listen(base._engine, "connect", lambda connection, _: connection.execute(f"PRAGMA {pragma}"))


@contextmanager
def refused(code: str) -> Iterator[None]:
    """Expect a refusal with ``code`` that names the base."""
    with pytest.raises(Refused) as error:
        yield
    assert error.value.code == code
    assert error.value.values == {"file": "valmont.pstdesk"}


# Commit and rollback


def test_what_is_written_is_kept(base: Database) -> None:
    with base.write() as session:
        make.person(session, "Zoé", "L’Hœst-Muñoz")
    assert family_names(base) == ["L’Hœst-Muñoz"]


@pytest.mark.parametrize("error", [ValueError, Refused, KeyboardInterrupt])
def test_nothing_is_kept_or_announced_of_what_fails(
    base: Database, announced: list[frozenset[str]], error: type[BaseException]
) -> None:
    def begin_and_fail() -> None:
        with base.write() as session:
            make.person(session)
            raise error("changed_meanwhile")

    with pytest.raises(error):
        begin_and_fail()
    assert family_names(base) == []
    assert announced == []


def test_nothing_is_kept_of_a_transaction_that_the_base_refuses(
    base: Database, announced: list[frozenset[str]]
) -> None:
    def write_what_cannot_be() -> None:
        with base.write() as session:
            make.person(session)
            make.committee(session, level_id=99)

    with pytest.raises(IntegrityError):
        write_what_cannot_be()
    assert family_names(base) == []
    assert announced == []


def test_a_reader_changes_nothing(base: Database) -> None:
    with base.read() as session:
        make.person(session)
    assert family_names(base) == []


def test_a_reader_sees_one_state_of_the_base(base: Database) -> None:
    other = open_base(base.path)
    on_connect(other, "busy_timeout = 10")
    with base.read() as session:
        count = select(func.count()).select_from(Person)
        assert session.scalar(count) == 0
        with pytest.raises(Refused), other.write() as writer:
            make.person(writer)
        assert session.scalar(count) == 0
    other.close()


# What is announced


def test_topics_are_announced_once_and_after_the_commit(tmp_path: Path) -> None:
    seen = []

    def look(topics: frozenset[str]) -> None:
        seen.append((topics, family_names(base)))

    base = make.make_base(tmp_path, on_commit=look)
    with base.write() as session:
        make.person(session, "Zoé", "Ibarra")
        make.person(session, "Noa", "Weiß")
        make.organisation(session)
        assert seen == []
    base.close()
    assert seen == [(frozenset({"people", "organisations"}), ["Ibarra", "Weiß"])]


def test_changes_and_deletions_are_announced_and_reading_is_not(
    base: Database, announced: list[frozenset[str]]
) -> None:
    with base.write() as session:
        make.sector(session)
        person_id = make.person(session).id
    with base.write() as session:
        session.get_one(Person, person_id).notes = "Préfère le matin"
    with base.write() as session:
        session.get_one(Person, person_id).notes = "Préfère le matin"
    with base.write() as session:
        session.delete(session.get_one(Person, person_id))
    assert announced == [{"organisations", "people"}, {"people"}, {"people"}]


def test_a_bulk_statement_says_itself_what_it_changed(
    base: Database, announced: list[frozenset[str]]
) -> None:
    with base.write() as session:
        session.execute(update(Attendance).values(status=AttendanceStatus.PRESENT))
        announce(session, Attendance, Person)
    with base.read() as session:
        announce(session, Attendance)
    assert announced == [{"attendance", "people"}]


def test_a_base_without_listener_is_written_all_the_same(tmp_path: Path) -> None:
    base = make.make_base(tmp_path)
    with base.write() as session:
        make.person(session)
    assert len(family_names(base)) == 1
    base.close()


# Versions


def test_nobody_overwrites_what_they_have_not_seen(base: Database) -> None:
    with base.write() as session:
        make.person(session)

    def overwrite() -> None:
        with base.write() as session:
            person = session.get_one(Person, 1)
            session.execute(text("UPDATE person SET notes = 'de quelqu’un d’autre', version = version + 1"))
            person.notes = "de moi"

    with pytest.raises(Refused) as error:
        overwrite()
    assert error.value.code == "changed_meanwhile"
    with base.read() as session:
        assert session.get_one(Person, 1).notes == ""


def test_each_change_counts(base: Database) -> None:
    with base.write() as session:
        person = make.person(session)
        assert person.version == 1
        person.email = "zoe@valmont.example"
    with base.read() as session:
        assert session.get_one(Person, 1).version == 2


def test_two_threads_lose_no_update(base: Database) -> None:
    with base.write() as session:
        session.add(Setting(key="count", value=0))

    def count() -> None:
        for _ in range(20):
            with base.write() as session:
                setting = session.get_one(Setting, "count")
                setting.value += 1

    threads = [threading.Thread(target=count) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    with base.read() as session:
        assert session.get_one(Setting, "count").value == 40


# The file


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "delete"),
        ("synchronous", 3),
        ("foreign_keys", 1),
        ("busy_timeout", 5000),
        ("cell_size_check", 1),
    ],
)
def test_each_connection_is_set_up(base: Database, pragma: str, value: object) -> None:
    with base.read() as session:
        assert session.scalar(text(f"PRAGMA {pragma}")) == value


NAMES = ["été n° 1?#%41.pstdesk", "l’œuvre & «la» base+.pstdesk", "a b.pstdesk"]
if sys.platform == "linux":
    NAMES.append(os.fsdecode(b"caf\xe9.pstdesk"))  # from an old disk: no text


@pytest.mark.parametrize("name", NAMES)
def test_a_base_may_have_any_name(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "Réunions 100 %"
    folder.mkdir()
    base = make.make_base(folder, name)
    with base.write() as session:
        make.person(session)
    base.close()
    assert [path.name for path in folder.iterdir()] == [name]


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (r"C:\Bases\été.pstdesk", "file:///C:/Bases/%C3%A9t%C3%A9.pstdesk?mode=rw"),
        (r"\\mairie\partage\a b.pstdesk", "file:////mairie/partage/a%20b.pstdesk?mode=rw"),
    ],
)
def test_the_address_of_a_base_on_windows_and_on_a_share(path: str, address: str) -> None:
    class WindowsPath(PureWindowsPath):
        def absolute(self) -> "WindowsPath":
            return self

    assert file_uri(cast("Path", WindowsPath(path))) == address


@pytest.mark.parametrize("access", ["read", "write"])
def test_a_base_that_is_occupied(base: Database, access: str) -> None:
    with base.write() as session:
        make.person(session)
    on_connect(base, "busy_timeout = 10")
    assert len(family_names(base)) == 1
    with closing(sqlite3.connect(base.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with refused("base_busy"), getattr(base, access)() as session:
            session.get(Person, 1)
    with base.write() as session:
        session.get_one(Person, 1).notes = "À la deuxième fois"


def test_a_reader_that_holds_up_the_commit_loses_nothing(base: Database) -> None:
    on_connect(base, "busy_timeout = 10")
    with closing(sqlite3.connect(base.path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM person").fetchall()
        with refused("base_busy"), base.write() as session:
            make.person(session)
    assert family_names(base) == []
    with base.write() as session:
        make.person(session)
    assert len(family_names(base)) == 1


def test_a_full_disk_loses_nothing_and_a_retry_works(base: Database, announced: list[frozenset[str]]) -> None:
    with base.write() as session:
        make.person(session, "Zoé", "Ibarra")
        pages = session.scalar(text("PRAGMA page_count"))
    announced.clear()
    on_connect(base, f"max_page_count = {pages + 4}")
    with refused("base_disk_full"), base.write() as session:
        make.person(session, "Noa", "Weiß", notes="é" * 900_000)
    assert family_names(base) == ["Ibarra"]
    assert announced == []
    on_connect(base, "max_page_count = 100000")
    with base.write() as session:
        make.person(session, "Noa", "Weiß", notes="é" * 900_000)
    assert family_names(base) == ["Ibarra", "Weiß"]


@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_protected_base_is_read_but_not_written(plain_folder: Path, what: str) -> None:
    path = plain_folder / "valmont.pstdesk"
    base = Database(path)
    with base.write() as session:
        make.person(session, "Zoé", "Ibarra")
    base.close()
    path.chmod(0o400 if what == "file" else 0o600)
    plain_folder.chmod(0o500 if what == "folder" else 0o700)
    with refused("base_read_only"), base.write() as session:
        make.person(session, "Noa", "Weiß")
    assert family_names(base) == ["Ibarra"]
    plain_folder.chmod(0o700)
    path.chmod(0o600)
    base.close()
    with base.write() as session:
        make.person(session, "Noa", "Weiß")
    base.close()
    assert family_names(base) == ["Ibarra", "Weiß"]
    base.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let an open file go")
@pytest.mark.parametrize("is_open", [True, False])
def test_a_base_that_went_is_not_made_anew(base: Database, is_open: bool) -> None:
    assert family_names(base) == []
    if not is_open:
        base.close()
    away = base.path.rename(base.path.with_name("ailleurs.pstdesk"))
    with refused("base_not_reached"), base.write() as session:
        make.person(session)
    assert list(base.path.parent.iterdir()) == [away]
    base.close()
    away.rename(base.path)
    with base.write() as session:
        make.person(session)
    assert len(family_names(base)) == 1


def test_a_damaged_page_is_noticed_when_it_is_read(base: Database) -> None:
    with base.write() as session:
        for number in range(300):
            make.person(session, "Zoé", f"Ibarra {number}")
    base.close()
    content = base.path.read_bytes()
    base.path.write_bytes(content[:4096] + bytes(len(content) - 4096))
    with refused("base_damaged"):
        family_names(base)


def test_a_base_emptied_while_it_is_open_is_no_error_of_ours(base: Database) -> None:
    assert family_names(base) == []
    os.truncate(base.path, 0)
    with refused("base_damaged"):
        family_names(base)


def test_words_that_people_type_are_no_word_of_the_driver(base: Database) -> None:
    """A text that says "database is locked" beside a mistake of ours is still a mistake of ours."""
    with pytest.raises(IntegrityError), base.write() as session:
        make.committee(session, level_id=99, notes="database is locked, disk is full, readonly, malformed")


def test_a_day_comes_back_as_it_was(base: Database) -> None:
    with base.write() as session:
        somebody: Any = make.person(session)
        post = make.post(session, somebody, starts_on=date(1999, 12, 31))
        session.expire(post)
        assert post.starts_on == date(1999, 12, 31)
