"""What minutes say of other minutes: those they approve, those they correct, and who corrected them."""

from collections.abc import Iterator

from pstdesk.documents.meeting_outline import say
from pstdesk.documents.minutes import MinutesContent, MinutesItem, OtherMeeting, RectificationLine
from pstdesk.documents.outline import Paragraph, Run, typed
from pstdesk.i18n import _, format_date


def dated_meeting(meeting: OtherMeeting) -> str:
    """Return "séance n° 3/2026 du 12 novembre 2026", or "séance du 12 novembre 2026" without a number."""
    day = format_date(meeting.day, "long")
    if meeting.number is None or meeting.year is None:
        return _("séance du {day}").format(day=day)
    return _("séance n° {number}/{year} du {day}").format(number=meeting.number, year=meeting.year, day=day)


def approved_words(meeting: OtherMeeting) -> str:
    """Return "Le compte rendu de la séance n° 3/2026 du 12 novembre 2026 est approuvé."."""
    return _("Le compte rendu de la {meeting} est approuvé.").format(meeting=dated_meeting(meeting))


def approvals(item: MinutesItem) -> Iterator[Paragraph]:
    """Yield which minutes were approved under an item."""
    yield from (say("body", approved_words(meeting)) for meeting in item.approved)


def corrections(item: MinutesItem) -> Iterator[Paragraph]:
    """Yield what was decided under an item to correct in earlier minutes."""
    for line in item.rectified:
        words = _("Rectificatif au compte rendu de la {meeting}")
        yield _correction(words.format(meeting=dated_meeting(line.meeting)), line)


def rectifications(content: MinutesContent) -> Iterator[Paragraph]:
    """Yield what later meetings corrected, above the text that stays as it was approved."""
    for line in content.rectifications:
        words = _("Rectificatif décidé à la {meeting}")
        yield _correction(words.format(meeting=dated_meeting(line.meeting)), line)


def _correction(words: str, line: RectificationLine) -> Paragraph:
    return Paragraph("decision", (Run(words, "label"), Run("\n" + typed(line.text).strip())))
