"""The work of the assistant, off the window's thread: this is where SQLAlchemy and the services load."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pstdesk.documents.files import free_name
from pstdesk.settings import user_name
from pstdesk.ui.operations import Step
from pstdesk.ui.start.location import Concern, concerns


@dataclass(frozen=True)
class Wanted:
    """The base as the assistant was filled in.

    ``path`` was named by the user where ``is_chosen``; otherwise it is the usual place, and the next free
    name beside it serves as well.
    """

    preset: str
    name: str
    town: str
    letterhead: str
    language: str
    template: Path | None
    path: Path
    is_chosen: bool

    @property
    def free_path(self) -> Path:
        """Where the base will be, by what is on the disk now."""
        return self.path if self.is_chosen else free_name(self.path)


@dataclass(frozen=True)
class Spot:
    """What was found at a place: where the base would go, and what speaks against it."""

    path: Path
    concerns: tuple[Concern, ...]


def look_at(path: Path, *, is_chosen: bool) -> Spot:
    """Return what is to be said of putting the base at ``path``."""
    free = path if is_chosen else free_name(path)
    return Spot(free, concerns(free))


def check_template(path: Path) -> None:
    """Refuse what cannot serve as letterhead."""
    from pstdesk.documents.letterhead import open_letterhead

    open_letterhead(path)


def create(wanted: Wanted, today: date) -> Path:
    """Make the base and return where it is; nothing is left behind if that fails."""
    from pstdesk.services.new_base import new_base
    from pstdesk.services.programme import ProgrammeForm

    form = ProgrammeForm(wanted.name, wanted.town, wanted.letterhead, language=wanted.language)
    path = wanted.free_path
    new_base(path, wanted.preset, form, today, letterhead=wanted.template, user=user_name())
    return path


def demonstrate(folder: Path, today: date, step: Step) -> Path:
    """Make the demonstration in ``folder``, or find the one that is there, and return its base."""
    from pstdesk.services.demo import make_demo

    return make_demo(folder, today, step).base
