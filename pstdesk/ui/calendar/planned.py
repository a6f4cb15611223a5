"""What is said once a year was planned."""

from pstdesk.i18n import _, ngettext
from pstdesk.services.year_plan import PlannedYear


def planned_words(planned: PlannedYear) -> str:
    """Return how many meetings were made, and how many were there already."""
    count = len(planned.days)
    if not count:
        return _("Rien à créer : ces instances ont déjà leurs séances.")
    words = ngettext("{n} séance créée.", "{n} séances créées.", count).format(n=count)
    if planned.left_out:
        there = ngettext(
            "{n} était déjà prévue entre-temps.", "{n} étaient déjà prévues entre-temps.", planned.left_out
        ).format(n=planned.left_out)
        return f"{words} {there}"
    return words
