"""The parts that the documents of a meeting share: whose paper it is, what is known of it, what was typed."""

from collections.abc import Iterable, Iterator

from pstdesk.documents.outline import Paragraph, Part, Role, Run, Table, typed_line
from pstdesk.documents.text import blocks
from pstdesk.domain.attendance import Headcount
from pstdesk.i18n import _, ngettext, typeset


def say(role: Role, text: str) -> Paragraph:
    """Return a paragraph of plain words."""
    return Paragraph(role, (Run(text),))


def section(text: str, name: str) -> Paragraph:
    """Return a heading that is no agenda item, anchored so that the item before it has an end."""
    return Paragraph("heading", (Run(text),), anchor=f"_pst_part_{name}")


def letterhead(lines: Iterable[str]) -> Iterator[Paragraph]:
    """Yield whose paper it is, the first line larger; the commune's own letterhead goes without."""
    role: Role = "letterhead_name"
    for line in filter(None, map(typed_line, lines)):
        yield say(role, line)
        role = "letterhead"


def facts(pairs: Iterable[tuple[str, str]]) -> Iterator[Paragraph]:
    """Yield what is known of the meeting, (what, words) line by line; empty words are left out."""
    for name, value in pairs:
        if value:
            yield Paragraph("fact", (Run(name, "label"), Run(f"\t{value}")))


def turnout(count: Headcount) -> str:
    """Return the headcount in words; statuses that nobody has are left out."""
    said = (
        (count.present, ngettext("{n} présent", "{n} présents", count.present)),
        (count.remote, _("{n} à distance")),
        (count.represented, ngettext("{n} représenté", "{n} représentés", count.represented)),
        (count.excused, ngettext("{n} excusé", "{n} excusés", count.excused)),
        (count.absent, ngettext("{n} absent", "{n} absents", count.absent)),
        (
            count.guests,
            ngettext("{n} participant non inscrit", "{n} participants non inscrits", count.guests),
        ),
    )
    words = ", ".join(text.format(n=n) for n, text in said if n)
    if not count.not_recorded:
        return words
    unknown = ngettext(
        "présence non renseignée pour {n} inscrit",
        "présence non renseignée pour {n} inscrits",
        count.not_recorded,
    ).format(n=count.not_recorded)
    return f"{words}, {unknown}" if words else unknown


def ended(parts: tuple[Part, ...], words: str) -> tuple[Part, ...]:
    """Return ``parts`` with ``words`` at their end where that is a table.

    Word wants a paragraph after the last table, and readers want to know that nothing is missing.
    """
    return (*parts, say("note", words)) if isinstance(parts[-1], Table) else parts


def account(text: str) -> Iterator[Paragraph]:
    """Yield what somebody typed, its paragraphs and its lists."""
    for block in blocks(text):
        role: Role = "body" if block.kind == "paragraph" else block.kind
        yield Paragraph(role, (Run(typeset(block.text)),), level=block.level, number=block.number)


def listing(heading: str, name: str, entries: Iterable[str]) -> Iterator[Paragraph]:
    """Yield a section that lists ``entries``; nothing where there are none."""
    lines = [line for line in map(typed_line, entries) if line]
    if lines:
        yield section(heading, name)
        yield from (say("bullet", line) for line in lines)
