"""Set everything up and run one command of the workshop: ``python3 bootstrap.py run|test|check|...``.

Standard library only, and readable by an old Python, so that it can say what is missing. It makes ``.venv``,
installs the locked dependencies, names (as root: installs) missing system libraries, then runs the command.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import inspect
import io
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
STAMP = VENV / "pstdesk.json"
RUNTIME, DEVELOPMENT = "requirements.lock", "requirements-dev.lock"
OLDEST_PYTHON = (3, 11)
DEMO = ("build", "demo")
# The tests of one file go to one process: what they share is made once. In the order of folders, the many
# short files of the window come last, so that no process is left alone with a long one.
PYTEST = (
    *("-m", "pytest", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"),
    *("--cov", "--cov-report="),
)

# What Qt loads from the system, by Debian package; the second half only where there is a display.
LIBRARIES = {
    "libgl1": "libGL.so.1",
    "libegl1": "libEGL.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
    "libglib2.0-0": "libgthread-2.0.so.0",
}
DISPLAY_LIBRARIES = {
    "libx11-xcb1": "libX11-xcb.so.1",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
    "libxcb-randr0": "libxcb-randr.so.0",
}
# Programs that some tests need, by Debian package.
PROGRAMS = {
    "libreoffice-writer-nogui": "soffice",
    "poppler-utils": "pdftoppm",
    "xvfb": "Xvfb",
}
# A font as wide as Arial, which a fresh LibreOffice lacks: without it pages break elsewhere.
FONTS = {"fonts-liberation": "LiberationSans-Regular.ttf"}
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")


class Stop(Exception):
    """Nothing more can be done; the message says in French what to do."""


def say(text: str) -> None:
    """Print one line at once, before what the next program prints."""
    print(text, flush=True)


# Python


def check_python() -> None:
    """Go on with a newer Python where this one is too old, or say which one is needed."""
    if sys.version_info[:2] >= OLDEST_PYTHON:
        return
    for minor in (14, 13, 12, 11):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            sys.exit(subprocess.call([newer, *sys.argv]))
    raise Stop(
        f"pstdesk demande Python 3.11 ou plus récent ; celui-ci est {sys.version.split()[0]}.\n"
        + "Installez-le (Debian 12, Ubuntu 24.04 et suivants l’ont ; Windows : python.org), puis recommencez."
    )


def venv_python() -> str:
    """Return the version of the virtual environment's Python, "" if it is missing or broken."""
    try:
        code = "import sys; print('%d.%d' % sys.version_info[:2])"
        done = subprocess.run([str(PYTHON), "-I", "-S", "-c", code], stdout=subprocess.PIPE, check=False)
    except OSError:
        return ""
    return done.stdout.decode().strip() if done.returncode == 0 else ""


def has_pip() -> bool:
    """Tell whether the virtual environment was made to the end."""
    command = [str(PYTHON), "-c", "import pip"]
    return subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode == 0


def make_venv() -> None:
    """Make the virtual environment anew; Debian keeps what that needs in a package of its own."""
    if importlib.util.find_spec("ensurepip") is None:
        install_packages([f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"])
    say("Préparation de l’environnement Python (.venv)…")
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)]) != 0:
        raise Stop("L’environnement Python .venv n’a pas pu être créé ; la raison est ci-dessus.")


def fingerprint(lock: str) -> str:
    """Return what changes when the lock does."""
    return hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()


def stamp() -> dict[str, str]:
    """Return what the last complete installation wrote down: the fingerprint of each installed lock."""
    try:
        found = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def prepare(lock: str) -> None:
    """Make ``.venv`` hold what ``lock`` pins; costs nothing if it does already."""
    version, stamped = venv_python(), stamp()
    wanted = {"python": version, "root": str(ROOT), lock: fingerprint(lock)}
    if version and all(stamped.get(key) == value for key, value in wanted.items()):
        return
    if not version or stamped.get("python", version) != version or not has_pip():
        make_venv()
    STAMP.unlink(missing_ok=True)
    say(f"Installation des dépendances verrouillées ({lock})…")
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    if subprocess.call(
        [*pip, "--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", lock], cwd=ROOT
    ):
        raise Stop("Les dépendances n’ont pas pu être installées ; la raison est ci-dessus (réseau ?).")
    # The development lock holds the runtime one; a test sees to it.
    locks = [RUNTIME, DEVELOPMENT] if lock == DEVELOPMENT else [RUNTIME]
    link_project()
    found = {"python": venv_python(), "root": str(ROOT), **{name: fingerprint(name) for name in locks}}
    STAMP.write_text(json.dumps(found, indent=1), encoding="utf-8")


def link_project() -> None:
    """Let the environment's Python find pstdesk from any folder, without building anything."""
    # Written by that Python itself, in the encoding in which it will read a folder named with accents.
    code = "import pathlib, sys, sysconfig; folder = pathlib.Path(sysconfig.get_path('purelib')); "
    code += "(folder / 'pstdesk.pth').write_text(sys.argv[1] + '\\n')"
    subprocess.run([str(PYTHON), "-c", code, str(ROOT)], check=True)


# The system


def missing_libraries(wanted: dict[str, str]) -> list[str]:
    """Return the Debian packages of the libraries that the system's loader does not find."""
    missing = []
    for package, library in wanted.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    return missing


def check_libraries() -> None:
    """Name, or as root install, the system libraries that Qt needs."""
    if not sys.platform.startswith("linux"):
        return
    on_display = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    missing = missing_libraries({**LIBRARIES, **(DISPLAY_LIBRARIES if on_display or is_root() else {})})
    if missing:
        install_packages(missing)


def missing_programs() -> list[str]:
    """Return the Debian packages of the programs and fonts that are not there."""
    fonts = {path.name for folder in FONT_FOLDERS for path in Path(folder).rglob("*.ttf")}
    return [package for package, program in PROGRAMS.items() if not shutil.which(program)] + [
        package for package, font in FONTS.items() if font not in fonts
    ]


def missing_for_freezing() -> list[str]:
    """Return the Debian packages that PyInstaller needs and that are not there."""
    packages = [] if shutil.which("objdump") else ["binutils"]
    library = sysconfig.get_config_var("INSTSONAME") or ""
    folder = sysconfig.get_config_var("LIBDIR") or ""
    if ".so" in library and not Path(folder, library).exists():
        packages.append(library.partition(".so")[0])
    return packages


def is_root() -> bool:
    """Tell whether packages may be installed without asking anybody."""
    return not WINDOWS and os.geteuid() == 0


def install_packages(packages: list[str]) -> None:
    """Install Debian packages as root; otherwise stop with the command that does it."""
    names = " ".join(packages)
    if not shutil.which("apt-get"):
        raise Stop(f"Il manque au système ce que Debian appelle : {names}.\nInstallez-le, puis recommencez.")
    if not is_root():
        command = f"sudo apt-get install --no-install-recommends {names}"
        raise Stop(f"Il manque au système : {names}.\nInstallez-le, puis recommencez :\n  {command}")
    say(f"Installation de paquets du système : {names}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "DEBCONF_NOWARNINGS": "yes"}
    apt = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0", "-o", "Acquire::Retries=3"]
    steps = ([*apt, "update"], [*apt, "install", "--yes", "--no-install-recommends", *packages])
    results = [
        subprocess.call(step, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        for step in steps
    ]
    if results[-1] != 0:
        raise Stop(f"apt-get n’a pas pu installer : {names} ; la raison est ci-dessus.")


# The commands: each prepares what it needs, runs, and returns its exit status


def python(*arguments: str, offscreen: bool = False) -> int:
    """Run the environment's Python in the project's folder."""
    environment = dict(os.environ)
    if offscreen:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    return subprocess.call([str(PYTHON), *arguments], cwd=ROOT, env=environment)


def run(*arguments: str) -> int:
    """la démonstration : une base, ses documents, la fenêtre"""
    check_libraries()
    prepare(RUNTIME)
    return python("-m", "pstdesk", "demo", str(Path(*DEMO)), "--open", *arguments)


def test(*arguments: str) -> int:
    """tous les tests ; les arguments vont à pytest"""
    check_libraries()
    prepare(DEVELOPMENT)
    status = python(*PYTEST, *arguments, offscreen=True)
    missing = missing_programs()
    if missing and sys.platform.startswith("linux"):
        say(f"Sans {', '.join(missing)}, des tests sont sautés : voir SKIPPED ci-dessus.")
    return status


def torture(*arguments: str) -> int:
    """coupures et bases abîmées, dix fois plus qu’en CI (une vingtaine de minutes)"""
    check_libraries()
    prepare(DEVELOPMENT)
    return python("-m", "tools.torture", *arguments, offscreen=True)


def check(*names: str) -> int:
    """tous les contrôles, ou ceux que l’on nomme"""
    check_libraries()
    prepare(DEVELOPMENT)
    return python("-m", "tools.check", *names)


def screenshots(*arguments: str) -> int:
    """toutes les vues en images, dans build/screens/"""
    check_libraries()
    prepare(DEVELOPMENT)
    return python("-m", "tests.screenshots", *arguments, offscreen=True)


def bench(*arguments: str) -> int:
    """les mesures du README"""
    check_libraries()
    prepare(DEVELOPMENT)
    return python("-m", "tests.bench", *arguments)


def lock(*arguments: str) -> int:
    """refait les verrous des dépendances (--upgrade : versions récentes)"""
    prepare(DEVELOPMENT)
    return python("-m", "tools.lock", *arguments)


def frozen() -> int:
    """le programme autonome, dans dist/pstdesk/, puis son autocontrôle"""
    check_libraries()
    if sys.platform.startswith("linux"):
        packages = missing_libraries(DISPLAY_LIBRARIES) + missing_for_freezing()
        if packages:
            install_packages(packages)
    prepare(DEVELOPMENT)
    return python("-m", "tools.freeze")


def system() -> int:
    """installe (root) ou nomme les paquets Debian que demandent tous les tests"""
    if sys.platform.startswith("linux"):
        packages = missing_libraries({**LIBRARIES, **DISPLAY_LIBRARIES})
        packages += missing_programs() + missing_for_freezing()
        if packages:
            install_packages(packages)
    say("Le système a tout ce qu’il faut.")
    return 0


def clean() -> int:
    """efface ce qui se refait : build/, dist/, les caches"""
    for name in ("build", "dist", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"):
        shutil.rmtree(ROOT / name, ignore_errors=True)
    for path in ROOT.glob(".coverage*"):
        path.unlink()
    return 0


COMMANDS: dict[str, Callable[..., int]] = {
    command.__name__: command
    for command in (run, test, torture, check, screenshots, bench, frozen, lock, system, clean)
}


def understood(arguments: list[str]) -> bool:
    """Tell whether ``arguments`` name a command and give it no more than it takes."""
    if not arguments or arguments[0] not in COMMANDS:
        return False
    try:
        inspect.signature(COMMANDS[arguments[0]]).bind(*arguments[1:])
    except TypeError:
        return False
    return True


def main(arguments: list[str]) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a Windows console may lack the typographic apostrophe
    if not understood(arguments):
        say("Usage : python3 bootstrap.py COMMANDE")
        for name, command in COMMANDS.items():
            say(f"  {name:<12} {command.__doc__}")
        return 0 if arguments in (["help"], ["--help"]) else 2
    try:
        check_python()
        return COMMANDS[arguments[0]](*arguments[1:])
    except Stop as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
