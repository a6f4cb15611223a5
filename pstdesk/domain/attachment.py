"""What a file that is attached to a meeting is there for."""

from enum import StrEnum


class AttachmentPurpose(StrEnum):
    """What an attached file is to its meeting."""

    PAPER = "paper"
    """Something to read for the meeting or for one of its items."""
    SIGN_IN_SHEET = "sign_in_sheet"
    """The sheet that those present signed, scanned or photographed."""


_PROGRAMS = frozenset((
    "app", "appimage", "bat", "cmd", "com", "cpl", "desktop", "exe", "hta", "inf", "jar", "js", "jse", "lnk",
    "msc", "msi", "msp", "ps1", "psm1", "py", "pyw", "reg", "scr", "sh", "url", "vb", "vbe", "vbs", "wsf",
    "wsh",
))  # fmt: skip
"""What the system would run instead of showing it."""


def is_program(name: str) -> bool:
    """Whether opening a file of this ``name`` would run it, and not show what it says."""
    return name.rpartition(".")[2].casefold().strip() in _PROGRAMS and "." in name
