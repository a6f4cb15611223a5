"""The record of an election as a document: its words, what its file says of itself, what it is known by."""

from pstdesk.documents.document import Document
from pstdesk.documents.election_record import RecordContent
from pstdesk.documents.election_record_outline import record_outline
from pstdesk.documents.election_words import record_state, record_title
from pstdesk.documents.kept import digest
from pstdesk.documents.meeting_document import meeting_document
from pstdesk.i18n import _, language


def record_document(content: RecordContent) -> Document:
    """Return the record ready to draw, in the content's language.

    Its file says by which content it was drawn: the digest that the base keeps with the record. It has none
    of the marks by which minutes come back, for nobody corrects a record in Word.
    """
    said = digest(content)
    with language(content.language):
        return meeting_document(
            content,
            record_title(content),
            kind=_("procès-verbal d’élection"),
            state=record_state(content),
            outline=record_outline(content),
            identifier=f"pstdesk:{content.base_id}:election:{content.election_id}:{content.record}:{said}",
            identity={
                "pstdesk_base": content.base_id,
                "pstdesk_election": str(content.election_id),
                "pstdesk_record": str(content.record),
                "pstdesk_sha256": said,
            },
        )
