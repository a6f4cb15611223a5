"""Minutes as a document: their words, what their file says of itself, and what they are known by."""

from pstdesk.documents.document import Document
from pstdesk.documents.kept import digest
from pstdesk.documents.meeting_document import meeting_document
from pstdesk.documents.minutes import MinutesContent
from pstdesk.documents.minutes_outline import minutes_outline
from pstdesk.documents.minutes_words import minutes_title, state_words
from pstdesk.i18n import _, language


def minutes_document(content: MinutesContent) -> Document:
    """Return the minutes ready to draw, in the content's language."""
    said = digest(content)
    with language(content.language):
        return meeting_document(
            content,
            minutes_title(content),
            kind=_("compte rendu"),
            state=state_words(content),
            outline=minutes_outline(content),
            identifier=f"pstdesk:{content.base_id}:{content.meeting_id}:{content.version}:{said}",
            identity=_identity(content, said),
        )


def _identity(content: MinutesContent, said: str) -> dict[str, str]:
    """Return what a file that comes back is known by; text, which every program keeps as it is."""
    return {
        "pstdesk_base": content.base_id,
        "pstdesk_meeting": str(content.meeting_id),
        "pstdesk_version": str(content.version),
        "pstdesk_sha256": said,
    }
