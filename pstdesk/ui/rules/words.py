"""What the list and the head of a voting rule say of it."""

from pstdesk.i18n import _, ngettext
from pstdesk.services.rule_sets import RuleSetRow

_MOST_NAMES = 4


def followed_by(row: RuleSetRow) -> str:
    """Return which bodies go by a rule, in a few words: "CT1, CT2", "9 instances", "aucune instance"."""
    n = len(row.bodies)
    if not n:
        return _("aucune instance")
    if n <= _MOST_NAMES:
        return ", ".join(row.bodies)
    return ngettext("{n} instance", "{n} instances", n).format(n=n)


def list_detail(row: RuleSetRow) -> str:
    """Return the second line of a rule in the list."""
    if row.is_archived:
        return _("archivée") if not row.bodies else _("archivée – {bodies}").format(bodies=followed_by(row))
    if row.is_default:
        return _("règle de la démarche")
    return followed_by(row)


def use_line(row: RuleSetRow) -> str:
    """Return who goes by a rule, and how often it was used, in sentences."""
    bodies = ", ".join(row.bodies)
    if row.is_default:
        words = _("C’est la règle de la démarche : elle vaut pour toute instance qui n’en a pas d’autre.")
        if bodies:
            words = _(
                "C’est la règle de la démarche, pour toute instance qui n’en a pas d’autre : {bodies}."
            ).format(bodies=bodies)
    elif bodies:
        words = _("Choisie par : {bodies}.").format(bodies=bodies)
    else:
        words = _("Aucune instance ne l’a choisie.")
    if row.elections:
        held = ngettext(
            "{n} élection l’a déjà suivie et garde les règles d’alors.",
            "{n} élections l’ont déjà suivie et gardent les règles d’alors.",
            row.elections,
        )
        words = f"{words} {held.format(n=row.elections)}"
    return words
