"""Every write of the window says how it is undone, or stands here with the reason why it is not."""

import ast
from collections.abc import Iterator
from pathlib import Path

UI = Path(__file__).resolve().parent.parent / "pstdesk" / "ui"

FINAL = {
    "committees.enrol_dialog.save": "hands its write to _save, which says it",
    "committees.enrol_dialog.submit": "hands its write to _save, which says it",
    "elections.round_draft.flush": "a count is saved while one types: the field's own undo takes typing back",
    "meetings.drafts._save": "notes are saved while one types: the field's own undo takes typing back",
    "meetings.item_clock.flush": "time that passes is no act of anybody",
    "meetings.minutes_dialogs.submit": "minutes go out, are approved, or are taken up again",
    "meetings.minutes_steps._approve_by_silence": "minutes are approved: a version is kept",
    "meetings.minutes_steps._take_back": "takes an approval back, and keeps a version that says so",
    "meetings.minutes_steps.approve_here": "minutes are approved; taken back by a step of its own",
    "meetings.minutes_steps.withdraw": "a version of approved minutes is kept; put back by a step of its own",
    "meetings.minutes_steps.withdrawn": "a version of approved minutes is kept",
    "meetings.papers.remove": "hands its write to _undoable, which says it in a dialog's own voice",
    "meetings.rectify_dialog.submit": "a version of approved minutes is kept",
    "review.text_saving._write": "a text is saved while one types: the field's own undo takes typing back",
}
"""Functions of the window whose writes are not undone, each with its reason."""


def writers() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Yield the functions and methods that ask the desk to write, by module and name."""
    for path in sorted(UI.rglob("*.py")):
        module = ".".join(path.relative_to(UI).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and any(map(_writes, ast.walk(node))):
                yield f"{module}.{node.name}", node


def _writes(node: ast.AST) -> bool:
    if not (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "write"
    ):
        return False
    asked = node.func.value
    name = asked.attr if isinstance(asked, ast.Attribute) else asked.id if isinstance(asked, ast.Name) else ""
    return name.lstrip("_") == "desk"


def _says(node: ast.FunctionDef, word: str) -> bool:
    return any(isinstance(part, ast.Attribute) and part.attr == word for part in ast.walk(node))


def test_every_write_is_undoable_or_has_a_reason_not_to_be() -> None:
    silent = {name for name, node in writers() if not _says(node, "undoable")}
    assert silent == FINAL.keys()


def test_the_window_does_write() -> None:
    """So that the test above cannot pass for want of anything to look at."""
    assert len(list(writers())) > 50
