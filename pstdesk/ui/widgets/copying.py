"""Rows out of a table: as tab-separated lines and HTML for the clipboard, as cells for a spreadsheet."""

from collections.abc import Callable, Sequence
from html import escape
from typing import TypeVar

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from pstdesk.documents.table import Cell
from pstdesk.ui.widgets.rows import Column

R = TypeVar("R")

_FORMULA_SIGNS = ("=", "@", "\t", "\r")


def put_on_clipboard(tsv: str, html: str) -> None:
    """Put a table on the clipboard in both forms: a spreadsheet takes one, a text the other."""
    mime = QMimeData()
    mime.setText(tsv)
    mime.setHtml(html)
    QGuiApplication.clipboard().setMimeData(mime)


def exported(columns: Sequence[Column[R]]) -> list[tuple[str, Callable[[R], Cell]]]:
    """Return the columns of an exported table: titles and what stands under them."""
    found: list[tuple[str, Callable[[R], Cell]]] = []
    for column in columns:
        if column.exported:
            found.extend(column.exported)
            continue
        found.append((column.plain_title or column.title, column.value or column.text))
        if column.detail is not None and column.detail_title:
            found.append((column.detail_title, column.detail_value or column.detail))
    return found


def as_tsv(columns: Sequence[Column[R]], rows: Sequence[R]) -> str:
    """Return rows with their titles as lines of tab-separated cells; a spreadsheet finds no formula in it."""
    copied = _copied(columns)
    lines = [[title for title, _text in copied]]
    lines += [[_harmless(text(row)) for _title, text in copied] for row in rows]
    return "\n".join("\t".join(cells) for cells in lines)


def as_html(columns: Sequence[Column[R]], rows: Sequence[R]) -> str:
    """Return rows with their titles as an HTML table whose cells a spreadsheet takes as text."""
    copied = _copied(columns)
    head = "".join(f"<th>{escape(title)}</th>" for title, _text in copied)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(text(row))}</td>" for _title, text in copied) + "</tr>" for row in rows
    )
    style = "<style>td { mso-number-format: '\\@'; }</style>"
    return f"<html><head>{style}</head><body><table><tr>{head}</tr>{body}</table></body></html>"


def _copied(columns: Sequence[Column[R]]) -> list[tuple[str, Callable[[R], str]]]:
    """Return the columns of a copied table: second lines that have a title are columns of their own."""
    found: list[tuple[str, Callable[[R], str]]] = []
    for column in columns:
        found.append((column.plain_title or column.title, column.text))
        if column.detail is not None and column.detail_title:
            found.append((column.detail_title, column.detail))
    return found


def _harmless(cell: str) -> str:
    # "+33 1 ..." and "- 3" stay as people know them; "+A1" and "=cmd|..." do not.
    signed = cell[:1] in ("+", "-") and not (cell[1:2].isdigit() or cell[1:2].isspace())
    flat = " ".join(cell.split())
    return f"'{flat}" if cell.startswith(_FORMULA_SIGNS) or signed else flat
