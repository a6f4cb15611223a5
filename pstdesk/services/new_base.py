"""A new base with its programme in it: made whole or not at all, and never over a file that is there."""

import errno
import os
import secrets
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from pstdesk.db.migrate import make_base, open_base
from pstdesk.domain.errors import Refused
from pstdesk.services.programme import ProgrammeForm, set_template, set_up

SUFFIX = ".pstdesk"


def new_base(
    path: Path,
    preset_name: str,
    form: ProgrammeForm,
    today: date,
    *,
    letterhead: Path | None = None,
    user: str = "",
    fill: Callable[[Session], object] = lambda session: None,
) -> None:
    """Make at ``path`` a base whose programme starts from a preset; missing folders are made too.

    ``letterhead`` is the commune's own Word letterhead; ``user`` goes into the journal; ``fill`` writes what
    the base holds beyond the preset. The base is made under another name beside ``path`` and put there when
    all is in it, so that whatever goes wrong, power included, no half base is found under its name. Raises
    Refused: "base_exists", "base_folder_refused", "base_name_unfit", what ``set_up`` and the letterhead's
    check refuse, and what the disk says of any base.
    """
    _refuse_taken(path)
    missing = [folder for folder in path.parents if not os.path.lexists(folder)]
    draft = path.with_name(f".{secrets.token_hex(8)}{SUFFIX}")
    try:
        make_base(draft)
        with closing(open_base(draft, user=user)) as base, base.write() as session:
            set_up(session, preset_name, form, today)
            if letterhead is not None:
                set_template(session, letterhead)
            fill(session)
        _put_in_place(draft, path)
    except Refused as refused:
        _remove(draft, missing)
        raise _said_of(path, draft, refused) from refused
    except BaseException:
        _remove(draft, missing)
        raise


def _said_of(path: Path, draft: Path, refused: Refused) -> Refused:
    """Return ``refused`` with the name that was asked for in the place of the draft's, which nobody knows."""
    values = {
        name: value.replace(draft.name, path.name) if isinstance(value, str) else value
        for name, value in refused.values.items()
    }
    return Refused(refused.code, **values)


def _put_in_place(draft: Path, path: Path) -> None:
    """Give the draft its name, which must still be free: rename alone would replace on some systems."""
    try:
        try:
            os.link(draft, path)
        except FileExistsError:
            raise
        except OSError:  # a disk without hard links: a memory stick, some shares
            _refuse_taken(path)
            draft.rename(path)
        else:
            draft.unlink()
    except FileExistsError as error:
        raise Refused("base_exists", file=path.name) from error
    except OSError as error:
        if error.errno in (
            errno.ENAMETOOLONG,
            errno.EINVAL,
        ):  # the folder is good: it took the draft
            raise Refused("base_name_unfit", file=path.name) from error
        raise Refused("base_folder_refused", folder=str(path.parent)) from error


def _refuse_taken(path: Path) -> None:
    # the journal of a base that is gone would be played back into the new one
    for taken in (path, Path(f"{path}-journal")):
        if os.path.lexists(taken):
            raise Refused("base_exists", file=taken.name or str(taken))  # "." and "/" have no name


def _remove(draft: Path, missing: list[Path]) -> None:
    """Remove what was begun, and the folders made for it where nothing else is in them by now."""
    for left in (draft, draft.with_name(f"{draft.name}-journal")):
        with suppress(OSError):  # gone already; the first error says more
            left.unlink()
    for folder in missing:
        with suppress(OSError):
            folder.rmdir()
