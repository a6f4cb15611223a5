"""How the import window calls what becomes of each line of a list."""

from pstdesk.i18n import N_, _
from pstdesk.services.import_lines import Change, Outcome, PreviewRow
from pstdesk.ui.theme import Tone

OUTCOMES: dict[Outcome, tuple[str, str, Tone]] = {
    "made": (N_("à créer"), N_("À créer"), "good"),
    "changed": (N_("à modifier"), N_("À modifier"), "accent"),
    "unchanged": (N_("inchangée"), N_("Inchangées"), "neutral"),
    "doubtful": (N_("à vérifier"), N_("À vérifier"), "warning"),
    "skipped": (N_("ignorée"), N_("Ignorées"), "neutral"),
    "error": (N_("erreur"), N_("Erreurs"), "bad"),
}
"""By outcome: the word in the pill, the heading over all of them, the tone; in the order of the headings."""


def outcome_word(row: PreviewRow) -> str:
    """Return the word of the line's pill."""
    return _(OUTCOMES[row.outcome][0])


def outcome_tone(row: PreviewRow) -> Tone:
    """Return the tone of the line's pill."""
    return OUTCOMES[row.outcome][2]


def row_numbers(row: PreviewRow) -> str:
    """Return the line's rows in the list: "5", or "8, 95"."""
    return ", ".join(map(str, row.rows))


def change_in_words(change: Change) -> str:
    """Return "05 66 26 77 33", or "01 02 03 04 05 → 05 66 26 77 33" where there was something before."""
    if not change.before:
        return change.after
    return f"{change.before} → {change.after or _('rien')}"


def summary(row: PreviewRow) -> str:
    """Return in one line what there is to say: why, then what changes."""
    said = row.why
    if row.column and row.column not in row.why:
        said = _("{column} : {why}").format(column=row.column, why=row.why)
    if row.outcome == "made":
        changes = ", ".join(change.after for change in row.changes)
    else:
        changes = ", ".join(told(change) for change in row.changes)
    return " – ".join(filter(None, (said, changes)))


def told(change: Change) -> str:
    """Return "Téléphone : 05 66 26 77 33"."""
    return _("{what} : {change}").format(what=change.what, change=change_in_words(change))
