"""Days and hours as people type them."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk import i18n
from pstdesk.domain.calendar import MONTHS, WEEKDAYS, parse_date, parse_time, quarter
from pstdesk.domain.errors import Refused

TODAY = date(2026, 11, 23)  # a Monday
DAYS = st.dates(date(1950, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12/3", date(2027, 3, 12)),
        ("12/03", date(2027, 3, 12)),
        ("12/11", date(2026, 11, 12)),
        ("1/6", date(2026, 6, 1)),
        ("12-3-26", date(2026, 3, 12)),
        ("12/03/2026", date(2026, 3, 12)),
        ("12.03.2026", date(2026, 3, 12)),
        ("12 03 2026", date(2026, 3, 12)),
        (" 12 / 3 / 2026 ", date(2026, 3, 12)),
        ("12032026", date(2026, 3, 12)),
        ("120326", date(2026, 3, 12)),
        ("20112012", date(2012, 11, 20)),
        ("2026-03-12", date(2026, 3, 12)),
        ("2026/3/12", date(2026, 3, 12)),
        ("20260312", date(2026, 3, 12)),
        ("12 mars", date(2027, 3, 12)),
        ("12 mars 2026", date(2026, 3, 12)),
        ("12mars2026", date(2026, 3, 12)),
        ("12-mars-26", date(2026, 3, 12)),
        ("le 12 mars 2026", date(2026, 3, 12)),
        ("1er mai", date(2027, 5, 1)),
        ("1ᵉʳ mai 2026", date(2026, 5, 1)),
        ("1 er mai 2026", date(2026, 5, 1)),
        ("12 DECEMBRE", date(2026, 12, 12)),
        ("12 déc.", date(2026, 12, 12)),
        ("3 févr. 2027", date(2027, 2, 3)),
        ("15 août", date(2026, 8, 15)),
        ("4 juil. 2026", date(2026, 7, 4)),
        ("4 juin 2026", date(2026, 6, 4)),
        ("jeudi 12 novembre 2026", date(2026, 11, 12)),
        ("Jeudi, 12 novembre 2026", date(2026, 11, 12)),
        ("jeu. 12/11/26", date(2026, 11, 12)),
        ("12/3/45", date(2045, 3, 12)),
        ("12/3/46", date(1946, 3, 12)),
        ("12/3/99", date(1999, 3, 12)),
        ("29/2", date(2028, 2, 29)),
        ("mar. 24/11", date(2026, 11, 24)),
        ("24 mar 2026", date(2026, 3, 24)),
        ("12\u00a0novembre\u00a02026", date(2026, 11, 12)),
        ("Thursday 12 November 2026", date(2026, 11, 12)),
    ],
)
def test_a_day_typed_in_any_french_way(text: str, day: date) -> None:
    assert parse_date(text, TODAY) == day
    assert parse_date(text.upper(), TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("lundi", date(2026, 11, 23)),
        ("Lundi prochain", date(2026, 11, 30)),
        ("lundi dernier", date(2026, 11, 16)),
        ("mardi", date(2026, 11, 24)),
        ("mardi prochain", date(2026, 11, 24)),
        ("mardi dernier", date(2026, 11, 17)),
        ("ce dimanche", date(2026, 11, 29)),
        ("dim.", date(2026, 11, 29)),
        ("demain", date(2026, 11, 24)),
        ("après-demain", date(2026, 11, 25)),
        ("aujourd'hui", TODAY),
        ("Aujourd’hui", TODAY),
        ("auj.", TODAY),
        ("hier", date(2026, 11, 22)),
        ("avant-hier", date(2026, 11, 21)),
    ],
)
def test_a_day_told_from_today(text: str, day: date) -> None:
    assert parse_date(text, TODAY) == day


def test_a_weekday_tells_which_year_is_meant() -> None:
    assert parse_date("14 mars", TODAY) == date(2027, 3, 14)
    assert parse_date("samedi 14 mars", TODAY) == date(2026, 3, 14)
    assert parse_date("dimanche 14 mars", TODAY) == date(2027, 3, 14)


def test_of_two_days_equally_near_the_coming_one_is_meant() -> None:
    past, coming = date(2028, 1, 1), date(2029, 1, 1)
    middle = date(2028, 7, 2)
    assert middle - past == coming - middle
    assert parse_date("1/1", middle) == coming


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "date_unreadable"),
        ("   ", "date_unreadable"),
        ("bientôt", "date_unreadable"),
        ("12", "date_unreadable"),
        ("12 jui 2026", "date_unreadable"),
        ("12 brumaire", "date_unreadable"),
        ("12,5", "date_unreadable"),
        ("12/3/202", "date_unreadable"),
        ("12/3/1066", "date_unreadable"),
        ("12/3/2206", "date_unreadable"),
        ("06 12 34 56 78", "date_unreadable"),
        ("12/3?", "date_unreadable"),
        ("mars 2026", "date_unreadable"),
        ("lundi mardi", "date_unreadable"),
        ("lundi prochain 12 mars", "date_unreadable"),
        ("9" * 5000, "date_unreadable"),
        ("31/02/2026", "date_nonexistent"),
        ("29/02/2026", "date_nonexistent"),
        ("30/2", "date_nonexistent"),
        ("12/13", "date_nonexistent"),
        ("0/1", "date_nonexistent"),
        ("2026-11-31", "date_nonexistent"),
        ("31 avril", "date_nonexistent"),
        ("lundi 12 novembre 2026", "date_weekday"),
        ("lundi 12 novembre", "date_weekday"),
    ],
)
def test_what_is_no_day_is_refused_with_what_was_typed(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_date(text, TODAY)
    assert (refused.value.code, refused.value.values) == (code, {"text": text})


@given(DAYS, st.sampled_from(["full", "long", "medium", "short"]), st.sampled_from(["fr", "en"]))
def test_what_a_field_shows_is_read_back(day: date, style: i18n.DateStyle, code: str) -> None:
    with i18n.language(code):
        assert parse_date(i18n.format_date(day, style), TODAY) == day


@given(DAYS, DAYS)
def test_every_short_form_is_read_whatever_the_day(day: date, today: date) -> None:
    month, weekday = MONTHS[day.month - 1], WEEKDAYS[day.weekday()]
    for text in (
        f"{day:%d/%m/%Y}",
        f"{day:%Y%m%d}",
        f"{day:%d%m%Y}",
        day.isoformat(),
        f"{weekday} {day.day} {month} {day.year}",
    ):
        assert parse_date(text, today) == day


@given(DAYS, DAYS)
def test_without_a_year_no_other_year_is_nearer(day: date, today: date) -> None:
    found = parse_date(f"{day.day}/{day.month}", today)
    assert (found.day, found.month) == (day.day, day.month)
    assert abs(found - today) <= abs(day - today)


@given(DAYS, st.integers(0, 6))
def test_a_weekday_is_found_within_a_week(today: date, weekday: int) -> None:
    name = WEEKDAYS[weekday]
    plain, coming, last = (parse_date(f"{name}{which}", today) for which in ("", " prochain", " dernier"))
    assert {found.weekday() for found in (plain, coming, last)} == {weekday}
    assert 0 <= (plain - today).days <= 6
    assert 1 <= (coming - today).days <= 7
    assert -7 <= (last - today).days <= -1


@given(st.text())
def test_any_text_gives_a_day_or_is_refused(text: str) -> None:
    for parse in (lambda: parse_date(text, TODAY), lambda: parse_time(text)):
        try:
            found = parse()
        except Refused as refused:
            found = refused.values["text"]
        assert found == text or isinstance(found, date | time)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("14h30", time(14, 30)),
        ("14 h 30", time(14, 30)),
        ("14\u00a0h\u00a030", time(14, 30)),
        ("14H30", time(14, 30)),
        ("14h", time(14)),
        ("14 heures", time(14)),
        ("1 heure 5", time(1, 5)),
        ("14 h 30 min", time(14, 30)),
        ("14:30", time(14, 30)),
        ("14.30", time(14, 30)),
        ("1430", time(14, 30)),
        ("930", time(9, 30)),
        ("9h", time(9)),
        ("9", time(9)),
        ("09h05", time(9, 5)),
        ("9h5", time(9, 5)),
        ("0h", time(0)),
        (" Midi ", time(12)),
        ("minuit", time(0)),
    ],
)
def test_an_hour_typed_in_any_french_way(text: str, at: time) -> None:
    assert parse_time(text) == at


@pytest.mark.parametrize("text", ["", "24h", "14h60", "tôt", "14h30h", "-3h", "14 30 00", "99999"])
def test_what_is_no_hour_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_time(text)
    assert (refused.value.code, refused.value.values) == ("time_unreadable", {"text": text})


@given(st.times().map(lambda at: at.replace(second=0, microsecond=0)), st.sampled_from(["fr", "en"]))
def test_an_hour_that_is_shown_is_read_back(at: time, code: str) -> None:
    with i18n.language(code):
        assert parse_time(i18n.format_time(at)) == at


def test_quarters_are_calendar_quarters() -> None:
    assert [quarter(date(2026, month, 15)) for month in range(1, 13)] == [
        f"2026-Q{number}" for number in (1, 2, 3, 4) for _ in range(3)
    ]
