"""How minutes call themselves: their title and the state of the document, in the current language."""

from pstdesk.documents.meeting_words import meeting_of_body
from pstdesk.documents.minutes import MinutesContent
from pstdesk.i18n import _, format_date


def minutes_title(content: MinutesContent) -> str:
    """Return "Compte rendu de la séance n° 3/2026 du comité technique « ... »"."""
    return _("Compte rendu de la {meeting}").format(meeting=meeting_of_body(content))


def state_words(content: MinutesContent) -> str:
    """Return "Projet, version 2" or "Approuvé le 14 janvier 2027", and when it was last corrected."""
    if content.approved_on is None:
        return _("Projet, version {version}").format(version=content.version)
    day = format_date(content.approved_on, "long")
    if not content.rectifications:
        return _("Approuvé le {day}").format(day=day)
    last = max(rectification.meeting.day for rectification in content.rectifications)
    return _("Approuvé le {day}, rectifié le {last}").format(day=day, last=format_date(last, "long"))
