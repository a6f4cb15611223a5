"""The address at which SQLite opens an existing file and makes none; it loads before SQLAlchemy does."""

import os
from pathlib import Path
from urllib.parse import quote


def file_uri(path: Path, how: str = "mode=rw") -> str:
    """Return the address of the existing file at ``path``, on a share as well."""
    absolute = path.absolute().as_posix()
    # SQLite knows no host: //server/share keeps its own two slashes after the address' empty one
    root = "" if absolute.startswith("/") else "/"
    name = os.fsencode(absolute)  # on Linux a name need not be text
    return f"file://{root}{quote(name, safe='/:')}?{how}"
