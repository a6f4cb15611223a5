"""Every word of the domain can be read."""

import importlib
import pkgutil
from enum import Enum

import pytest

import pstdesk.domain
from pstdesk.domain.action import ActionState
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.meeting import MeetingState
from pstdesk.labels import _LABELS, attendance_heading, label, title


def enums_of_the_domain() -> list[type[Enum]]:
    """Return every enum that a module of the domain defines."""
    found = []
    for info in pkgutil.iter_modules(pstdesk.domain.__path__, "pstdesk.domain."):
        module = importlib.import_module(info.name)
        found += [
            thing
            for thing in vars(module).values()
            if isinstance(thing, type) and issubclass(thing, Enum) and thing.__module__ == info.name
        ]
    return found


@pytest.mark.parametrize("enum", enums_of_the_domain(), ids=lambda enum: enum.__name__)
def test_every_member_has_a_word_of_its_own(enum: type[Enum]) -> None:
    labels = [label(member) for member in enum]
    assert all(labels)
    assert len(set(labels)) == len(labels)


def test_no_word_is_left_of_an_enum_that_went() -> None:
    assert set(_LABELS) == set(enums_of_the_domain())


def test_a_word_stands_in_a_sentence_or_alone() -> None:
    assert label(MeetingState.HELD) == "tenue"
    assert title(MeetingState.HELD) == "Tenue"
    assert title(ActionState.TO_DO) == "À faire"


def test_attendance_headings_are_plural_and_all_there() -> None:
    assert [attendance_heading(status) for status in AttendanceStatus] == [
        "Présence non renseignée",
        "Présents",
        "À distance",
        "Représentés",
        "Excusés",
        "Absents",
    ]
