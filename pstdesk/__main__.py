"""``pstdesk``: the window, or one of the commands when one is named."""

import sys
from pathlib import Path

from pstdesk.log import keep_log


def main() -> int:
    """Open the window on the base named, if any; with a command, run that."""
    keep_log()
    words = sys.argv[1:]
    base = _base_alone(words)
    if words and base is None:
        from pstdesk import cli

        return cli.main(words)
    from pstdesk import app

    return app.main(base)


def _base_alone(words: list[str]) -> Path | None:
    """Return the base when nothing but a base is named: ``--base FILE``, or a file opened by double click."""
    match words:
        case ["--base", path]:
            return Path(path)
        case [path] if path.startswith("--base="):
            return Path(path.removeprefix("--base="))
        case [path] if path.endswith(".pstdesk"):
            return Path(path)
    return None


if __name__ == "__main__":
    sys.exit(main())
