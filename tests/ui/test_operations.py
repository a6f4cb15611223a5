"""The desk: work off the window's thread, outcomes on it, nothing lost and nothing shown to a dead page."""

import threading
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from pstdesk.domain.errors import Refused
from pstdesk.ui.changes import Changes
from pstdesk.ui.operations import Cancelled, Desk, Step
from pstdesk.ui.trouble import Trouble
from tests.ui.fakes import FakeBase


@pytest.fixture
def page(qtbot: QtBot) -> QObject:
    return QObject()


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.close()


def idle(qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: not desk.is_busy)


def test_work_runs_elsewhere_and_its_result_comes_home(qtbot: QtBot, desk: Desk, page: QObject) -> None:
    base = FakeBase()
    seen: list[tuple[int, threading.Thread]] = []
    desk.open(lambda: base)
    desk.read(page, lambda session: 42).success(
        lambda value: seen.append((value, threading.current_thread()))
    ).start()
    idle(qtbot, desk)
    assert seen == [(42, threading.main_thread())]
    assert threading.main_thread().name not in base.threads


def test_a_result_that_is_none_is_a_result(qtbot: QtBot, desk: Desk, page: QObject) -> None:
    seen: list[None] = []
    desk.open(FakeBase)
    desk.write(page, lambda session: None).success(seen.append).start()
    idle(qtbot, desk)
    assert seen == [None]


def test_work_asked_before_the_base_is_open_waits_for_it(qtbot: QtBot, desk: Desk, page: QObject) -> None:
    gate = threading.Event()
    seen: list[int] = []

    def slow() -> FakeBase:
        assert gate.wait(5)
        return FakeBase()

    desk.open(slow)
    desk.job(page, lambda base, step: 1).success(seen.append).start()
    assert seen == []
    gate.set()
    idle(qtbot, desk)
    assert seen == [1]


def test_a_base_that_does_not_open_says_why_once(qtbot: QtBot, desk: Desk, page: QObject) -> None:
    def missing() -> FakeBase:
        raise Refused("base_missing", file="valmont.pstdesk")

    troubles: list[Trouble] = []
    desk.failed.connect(troubles.append)
    with qtbot.waitSignal(desk.open_failed) as caught:
        desk.open(missing)
        desk.read(page, lambda session: 1).success(lambda _value: pytest.fail("no base")).start()
    idle(qtbot, desk)
    assert caught.args is not None
    assert "valmont.pstdesk" in caught.args[0].sentence
    assert troubles == []


def test_another_base_takes_the_place_of_the_first(qtbot: QtBot, desk: Desk, page: QObject) -> None:
    first, second = FakeBase(), FakeBase()
    desk.open(lambda: first)
    desk.open(lambda: second)
    desk.read(page, lambda session: session).start()
    idle(qtbot, desk)
    assert first.closed
    assert not second.closed
    assert second.threads


def test_nothing_is_shown_to_a_page_that_is_gone(qtbot: QtBot, desk: Desk) -> None:
    gate = threading.Event()
    page = QObject()
    desk.open(FakeBase)
    desk.read(page, lambda session: gate.wait(5)).success(lambda _value: pytest.fail("shown")).start()
    shiboken6.delete(page)
    gate.set()
    idle(qtbot, desk)


def test_a_write_is_done_even_if_its_page_is_gone(qtbot: QtBot, desk: Desk) -> None:
    base = FakeBase()
    page = QObject()
    desk.open(lambda: base)
    operation = desk.write(page, lambda session: None)
    shiboken6.delete(page)
    operation.start()
    idle(qtbot, desk)
    assert base.commits == 1


def test_only_the_last_of_the_same_key_is_shown(qtbot: QtBot, desk: Desk, page: QObject) -> None:
    gate = threading.Event()
    seen: list[str] = []
    desk.open(lambda: gate.wait(5) and FakeBase())
    for text in ("f", "fa", "fau"):
        desk.read(page, lambda session, text=text: text).once("rows").success(seen.append).start()
    desk.read(page, lambda session: "other").success(seen.append).start()
    gate.set()
    idle(qtbot, desk)
    assert seen == ["fau", "other"]


def test_a_refusal_is_its_sentence(qtbot: QtBot, desk: Desk, page: QObject) -> None:
    def refuse(session: object) -> None:
        raise Refused("programme_without_name")

    desk.open(FakeBase)
    own: list[Trouble] = []
    desk.write(page, refuse).failure(own.append).start()
    with qtbot.waitSignal(desk.failed) as caught:
        desk.write(page, refuse).start()
    idle(qtbot, desk)
    assert [trouble.code for trouble in own] == ["programme_without_name"]
    assert own[0].details == ""
    assert caught.args is not None
    assert caught.args[0].sentence == own[0].sentence


def test_an_unforeseen_error_keeps_its_details(
    qtbot: QtBot, desk: Desk, page: QObject, caplog: pytest.LogCaptureFixture
) -> None:
    desk.open(FakeBase)
    with qtbot.waitSignal(desk.failed) as caught:
        desk.read(page, lambda session: 1 // 0).start()
    assert caught.args is not None
    assert "ZeroDivisionError" in caught.args[0].details
    assert "ZeroDivisionError" not in caught.args[0].sentence
    assert "ZeroDivisionError" in caplog.text


def test_a_busy_base_is_tried_again(
    qtbot: QtBot, desk: Desk, page: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pstdesk.ui.operations._BUSY_PAUSES", (0.0, 0.0))
    base = FakeBase(busy_times=2)
    seen: list[int] = []
    desk.open(lambda: base)
    desk.write(page, lambda session: 7).success(seen.append).start()
    idle(qtbot, desk)
    assert seen == [7]
    assert base.commits == 1


def test_a_base_that_stays_busy_is_said_to_be(
    qtbot: QtBot, desk: Desk, page: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pstdesk.ui.operations._BUSY_PAUSES", (0.0,))
    desk.open(lambda: FakeBase(busy_times=9))
    with qtbot.waitSignal(desk.failed) as caught:
        desk.read(page, lambda session: 7).start()
    assert caught.args is not None
    assert caught.args[0].code == "base_busy"


def test_a_job_tells_its_steps_and_can_be_stopped(qtbot: QtBot, desk: Desk, page: QObject) -> None:
    reached, go_on = threading.Event(), threading.Event()
    steps: list[tuple[int, int, str]] = []
    ended: list[str] = []

    def long(base: object, step: Step) -> None:
        step(1, 2, "Lecture")
        reached.set()
        assert go_on.wait(5)
        step(2, 2)
        pytest.fail("it was cancelled")

    desk.open(FakeBase)
    job = desk.job(page, long).progress(lambda *step: steps.append(step))
    job.success(lambda _result: pytest.fail("cancelled")).finished(lambda: ended.append("end")).start()
    qtbot.waitUntil(lambda: bool(steps))
    assert reached.wait(5)
    job.cancel()
    go_on.set()
    idle(qtbot, desk)
    assert steps == [(1, 2, "Lecture")]
    assert ended == ["end"]


def test_a_job_does_not_hold_up_short_work(qtbot: QtBot, desk: Desk, page: QObject) -> None:
    gate = threading.Event()
    seen: list[str] = []
    desk.open(FakeBase)
    desk.job(page, lambda base, step: gate.wait(5)).success(lambda _done: seen.append("job")).start()
    desk.read(page, lambda session: "page").success(seen.append).start()
    qtbot.waitUntil(lambda: seen == ["page"])
    gate.set()
    idle(qtbot, desk)
    assert seen == ["page", "job"]


def test_a_task_needs_no_base(qtbot: QtBot, desk: Desk, page: QObject) -> None:
    seen: list[str] = []
    desk.task(page, lambda step: "read").success(seen.append).start()
    idle(qtbot, desk)
    assert seen == ["read"]
    with pytest.raises(RuntimeError):
        desk.read(page, lambda session: 1).start()


def test_closing_finishes_writes_and_drops_the_rest(qtbot: QtBot, page: QObject) -> None:
    desk = Desk()
    gate = threading.Event()
    base = FakeBase()

    def wait(session: object) -> None:
        assert gate.wait(5)

    def stopped(base: object, step: Step) -> None:
        while True:
            step(0, 0)
            threading.Event().wait(0.001)

    desk.open(lambda: base)
    desk.write(page, wait).start()
    desk.write(page, lambda session: None).start()
    desk.job(page, stopped).start()
    gate.set()
    desk.close()
    assert base.commits == 2
    assert base.closed
    desk.read(page, lambda session: pytest.fail("the base is closed")).start()


def test_a_commit_is_announced_on_the_window_s_thread_before_the_page_hears_of_it(
    qtbot: QtBot, desk: Desk, page: QObject
) -> None:
    changes = Changes()
    heard: list[object] = []
    changes.changed.connect(lambda topics: heard.append((topics, threading.current_thread())))
    desk.open(lambda: FakeBase(committed=changes.committed))
    desk.write(page, lambda session: "saved").success(heard.append).start()
    idle(qtbot, desk)
    assert heard == [(frozenset({"people"}), threading.main_thread()), "saved"]
    changes.committed(frozenset())  # nothing was written: nothing to tell
    changes.committed(frozenset({"meetings"}))
    qtbot.waitUntil(lambda: len(heard) > 2)
    assert heard[2:] == [(frozenset({"meetings"}), threading.main_thread())]


def test_cancelled_is_no_trouble(qtbot: QtBot, desk: Desk, page: QObject) -> None:
    def give_up(step: Step) -> None:
        raise Cancelled

    desk.failed.connect(lambda _trouble: pytest.fail("told"))
    desk.task(page, give_up).success(lambda _result: pytest.fail("shown")).start()
    idle(qtbot, desk)
