"""What a few letters mean, and how a meeting is put into words."""

from datetime import date, time

import pytest

from pstdesk.domain.attendance import AttendanceStatus, headcount
from pstdesk.domain.sign_in import read_entry
from pstdesk.i18n import NBSP
from pstdesk.ui.meetings.attendees import Attendee, meant
from pstdesk.ui.meetings.notes_edit import result_in
from pstdesk.ui.meetings.owners_field import split_last
from pstdesk.ui.meetings.words import headcount_words, when_words

UNKNOWN, PRESENT = AttendanceStatus.NOT_RECORDED, AttendanceStatus.PRESENT
PEOPLE = (
    Attendee(10, 1, "Ævarsson", "Aïssata", "CAF", UNKNOWN),
    Attendee(11, 2, "L’Hostis", "Zoé", "CPAM", UNKNOWN),
    Attendee(12, 3, "Martin", "Élodie", "", PRESENT),
    Attendee(13, 4, "Nuñez-Straßer", "Martine", "", UNKNOWN),
    Attendee(14, 5, "Vandenbrouck", "Élodie", "", UNKNOWN),
    Attendee(15, None, "Tœpffer", "Ophélie", "", PRESENT, is_guest=True),
)


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("", [10, 11, 12, 13, 14, 15]),
        ("aev", [10]),
        ("æ", [10]),
        ("lho", [11]),
        ("l'h", [11]),
        ("hos", [11]),
        ("zo l", [11]),
        ("str", [13]),
        # Martine comes before Martin, who is signed in already.
        ("mar", [13, 12]),
        ("elo", [14, 12]),
        ("toep", [15]),
        ("xyz", []),
        ("2", [11]),
        ("2 4", [11, 13]),
        ("4-5, 1", [10, 13, 14]),
        ("6", []),
    ],
)
def test_a_few_letters_or_numbers_mean_people(typed: str, ids: list[int]) -> None:
    assert [person.id for person in meant(PEOPLE, read_entry(typed))] == ids


@pytest.mark.parametrize(
    ("line", "result"),
    [
        ("D: on garde la date", ("D", "on garde la date")),
        ("  a : Zoé appelle ", ("A", "Zoé appelle")),
        ("D:", None),
        ("DA: non", None),
        ("Le débat : long", None),
    ],
)
def test_a_line_that_begins_with_its_sign_is_a_result(line: str, result: tuple[str, str] | None) -> None:
    assert result_in(line) == result


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("caf", ("", "caf")),
        ("CAF, zo", ("CAF, ", "zo")),
        ("CAF; CPAM, ", ("CAF; CPAM, ", "")),
        ("", ("", "")),
    ],
)
def test_the_last_of_several_owners_is_the_one_being_typed(typed: str, parts: tuple[str, str]) -> None:
    assert split_last(typed) == parts


def test_the_headcount_says_only_what_there_is() -> None:
    statuses = [(PRESENT, False)] * 15 + [(AttendanceStatus.EXCUSED, False)] * 2 + [(UNKNOWN, False)] * 2
    words = headcount_words(headcount(statuses))
    assert words.replace(NBSP, " ") == "15 présents, 2 excusés sur 19"
    guest = headcount_words(headcount([(PRESENT, False), (PRESENT, True)]))
    assert guest.replace(NBSP, " ") == "1 présent sur 1 ; 1 non inscrit"
    assert headcount_words(headcount([(UNKNOWN, False)])).replace(NBSP, " ") == "1 personne attendue"


def test_a_day_and_its_hours_read_as_french_writes_them() -> None:
    day = date(2026, 11, 12)
    words = when_words(day, time(14, 30), time(16))
    assert words.replace(NBSP, " ") == "Jeudi 12 novembre 2026, de 14 h 30 à 16 h"
    assert when_words(day, time(9), None).replace(NBSP, " ") == "Jeudi 12 novembre 2026 à 9 h"
    assert when_words(day, None, time(9)) == "Jeudi 12 novembre 2026"
