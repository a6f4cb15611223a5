"""The colours, the type and the rhythm of the window, light and dark; by default those of the system."""

from dataclasses import dataclass
from typing import Literal
from weakref import WeakSet

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from pstdesk.settings import ThemeMode
from pstdesk.ui.stylesheet import stylesheet

Tone = Literal["neutral", "accent", "good", "warning", "bad"]

GRID = 8
"""Distances are multiples of this many pixels (or its half)."""
BASE_FONT = 14
"""Size of running text in pixels; a reader who set a larger one for the system keeps it."""


@dataclass(frozen=True)
class Tokens:
    """The colours that have a meaning; every drawing takes its colours from here."""

    dark: bool
    ground: str
    panel: str
    raised: str
    line: str
    control_line: str
    """Edge of a field or a button: seen without the help of its label (3:1)."""
    ink: str
    muted: str
    accent: str
    accent_strong: str
    """The primary button under the pointer."""
    accent_soft: str
    on_accent: str
    good: str
    good_soft: str
    warning: str
    warning_soft: str
    bad: str
    bad_soft: str
    neutral_soft: str
    hover: str

    def tone(self, tone: Tone) -> tuple[QColor, QColor]:
        """Return the ink and the tint of a pill that says ``tone``."""
        pairs = {
            "neutral": (self.muted, self.neutral_soft),
            "accent": (self.accent, self.accent_soft),
            "good": (self.good, self.good_soft),
            "warning": (self.warning, self.warning_soft),
            "bad": (self.bad, self.bad_soft),
        }
        ink, tint = pairs[tone]
        return QColor(ink), QColor(tint)


LIGHT = Tokens(
    dark=False,
    ground="#f6f7f9",
    panel="#ffffff",
    raised="#ffffff",
    line="#e2e6ec",
    control_line="#838e9c",
    ink="#1d2733",
    muted="#5b6775",
    accent="#1e5f8a",
    accent_strong="#174b6e",
    accent_soft="#e7f0f7",
    on_accent="#ffffff",
    good="#28704a",
    good_soft="#e5f3ea",
    warning="#8f5500",
    warning_soft="#fdf0dc",
    bad="#b3261e",
    bad_soft="#fce8e6",
    neutral_soft="#f1f3f6",
    hover="#f1f3f6",
)

DARK = Tokens(
    dark=True,
    ground="#16191e",
    panel="#1f242b",
    raised="#262c35",
    line="#323a44",
    control_line="#74818f",
    ink="#e6eaf0",
    muted="#9aa7b7",
    accent="#6fb3df",
    accent_strong="#8cc4e8",
    accent_soft="#20384a",
    on_accent="#0f1720",
    good="#6cc08d",
    good_soft="#1d3a2b",
    warning="#e0a64a",
    warning_soft="#40321a",
    bad="#ef8a83",
    bad_soft="#47282a",
    neutral_soft="#2a313a",
    hover="#272d36",
)

READ_TOGETHER: tuple[tuple[str, str], ...] = (
    *((ink, on) for ink in ("ink", "muted", "accent") for on in ("ground", "panel", "raised", "accent_soft")),
    *((ink, "hover") for ink in ("ink", "muted", "accent")),
    *((tone, on) for tone in ("good", "warning", "bad") for on in ("panel", f"{tone}_soft")),
    ("bad", "ground"),
    ("warning", "ground"),
    ("muted", "neutral_soft"),
    ("ink", "neutral_soft"),
    ("ink", "warning_soft"),
    ("ink", "bad_soft"),
    ("ink", "good_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_strong"),
)
"""Which token is read on which: the pairs that must reach a contrast of 4.5:1."""

_active = LIGHT
_windows: "WeakSet[QWidget]" = WeakSet()


def tokens() -> Tokens:
    """Return the colours in force; ask at every paint, they change at run time."""
    return _active


def dress(window: QWidget) -> None:
    """Give a window without a parent the look of the program; what it holds and opens takes it from there.

    The application itself has no style sheet: with one, Qt dresses every part of a page anew each time it is
    put into a larger one, which is most of what it takes to build a page.
    """
    _windows.add(window)
    window.setStyleSheet(stylesheet(_active, QFontInfo(QApplication.font()).pixelSize()))


class Theme(QObject):
    """Keeps the application in step with the system's light or dark scheme."""

    def __init__(self, app: QApplication, mode: ThemeMode = "system") -> None:
        super().__init__(app)
        self._app = app
        self._mode: ThemeMode = mode
        self._dressed: Tokens | None = None
        app.setStyle("fusion")
        app.setFont(_base_font(app.font()))
        self.set_mode(mode)
        app.styleHints().colorSchemeChanged.connect(self._scheme_changed)

    @property
    def mode(self) -> ThemeMode:
        """What the user chose: light, dark, or what the system says."""
        return self._mode

    def set_mode(self, mode: ThemeMode) -> None:
        """Change to ``mode`` at once, in every open window."""
        self._mode = mode
        schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        hints = self._app.styleHints()
        wanted = schemes.get(mode, Qt.ColorScheme.Unknown)
        # Told to Qt too, so that the frame of the window and the system's dialogs follow.
        hints.setColorScheme(wanted)
        scheme = hints.colorScheme() if mode == "system" else wanted
        self._dress(DARK if scheme == Qt.ColorScheme.Dark else LIGHT)

    def _scheme_changed(self, scheme: Qt.ColorScheme) -> None:
        if self._mode == "system":
            self._dress(DARK if scheme == Qt.ColorScheme.Dark else LIGHT)

    def _dress(self, tokens: Tokens) -> None:
        global _active
        if self._dressed is tokens:
            return
        _active = self._dressed = tokens
        self._app.setPalette(_palette(tokens))
        for window in [window for window in _windows if isValid(window)]:
            dress(window)


def font_of_size(font: QFont, ratio: float, *, bold: bool = False) -> QFont:
    """Return ``font`` at ``ratio`` of its size, for drawing."""
    sized = QFont(font)
    sized.setPixelSize(max(1, round(QFontInfo(font).pixelSize() * ratio)))
    if bold:
        sized.setWeight(QFont.Weight.DemiBold)
    return sized


def _base_font(system: QFont) -> QFont:
    font = QFont(system)
    font.setPixelSize(max(BASE_FONT, QFontInfo(system).pixelSize()))
    # Figures of one width, so that columns of numbers and dates stand straight.
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    colours = {
        roles.Window: tokens.ground,
        roles.WindowText: tokens.ink,
        roles.Base: tokens.panel,
        roles.AlternateBase: tokens.ground,
        roles.Text: tokens.ink,
        roles.PlaceholderText: tokens.muted,
        roles.Button: tokens.raised,
        roles.ButtonText: tokens.ink,
        roles.ToolTipBase: tokens.raised,
        roles.ToolTipText: tokens.ink,
        roles.Highlight: tokens.accent,
        roles.HighlightedText: tokens.on_accent,
        roles.Accent: tokens.accent,
        roles.Link: tokens.accent,
        roles.LinkVisited: tokens.accent,
        roles.BrightText: tokens.bad,
        roles.Light: tokens.raised,
        roles.Midlight: tokens.hover,
        roles.Mid: tokens.line,
        roles.Dark: tokens.control_line,
        roles.Shadow: tokens.line,
    }
    for role, colour in colours.items():
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.muted))
    return palette
