"""Which backups of a base there are, and which of them are still worth their room."""

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

DAYS, WEEKS, MONTHS = 7, 4, 12
"""How many days, weeks and months keep their last backup; those without one do not count."""


class BackupKind(StrEnum):
    """What a backup was made for."""

    CLOSING = "closing"
    DAILY = "daily"
    BEFORE_UPGRADE = "before_upgrade"
    BEFORE_IMPORT = "before_import"
    MANUAL = "manual"
    BEFORE_RESTORE = "before_restore"


class BackupState(StrEnum):
    """What can be said of a backup without reading it whole."""

    VERIFIED = "verified"
    """Checked when it was made, its digest beside it."""
    UNVERIFIED = "unverified"
    """Without a digest that names it: it has to be read whole before it can be trusted."""
    DAMAGED = "damaged"
    """Not as long as it was when it was made."""


KEPT_OF_KIND = {
    BackupKind.BEFORE_UPGRADE: 5,
    BackupKind.BEFORE_IMPORT: 5,
    BackupKind.BEFORE_RESTORE: 5,
    BackupKind.MANUAL: 10,
}
"""How many of the newest are kept of what was made for a reason, whatever their days."""


@dataclass(frozen=True, slots=True)
class BackupMark:
    """When a backup was made, in the officer's own time, and what for."""

    at: datetime
    kind: BackupKind


def worth_keeping(marks: Collection[BackupMark]) -> frozenset[BackupMark]:
    """Return those of ``marks`` that are kept; the newest always is.

    The last of each of the seven last days, four last weeks and twelve last months that have any, and the
    newest of each kind in KEPT_OF_KIND. Counted in days that have a backup: after a month of holidays none of
    those before it is gone.
    """
    newest_first = sorted(marks, key=lambda mark: mark.at, reverse=True)
    kept = {
        *_last_of_each(DAYS, ((mark.at.date(), mark) for mark in newest_first)),
        *_last_of_each(WEEKS, ((mark.at.isocalendar()[:2], mark) for mark in newest_first)),
        *_last_of_each(MONTHS, (((mark.at.year, mark.at.month), mark) for mark in newest_first)),
    }
    for kind, count in KEPT_OF_KIND.items():
        kept.update([mark for mark in newest_first if mark.kind is kind][:count])
    return frozenset(kept)


def daily_is_due(last: datetime | None, now: datetime) -> bool:
    """Tell whether the day of ``now`` still lacks its backup; both in the officer's own time.

    A last backup from the future, which a clock set wrongly may have made, counts for nothing.
    """
    return last is None or last.date() != now.date()


def _last_of_each(count: int, newest_first: Iterable[tuple[Hashable, BackupMark]]) -> list[BackupMark]:
    last: dict[Hashable, BackupMark] = {}
    for period, mark in newest_first:
        last.setdefault(period, mark)
    return list(last.values())[:count]
