"""How the dashboard words its lines, and draws its bars."""

from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from pstdesk.domain.attendance import Headcount
from pstdesk.domain.committee import MandateRole
from pstdesk.domain.dashboard import MinutesWait, Moment, Next, NextStep, Waiting
from pstdesk.domain.lights import Lamp, Light, LightCode, LightState, MeetingFacts
from pstdesk.domain.meeting import MeetingState
from pstdesk.i18n import NBSP
from pstdesk.services.dashboard_meetings import MeetingLine, MinutesLine
from pstdesk.services.dashboard_people import MandateLine, PartnerLine
from pstdesk.services.participation import ParticipationRow
from pstdesk.ui.dashboard import words
from pstdesk.ui.dashboard.columns import participation_columns
from pstdesk.ui.days import near_day

TODAY = date(2026, 11, 12)


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


FACTS = MeetingFacts(days(5), MeetingState.PLANNED)


@pytest.mark.parametrize(
    ("lamp", "said", "tone"),
    [
        (Lamp(Light.CONVOCATION, LightState.DUE, LightCode.CONVENE, 3), "à envoyer, 3 j", "warning"),
        (Lamp(Light.CONVOCATION, LightState.DUE, LightCode.CONVENE), "à envoyer", "warning"),
        (Lamp(Light.CONVOCATION, LightState.DONE, LightCode.CONVENED), "envoyée", "good"),
        (Lamp(Light.MINUTES, LightState.LATE, LightCode.MINUTES_DRAFT, 120), "retard 4 mois", "bad"),
        (Lamp(Light.APPROVAL, LightState.LATE, LightCode.APPROVAL_WAITS), "depuis aujourd’hui", "bad"),
        (Lamp(Light.SHEET, LightState.NOT_DUE, LightCode.SHEET_AFTER), "–", "neutral"),
    ],
)
def test_a_light_in_the_column_of_its_name(lamp: Lamp, said: str, tone: str) -> None:
    assert words.lamp_pill(lamp) == (said, tone)


@pytest.mark.parametrize(
    ("waiting", "next_day", "said", "tone"),
    [
        (Waiting(MinutesWait.WRITING, is_late=False, days=8), None, "à rédiger, 8 j", "warning"),
        (Waiting(MinutesWait.READING, is_late=False, days=0), None, "en relecture", "neutral"),
        (Waiting(MinutesWait.SENDING, is_late=True, days=3), None, "à diffuser, relu depuis 3 j", "bad"),
        (Waiting(MinutesWait.APPROVAL, is_late=False, days=0), days(1), "à approuver demain", "neutral"),
        (Waiting(MinutesWait.APPROVAL, is_late=True, days=9), None, "à approuver", "bad"),
    ],
)
def test_what_minutes_wait_for_in_words(
    waiting: Waiting, next_day: date | None, said: str, tone: str
) -> None:
    line = MinutesLine(1, "CT1", "Accès", None, None, FACTS, waiting, next_day)
    assert words.waiting_words(line, TODAY) == (said, tone)


def test_days_far_away_say_their_year() -> None:
    assert near_day(days(60), TODAY) == "lun. 11 janv."
    assert near_day(days(-400), TODAY) == "8 oct. 2025"


@pytest.mark.parametrize(
    ("step", "at", "said"),
    [
        (NextStep.RESUME, time(9, 30), "Reprendre la séance de 9 h 30"),
        (NextStep.RESUME, None, "Reprendre la séance"),
        (NextStep.OPEN, None, "Ouvrir la séance"),
        (NextStep.CONVENE, None, "Convoquer la séance du 17 nov."),
        (NextStep.WRITE, None, "Finir le compte rendu du 17 nov."),
    ],
)
def test_the_next_step_in_words(step: NextStep, at: time | None, said: str) -> None:
    assert plain(words.step_words(Next(step, Moment(1, FACTS, at, is_open=False)))) == said


def test_a_mandate_in_words() -> None:
    referent, substitute = MandateRole.REFERENT, MandateRole.SUBSTITUTE_REFERENT
    ends = MandateLine(1, "CT2", "Vie sociale", referent, "Zoé Ærø", days(43))
    assert (words.mandate_title(ends), plain(words.mandate_words(ends, TODAY)[0])) == (
        "CT2, Zoé Ærø", "fin le 24 déc., 42 j",
    )  # fmt: skip
    vacant = MandateLine(1, "CT2", "Vie sociale", referent, "", days(-42))
    assert (words.mandate_title(vacant), words.mandate_words(vacant, TODAY)) == (
        "CT2 Vie sociale", ("vacant depuis le 1er oct.", "bad"),
    )  # fmt: skip
    stands_in = MandateLine(1, "CT2", "Vie sociale", substitute, "Zoé Ærø", days(43))
    assert words.mandate_title(stands_in) == "CT2, Zoé Ærø (suppléance)"


@pytest.mark.parametrize(
    ("last_seen", "said", "tone"),
    [
        (None, "jamais venue", "warning"),
        (date(2026, 4, 13), "6 mois", "warning"),
        (date(2026, 4, 12), "7 mois", "warning"),
        (date(2023, 11, 12), "3 ans", "bad"),
    ],
)
def test_how_long_a_partner_was_not_seen(last_seen: date | None, said: str, tone: str) -> None:
    line = PartnerLine(1, "Régie de l’Écluse", "", last_seen, last_seen or TODAY, 2)
    assert words.partner_words(line, TODAY) == (said, tone)


def test_an_inquorate_meeting_is_named_so() -> None:
    facts = MeetingFacts(days(-7), MeetingState.INQUORATE)
    line = MeetingLine(1, 1, "CT1", "Accès", False, "", None, None, None, 0, 0, facts)
    assert words.meeting_when(line, TODAY) == "carence le 5 nov."
    assert words.referent_words(line) == "–"


def test_a_rate_in_words_and_as_a_bar(qapp: QApplication) -> None:
    count = Headcount(10, 5, 1, 0, 2, 1, 1, 0)
    row = ParticipationRow(1, "CT1", "Accès", 2, count)
    assert plain(words.rate_words(row)) == "67 % : 6 présents sur 9, 1 à noter"
    unknown = ParticipationRow(1, "CT1", "Accès", 2, Headcount(1, 0, 0, 0, 0, 0, 1, 0))
    assert words.rate_words(unknown) == "présences à noter"
    column = participation_columns()[1]
    drawn = []
    for shown in (row, unknown):
        image = QImage(300, 24, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        draw = column.draw
        assert draw is not None
        draw(painter, image.rect().toRectF(), shown, painter.font())
        painter.end()
        drawn.append(image)
    ink, ground = drawn[0].pixelColor(10, 12), drawn[1].pixelColor(10, 12)
    assert drawn[0].pixelColor(160, 12) == ink != ground  # 67 % of 256 pixels are 171
    assert drawn[0].pixelColor(190, 12) == ground
