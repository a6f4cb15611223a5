"""The hour of a test, which only the test moves on."""

from datetime import UTC, datetime, timedelta

from pstdesk.ui.meetings.view import MeetingView

START = datetime(2026, 11, 12, 14, 2, tzinfo=UTC)


class Time:
    """The hour of the test, which only the test moves on."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def now(self) -> datetime:
        return START + timedelta(seconds=self.seconds - 1000)

    def passes(self, view: MeetingView, *, minutes: float) -> None:
        """Let time pass and the clock tick once."""
        self.seconds += minutes * 60
        view.mode.clock.tick()
