"""Colours: readable together, light and dark; one style sheet; icons of one family."""

import re
import sys
from dataclasses import fields

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pstdesk.resources import resource
from pstdesk.ui import theme
from pstdesk.ui.icons import icon
from pstdesk.ui.stylesheet import stylesheet
from pstdesk.ui.theme import DARK, LIGHT, READ_TOGETHER, Theme, Tokens, dress


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.1."""
    channels = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), READ_TOGETHER)
def test_what_is_read_stands_out(tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_edge_of_a_field_and_the_focus_can_be_seen(tokens: Tokens) -> None:
    assert contrast(tokens.control_line, tokens.panel) >= 3
    assert contrast(tokens.control_line, tokens.ground) >= 3
    assert contrast(tokens.accent, tokens.panel) >= 3
    assert contrast(tokens.accent, tokens.raised) >= 3


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_a_pill_s_words_stand_out_from_its_tint(tokens: Tokens) -> None:
    for tone in ("neutral", "accent", "good", "warning", "bad"):
        ink, tint = tokens.tone(tone)
        assert contrast(ink.name(), tint.name()) >= 4.5


def test_the_style_sheet_knows_no_colour_but_the_tokens() -> None:
    for tokens in (LIGHT, DARK):
        known = {getattr(tokens, field.name) for field in fields(tokens)}
        assert set(re.findall(r"#[0-9a-f]{6}", stylesheet(tokens, 14))) <= known


def test_the_user_s_choice_wins_over_the_system_and_changes_at_once(qapp: QApplication) -> None:
    window = QWidget()
    dressed = Theme(qapp, "dark")
    dress(window)
    assert DARK.accent in window.styleSheet()
    assert theme.tokens() is DARK
    assert qapp.palette().window().color() == QColor(DARK.ground)
    dressed.set_mode("light")
    assert theme.tokens() is LIGHT
    assert LIGHT.accent in window.styleSheet()
    assert not qapp.styleSheet()


def test_by_default_the_system_decides(qapp: QApplication) -> None:
    dressed = Theme(qapp, "system")
    dressed._scheme_changed(Qt.ColorScheme.Dark)
    assert theme.tokens() is DARK
    dressed._scheme_changed(Qt.ColorScheme.Unknown)
    assert theme.tokens() is LIGHT
    dressed.set_mode("light")
    dressed._scheme_changed(Qt.ColorScheme.Dark)
    assert theme.tokens() is LIGHT


def test_every_icon_is_drawn_and_follows_the_theme(qapp: QApplication) -> None:
    dressed = Theme(qapp, "light")
    names = sorted(path.stem for path in resource("icons").glob("*.svg") if path.stem != "pstdesk")
    assert names
    for name in names:
        shown = icon(name)
        light = shown.pixmap(40, 40).toImage()
        dressed.set_mode("dark")
        dark = shown.pixmap(40, 40).toImage()
        dressed.set_mode("light")
        inks = {light.pixelColor(x, y).alpha() for x in range(40) for y in range(40)}
        assert max(inks) > 200, name
        assert light != dark, name


def test_qt_gives_back_the_references_it_takes(qtbot: QtBot) -> None:
    # PySide6 6.12.0 lost a reference to None at every call without result: Python 3.11 aborted after a while.
    thing = QObject()
    before = sys.getrefcount(None)
    for _turn in range(1000):
        thing.setObjectName("thing")
    assert sys.getrefcount(None) > before - 500
