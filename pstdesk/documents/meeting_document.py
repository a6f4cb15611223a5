"""What the file of any document of a meeting says of itself."""

from collections.abc import Mapping
from datetime import UTC, datetime, time

from pstdesk.documents.document import Document
from pstdesk.documents.meeting import MeetingContent
from pstdesk.documents.meeting_words import body_name, capital, meeting_name, running_words
from pstdesk.documents.outline import Part, typed_line
from pstdesk.i18n import format_date, format_time


def meeting_document(
    content: MeetingContent,
    title: str,
    *,
    kind: str,
    state: str,
    outline: tuple[Part, ...] = (),
    identifier: str = "",
    identity: Mapping[str, str] | None = None,
) -> Document:
    """Return a document of a meeting, ready to draw; ``kind`` ("compte rendu") is a word to find it by."""
    return Document(
        title=title,
        subject=_subject(content),
        author=typed_line(content.programme) or typed_line(content.town),
        keywords=_keywords(content, kind),
        moment=_moment(content),
        running=running_words(content),
        state=state,
        outline=outline,
        footer=typed_line(content.footer),
        fields=_fields(content),
        identifier=identifier,
        identity=identity or {},
        language=content.language,
    )


def _subject(meeting: MeetingContent) -> str:
    """Return what a file says that it is about: the body and the day."""
    return f"{body_name(meeting.committee)}, {format_date(meeting.day, 'long')}"


def _keywords(meeting: MeetingContent, kind: str) -> tuple[str, ...]:
    """Return the words by which a file is found: what it is, the body, the day."""
    words = (kind, typed_line(meeting.committee.short_name), meeting.day.isoformat())
    return tuple(filter(None, words))


def _moment(meeting: MeetingContent) -> datetime:
    """Return when a file says that it was made: the beginning of the meeting."""
    return datetime.combine(meeting.day, meeting.starts_at or time(), UTC)


def _fields(meeting: MeetingContent) -> Mapping[str, str]:
    """Return what the fields of a letterhead that are about the meeting stand for, by name."""
    number = "" if meeting.number is None or meeting.year is None else f"{meeting.number}/{meeting.year}"
    return {
        "commune": typed_line(meeting.town),
        "programme": typed_line(meeting.programme),
        "instance": capital(body_name(meeting.committee)),
        "seance": meeting_name(meeting),
        "numero": number,
        "date": format_date(meeting.day, "long"),
        "heure": format_time(meeting.starts_at) if meeting.starts_at else "",
        "lieu": typed_line(meeting.place),
    }
