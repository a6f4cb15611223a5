"""What a spreadsheet holds once read: sheets of rows of plain values, whatever file they came from."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell that shows no value: a formula that was never calculated, or an error such as ``#REF!``."""

    why: Literal["formula", "error"]
    text: str = ""


CellValue: TypeAlias = str | int | float | bool | date | datetime | time | Unreadable | None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row that is not blank: its number as the spreadsheet shows it, from 1, and its cells from A on."""

    number: int
    cells: tuple[CellValue, ...]

    def at(self, column: int) -> CellValue:
        """Return the cell of ``column`` (from 0), None beyond the last one."""
        return self.cells[column] if column < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; a ``.csv`` is a single one without a name."""

    name: str
    rows: tuple[SheetRow, ...]
    visible: bool = True
