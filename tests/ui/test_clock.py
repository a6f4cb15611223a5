"""What the window takes for now and today."""

from datetime import UTC, datetime

from pstdesk.ui import clock


def test_today_is_the_day_on_this_machine_s_calendar() -> None:
    before = datetime.now().astimezone().date()
    assert before <= clock.today() <= datetime.now().astimezone().date()


def test_both_clocks_show_the_same_instant_one_of_them_in_utc() -> None:
    assert clock.now().tzinfo is UTC
    assert abs((clock.now_here() - clock.now()).total_seconds()) < 60
