"""The one style sheet of the window, written from the colour tokens.

Widgets ask for a look through the dynamic property ``role``: a label can be ``title``, ``heading``,
``muted``, ``error``; a button ``primary``, ``quiet``, ``link``; a frame ``card``, ``header``, ``sidebar``.
"""

from typing import TYPE_CHECKING

from pstdesk.resources import resource

if TYPE_CHECKING:
    from pstdesk.ui.theme import Tokens


def stylesheet(t: "Tokens", base: int) -> str:
    """Return the style sheet for the tokens ``t`` and running text of ``base`` pixels."""
    return "\n".join(part(t, base) for part in (_surfaces, _labels, _buttons, _fields, _tables, _rest))


def _surfaces(t: "Tokens", base: int) -> str:
    return f"""
    QWidget {{ color: {t.ink}; }}
    QMainWindow, QDialog {{ background: {t.ground}; }}
    QFrame[role="sidebar"] {{ background: {t.panel}; border: none; border-right: 1px solid {t.line}; }}
    QFrame[role="header"] {{ background: {t.panel}; border: none; border-bottom: 1px solid {t.line}; }}
    QFrame[role="card"] {{ background: {t.panel}; border: 1px solid {t.line}; border-radius: 8px; }}
    QFrame[role="palette"] {{ background: {t.raised}; border: 1px solid {t.control_line};
        border-radius: 10px; }}
    QFrame[role="footer"] {{ background: {t.panel}; border: none; border-top: 1px solid {t.line}; }}
    QFrame[role="line"] {{ background: {t.line}; border: none; max-height: 1px; min-height: 1px; }}
    QFrame[role="message"] {{ background: {t.accent_soft}; border: none; border-top: 1px solid {t.line}; }}
    QFrame[role="message"][tone="bad"] {{ background: {t.bad_soft}; }}
    QFrame[role="message"][tone="good"] {{ background: {t.good_soft}; }}
    QFrame[role="message"] QLabel {{ color: {t.ink}; }}
    QScrollArea, QScrollArea > QWidget > QWidget[role="scrolled"] {{ background: transparent; border: none; }}
    QSplitter::handle {{ background: transparent; }}
    QToolTip {{ background: {t.raised}; color: {t.ink}; border: 1px solid {t.line}; padding: 4px 6px; }}
    """


def _labels(t: "Tokens", base: int) -> str:
    return f"""
    QLabel {{ background: transparent; }}
    QLabel[role="title"] {{ font-size: {base + 4}px; font-weight: 600; }}
    QLabel[role="subtitle"] {{ font-size: {base + 4}px; color: {t.muted}; }}
    QLabel[role="heading"] {{ font-weight: 600; }}
    QLabel[role="display"] {{ font-size: {base + 10}px; font-weight: 600; }}
    QLabel[role="label"] {{ font-size: {base - 1}px; font-weight: 500; }}
    QLabel[role="muted"] {{ color: {t.muted}; }}
    QLabel[role="small"] {{ color: {t.muted}; font-size: {base - 2}px; }}
    QLabel[role="warning"] {{ color: {t.warning}; font-size: {base - 2}px; }}
    QLabel[role="error"] {{ color: {t.bad}; font-size: {base - 1}px; }}
    """


def _buttons(t: "Tokens", base: int) -> str:
    return f"""
    QPushButton {{ background: {t.raised}; border: 1px solid {t.line}; border-radius: 6px;
        padding: 0 12px; min-height: 32px; }}
    QPushButton:hover {{ background: {t.hover}; }}
    QPushButton:pressed {{ background: {t.accent_soft}; }}
    QPushButton:focus {{ border: 2px solid {t.accent}; padding: 0 11px; min-height: 30px; }}
    QPushButton:disabled {{ color: {t.muted}; background: {t.neutral_soft}; }}
    QPushButton[role="primary"] {{ background: {t.accent}; border-color: {t.accent}; color: {t.on_accent};
        font-weight: 600; }}
    QPushButton[role="primary"]:hover {{ background: {t.accent_strong}; border-color: {t.accent_strong}; }}
    QPushButton[role="primary"]:pressed {{ background: {t.accent_strong}; }}
    QPushButton[role="primary"]:focus {{ border: 2px solid {t.ink}; padding: 0 11px; min-height: 30px; }}
    QPushButton[role="primary"]:disabled {{ background: {t.neutral_soft}; border-color: {t.line};
        color: {t.muted}; }}
    QPushButton[role="quiet"], QToolButton {{ background: transparent; border: 1px solid transparent;
        border-radius: 6px; padding: 0 8px; min-height: 28px; }}
    QToolButton {{ min-width: 28px; padding: 0; }}
    QToolButton::menu-indicator {{ image: none; }}
    QPushButton[role="quiet"]:hover, QToolButton:hover {{ background: {t.hover}; }}
    QPushButton[role="quiet"]:focus, QToolButton:focus {{ border: 2px solid {t.accent}; padding: 0 7px;
        min-height: 26px; }}
    QToolButton:focus {{ padding: 0; min-width: 26px; }}
    QLineEdit QToolButton {{ min-width: 0; min-height: 0; padding: 0; border: none; }}
    QPushButton[role="link"] {{ background: transparent; border: none; color: {t.accent}; padding: 0;
        min-height: 24px; text-align: left; }}
    QPushButton[role="link"]:hover, QPushButton[role="link"]:focus {{ text-decoration: underline; }}
    QPushButton::menu-indicator {{ subcontrol-position: right center; right: 8px; }}
    """


def _fields(t: "Tokens", base: int) -> str:
    tick = resource("controls", f"tick-{'dark' if t.dark else 'light'}.svg").as_posix()
    fields = "QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox"
    focused = ", ".join(f"{name}:focus" for name in fields.split(", "))
    wrong = ", ".join(f'{name}[wrong="true"]' for name in fields.split(", "))
    disabled = ", ".join(f"{name}:disabled" for name in fields.split(", "))
    return f"""
    {fields} {{ background: {t.panel}; border: 1px solid {t.control_line}; border-radius: 6px;
        padding: 1px 9px; selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
    QLineEdit, QComboBox, QSpinBox {{ min-height: 30px; }}
    QPlainTextEdit, QTextEdit {{ padding: 5px; }}
    {focused} {{ border: 2px solid {t.accent}; padding: 0 8px; }}
    QPlainTextEdit:focus, QTextEdit:focus {{ padding: 4px; }}
    {wrong} {{ border-color: {t.bad}; }}
    {disabled} {{ background: {t.neutral_soft}; color: {t.muted}; border-color: {t.line}; }}
    QLineEdit[role="palette"], QLineEdit[role="palette"]:focus {{ background: {t.raised}; border: none;
        border-bottom: 1px solid {t.line}; border-radius: 0; padding: 2px 6px; min-height: 38px;
        font-size: {base + 2}px; }}
    QLineEdit[role="search"] {{ background: {t.neutral_soft}; border-color: {t.line}; }}
    QLineEdit[role="search"]:focus {{ background: {t.panel}; border-color: {t.accent}; }}
    QComboBox::drop-down {{ border: none; width: 24px; }}
    QComboBox QAbstractItemView, QAbstractItemView[role="suggestions"] {{ background: {t.raised};
        border: 1px solid {t.line}; outline: none; padding: 4px; selection-background-color: {t.accent_soft};
        selection-color: {t.ink}; }}
    QCheckBox, QRadioButton {{ spacing: 8px; min-height: 28px; }}
    QCheckBox:focus, QRadioButton:focus {{ color: {t.accent}; text-decoration: underline; }}
    QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {{ width: 16px;
        height: 16px; background: {t.panel}; border: 1px solid {t.control_line}; border-radius: 4px; }}
    QRadioButton::indicator {{ border-radius: 9px; }}
    QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{ background: {t.accent};
        border-color: {t.accent}; image: url("{tick}"); }}
    QRadioButton::indicator:checked {{ width: 8px; height: 8px; border: 5px solid {t.accent}; }}
    QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ background: {t.neutral_soft};
        border-color: {t.line}; }}
    """


def _tables(t: "Tokens", base: int) -> str:
    return f"""
    QTableView, QTreeView, QListView {{ background: {t.panel}; border: none; outline: none;
        font-size: {base - 1}px; gridline-color: transparent; selection-background-color: {t.accent_soft};
        selection-color: {t.ink}; }}
    QListView[role="found"] {{ background: {t.raised}; font-size: {base}px; }}
    QListView[role="found"]::item, QListView[role="found"]::item:hover {{ background: transparent; }}
    QListView[role="field"] {{ border: 1px solid {t.control_line}; border-radius: 6px; padding: 3px; }}
    QListWidget::item {{ padding: 0 4px; }}
    QListView[role="field"]:focus {{ border-color: {t.accent}; }}
    QHeaderView {{ background: {t.panel}; border: none; }}
    QHeaderView::section {{ background: {t.panel}; color: {t.muted}; border: none;
        border-bottom: 1px solid {t.line}; padding: 0 8px; font-size: {base - 2}px; font-weight: 500;
        min-height: 32px; }}
    QHeaderView::section:hover {{ color: {t.ink}; }}
    QTableView QTableCornerButton::section {{ background: {t.panel}; border: none;
        border-bottom: 1px solid {t.line}; }}
    QAbstractScrollArea::corner {{ background: transparent; border: none; }}
    QHeaderView::up-arrow, QHeaderView::down-arrow {{ width: 0; height: 0; }}
    QTreeView::item {{ min-height: 32px; }}
    QTreeView::item:hover, QListView::item:hover {{ background: {t.hover}; }}
    QTreeView::item:selected, QListView::item:selected {{ background: {t.accent_soft}; color: {t.ink}; }}
    """


def _rest(t: "Tokens", base: int) -> str:
    return f"""
    QMenu {{ background: {t.raised}; border: 1px solid {t.line}; padding: 4px; }}
    QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {t.accent_soft}; }}
    QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 8px; }}
    QTabBar {{ background: transparent; }}
    QTabBar::tab {{ background: transparent; color: {t.muted}; padding: 8px 4px; margin-right: 14px;
        border: none; border-bottom: 2px solid transparent; }}
    QTabBar::tab:hover {{ color: {t.ink}; }}
    QTabBar::tab:selected {{ color: {t.accent}; border-bottom-color: {t.accent}; font-weight: 600; }}
    QTabBar::tab:focus {{ background: {t.accent_soft}; }}
    QTabWidget::pane {{ border: none; border-top: 1px solid {t.line}; top: -1px; }}
    QProgressBar {{ background: {t.neutral_soft}; border: none; border-radius: 4px; height: 8px;
        max-height: 8px; }}
    QProgressBar::chunk {{ background: {t.accent}; border-radius: 4px; }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
    QScrollBar::handle {{ background: {t.control_line}; border-radius: 4px; border: 2px solid {t.panel}; }}
    QScrollBar::handle:vertical {{ min-height: 32px; }}
    QScrollBar::handle:horizontal {{ min-width: 32px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """
