"""Minutes as a PDF, drawn without any other program."""

from pathlib import Path

from pstdesk.documents.files import write_atomically
from pstdesk.documents.minutes import MinutesContent
from pstdesk.documents.minutes_document import minutes_document
from pstdesk.documents.pdf_writer import pdf_file


def write_minutes(content: MinutesContent, path: Path, *, overwrite: bool = False) -> None:
    """Write the minutes to ``path`` as a PDF, whole or not at all, in the content's language.

    Raises Refused as :func:`pstdesk.documents.files.write_atomically` does.
    """
    file = minutes_pdf(content)
    write_atomically(path, lambda target: target.write(file), overwrite=overwrite)


def minutes_pdf(content: MinutesContent) -> bytes:
    """Return the minutes as the bytes of a PDF: :func:`pstdesk.documents.pdf_writer.pdf_file`."""
    return pdf_file(minutes_document(content))
