"""What the program remembers for its user between two starts: one JSON file, never needed to start."""

import getpass
import json
import logging
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from platformdirs import user_config_path

from pstdesk.i18n import LANGUAGES

log = logging.getLogger(__name__)

ThemeMode = Literal["system", "light", "dark"]

_REMEMBERED_BASES = 8


@dataclass(frozen=True)
class TableLayout:
    """How the user left one table: widths in pixels by column key, hidden columns, sort column.

    ``shown`` are the columns asked for although the table is narrow, ``order`` all of them where they were
    moved.
    """

    widths: Mapping[str, int] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()
    sort: str = ""
    descending: bool = False
    shown: tuple[str, ...] = ()
    order: tuple[str, ...] = ()


@dataclass(frozen=True)
class Settings:
    """The user's choices; each has a default, so that a lost file costs comfort and nothing else."""

    bases: tuple[str, ...] = ()
    """Bases opened before, the last one first."""
    language: str = "fr"
    theme: ThemeMode = "system"
    geometry: str = ""
    """The window's place on the screen, as Qt saves it, in base 64."""
    tables: Mapping[str, TableLayout] = field(default_factory=dict)
    splitters: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    views: Mapping[str, str] = field(default_factory=dict)
    """By place, which of its ways to show the same things the user chose last."""
    export_folder: str = ""
    """Where a document was last saved by name; empty for the program's own folder under the documents."""

    backup_folder: str = ""
    """Where backups go; empty for the folder beside each base."""
    checks: Mapping[str, str] = field(default_factory=dict)
    """By base, the instant at which it was last checked from end to end, and how many findings there were."""

    @property
    def backups(self) -> Path | None:
        """The folder of the user's choice for backups, or None for beside the base."""
        return Path(self.backup_folder) if self.backup_folder else None

    @property
    def last_base(self) -> Path | None:
        """The base to open when none is named, or None before the first one."""
        return Path(self.bases[0]) if self.bases else None


def user_name() -> str:
    """Return the name of whoever uses the computer, for the journal; empty where the system has none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a service or a container without an account
        return ""


class Preferences:
    """The settings in force and the file that keeps them; every change is in the file before it returns."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or user_config_path("pstdesk", appauthor=False, roaming=True) / "settings.json"
        self.current = _read(self.path)

    def change(self, **changes: Any) -> None:
        """Replace the named settings and save. A folder that cannot be written costs a log line only."""
        changed = replace(self.current, **changes)
        if changed == self.current:
            return
        self.current = changed
        try:
            _write(self.path, changed)
        except OSError as error:
            log.warning("settings not saved in %s: %s", self.path, error)

    def base_opened(self, path: Path) -> None:
        """Put ``path`` first among the bases opened before."""
        others = [base for base in self.current.bases if base != str(path)]
        self.change(bases=(str(path), *others)[:_REMEMBERED_BASES])

    def table_layout(self, name: str) -> TableLayout:
        """Return how the user left the table ``name``, or the defaults."""
        return self.current.tables.get(name, TableLayout())

    def keep_table_layout(self, name: str, layout: TableLayout) -> None:
        """Remember how the user left the table ``name``."""
        self.change(tables={**self.current.tables, name: layout})

    def keep_splitter(self, name: str, sizes: tuple[int, ...]) -> None:
        """Remember where the user left the splitter ``name``."""
        self.change(splitters={**self.current.splitters, name: sizes})

    def keep_check(self, base: Path, at: datetime, findings: int) -> None:
        """Remember that ``base`` was checked at ``at``, with so many findings."""
        self.change(checks={**self.current.checks, str(base): f"{at.isoformat()} {findings}"})

    def last_check(self, base: Path) -> tuple[datetime, int] | None:
        """Return when ``base`` was last checked and how many findings there were, or None."""
        at, _space, findings = self.current.checks.get(str(base), "").partition(" ")
        try:
            return datetime.fromisoformat(at), int(findings)
        except ValueError:
            return None

    def keep_view(self, name: str, view: str) -> None:
        """Remember which ``view`` of the place ``name`` the user chose."""
        self.change(views={**self.current.views, name: view})


def _read(path: Path) -> Settings:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        log.warning("settings not read from %s: %s", path, error)
        return Settings()
    except ValueError as error:
        log.warning("damaged settings in %s: %s", path, error)
        _set_aside(path)
        return Settings()
    return _settings(stored) if isinstance(stored, dict) else Settings()


def _set_aside(path: Path) -> None:
    with suppress(OSError):
        path.replace(path.with_suffix(".damaged.json"))


def _settings(stored: dict[str, Any]) -> Settings:
    """Keep of ``stored`` what has the right form; a newer version's or a hand-edited file may hold more."""
    defaults = Settings()
    bases = stored.get("bases")
    tables = stored.get("tables")
    splitters = stored.get("splitters")
    return Settings(
        bases=_texts(bases),
        language=_one_of(stored.get("language"), LANGUAGES, defaults.language),
        theme=_theme(stored.get("theme")),
        geometry=_text(stored.get("geometry")),
        tables={name: _layout(kept) for name, kept in _mapping(tables).items() if isinstance(kept, dict)},
        splitters={name: _numbers(sizes) for name, sizes in _mapping(splitters).items()},
        views={name: _text(view) for name, view in _mapping(stored.get("views")).items()},
        export_folder=_text(stored.get("export_folder")),
        backup_folder=_text(stored.get("backup_folder")),
        checks={base: _text(check) for base, check in _mapping(stored.get("checks")).items()},
    )


def _layout(stored: dict[str, Any]) -> TableLayout:
    widths = _mapping(stored.get("widths"))
    return TableLayout(
        widths={key: width for key, width in widths.items() if type(width) is int and 0 < width < 10_000},
        hidden=_texts(stored.get("hidden")),
        sort=_text(stored.get("sort")),
        descending=stored.get("descending") is True,
        shown=_texts(stored.get("shown")),
        order=_texts(stored.get("order")),
    )


def _text(stored: object) -> str:
    return stored if isinstance(stored, str) else ""


def _texts(stored: object) -> tuple[str, ...]:
    return tuple(text for text in stored if isinstance(text, str)) if isinstance(stored, list) else ()


def _numbers(stored: object) -> tuple[int, ...]:
    return tuple(number for number in stored if type(number) is int) if isinstance(stored, list) else ()


def _mapping(stored: object) -> dict[str, Any]:
    return stored if isinstance(stored, dict) else {}


def _theme(stored: object) -> ThemeMode:
    return stored if stored == "light" or stored == "dark" else "system"


def _one_of(stored: object, allowed: tuple[str, ...], default: str) -> str:
    return stored if isinstance(stored, str) and stored in allowed else default


def _write(path: Path, settings: Settings) -> None:
    """Write beside and rename, so that a crash leaves the old file or the new one, never half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".settings-", suffix=".json")
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(asdict(settings), file, indent=1)  # in ASCII: the name of a base need not be text
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
