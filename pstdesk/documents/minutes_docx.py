"""Minutes as a Word document, on our template or on the commune's letterhead."""

from pathlib import Path

from pstdesk.documents.docx_writer import docx_file
from pstdesk.documents.files import write_atomically
from pstdesk.documents.minutes import MinutesContent
from pstdesk.documents.minutes_document import minutes_document


def write_minutes(
    content: MinutesContent, path: Path, letterhead: Path | bytes | None = None, *, overwrite: bool = False
) -> None:
    """Write the minutes to ``path``, whole or not at all, in the content's language.

    Raises Refused as :func:`minutes_docx` and :func:`pstdesk.documents.files.write_atomically` do.
    """
    file = minutes_docx(content, letterhead)
    write_atomically(path, lambda target: target.write(file), overwrite=overwrite)


def minutes_docx(content: MinutesContent, letterhead: Path | bytes | None = None) -> bytes:
    """Return the minutes as the bytes of a .docx: :func:`pstdesk.documents.docx_writer.docx_file`."""
    return docx_file(minutes_document(content), letterhead)
