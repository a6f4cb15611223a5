"""What a file that is attached to a meeting is there for."""

from enum import StrEnum


class AttachmentPurpose(StrEnum):
    """What an attached file is to its meeting."""

    PAPER = "paper"
    """Something to read for the meeting or for one of its items."""
    SIGN_IN_SHEET = "sign_in_sheet"
    """The sheet that those present signed, scanned or photographed."""
