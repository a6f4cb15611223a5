"""Pictures of every place and dialog: ``python -m tests.screenshots [NAME ...]`` writes to build/screens/.

Light and dark at 1366x768, the same screen at 125 %, and 200 % on 1920x1080. A place adds its scenes in one
line of a module in tests/ui/scenes/: ``SCENES = {"seances": show}``, where ``show(stage)`` brings the window
into the state to look at and returns what to picture (the window or a dialog).
"""

import argparse
import os
import pkgutil
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget

from pstdesk.app import make_application
from pstdesk.settings import ThemeMode
from pstdesk.ui.places import PLACES
from tests.ui import scenes as scene_modules
from tests.ui.gallery import GALLERY
from tests.ui.showcase import make_base
from tests.ui.stage import Stage

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "build" / "screens"
SIZES = {"": (1.0, 1366, 768), "-125": (1.25, 1093, 614), "-200": (2.0, 960, 540)}
"""By suffix of the file's name: scale, and the width and height of the window before scaling."""
FONTS = ("Segoe UI", "Inter", "Cantarell", "Noto Sans")
"""Fonts of desktops, the first that is installed; a bare machine has none and draws in its fallback."""

Scene = Callable[[Stage], QWidget]


def main() -> int:
    """Make the pictures named, or all; each scale in a process of its own, as Qt reads it at the start."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="beginnings of scene names")
    parser.add_argument("--size", choices=list(SIZES), help="only this size")
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if arguments.size is not None:
        take(arguments.size, tuple(arguments.names) or ("",))
        return 0
    for size, (scale, _width, _height) in SIZES.items():
        environment = os.environ | {"QT_SCALE_FACTOR": str(scale)}
        command = [sys.executable, "-m", "tests.screenshots", f"--size={size}", *arguments.names]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
    return 0


def take(size: str, names: tuple[str, ...]) -> None:
    """Make the pictures of one size in this process, of scenes whose name begins with one of ``names``."""
    app = make_application()
    family = next((font for font in FONTS if font in QFontDatabase.families()), None)
    if family is not None:
        app.setFont(QFont(family, 9))
    TARGET.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        base = make_base(Path(folder))
        themes: tuple[ThemeMode, ...] = ("light", "dark") if size == "" else ("light",)
        for name, scene in scenes().items():
            if name.startswith(names):
                for theme in themes:
                    picture(app, name, scene, base, size, theme)


def picture(app: QApplication, name: str, scene: Scene, base: Path, size: str, theme: ThemeMode) -> None:
    """Play ``scene`` in a window of its own, on a base of its own, and write its picture."""
    _scale, width, height = SIZES[size]
    folder = base.parent / f"{name}-{theme}"
    folder.mkdir()
    stage = Stage(
        app,
        folder,
        None if name.startswith("debut") else Path(shutil.copy(base, folder)),
        theme=theme,
        places=GALLERY if name.startswith("galerie") else PLACES,
    )
    stage.show(QSize(width, height))
    shown = scene(stage)
    for _turn in range(5):  # a layout that follows from another one's comes a turn later
        stage.settle()
    file = TARGET / f"{name}{size}{'-dark' if theme == 'dark' else ''}.png"
    shown.grab().save(str(file))
    stage.close()
    sys.stdout.write(f"{file.relative_to(ROOT)}\n")


def scenes() -> dict[str, Scene]:
    """Return every scene by its name, in the order of the modules in tests/ui/scenes/."""
    found: dict[str, Scene] = {}
    for module in sorted(pkgutil.iter_modules(scene_modules.__path__), key=lambda module: module.name):
        found.update(import_module(f"{scene_modules.__name__}.{module.name}").SCENES)
    return found


if __name__ == "__main__":
    sys.exit(main())
