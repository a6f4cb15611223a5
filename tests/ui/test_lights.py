"""The lights in words: what each says, and that no light lacks its sentence."""

from datetime import date

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from pstdesk.domain.lights import Lamp, Light, LightCode, LightState, MeetingFacts, lights
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.minutes import MinutesState
from pstdesk.i18n import NBSP
from pstdesk.ui.widgets.lights import LightsStrip, lamp_words, lights_tip

DAY = date(2026, 11, 12)


def said(lamp: Lamp) -> str:
    return lamp_words(lamp).replace(NBSP, " ")


def test_each_light_says_in_words_how_far_it_is() -> None:
    facts = MeetingFacts(DAY, MeetingState.HELD, date(2026, 10, 20), 2, minutes_state=MinutesState.DRAFT)
    assert [said(lamp) for lamp in lights(facts, date(2026, 12, 2))] == [
        "convocation : envoyée le 20 oct.",
        "feuille d’émargement : présences à noter, en retard de 13 jours",
        "compte rendu : en retard de 5 jours",
        "approbation : après la diffusion",
    ]
    typed_afterwards = MeetingFacts(DAY, MeetingState.HELD)
    assert said(lights(typed_afterwards, DAY)[0]) == "convocation : non notée"
    early = MeetingFacts(DAY, MeetingState.PLANNED)
    assert said(lights(early, date(2026, 10, 26))[0]) == "convocation : à envoyer, encore 1 jour"
    overtaken = MeetingFacts(DAY, MeetingState.HELD, minutes_state=MinutesState.SENT, next_held_on=DAY)
    assert said(lights(overtaken, DAY)[3]) == "approbation : en retard depuis aujourd’hui"


def test_every_code_has_its_words() -> None:
    for code in LightCode:
        assert said(Lamp(Light.SHEET, LightState.DUE, code))


def test_the_strip_says_all_four_to_who_does_not_see_them_and_hides_without_any(qtbot: QtBot) -> None:
    strip = LightsStrip()
    qtbot.addWidget(strip)
    lamps = lights(MeetingFacts(DAY, MeetingState.PLANNED), DAY)
    strip.show_lamps(lamps)
    assert strip.accessibleName().count(";") == 3
    assert lights_tip(lamps).count("\n") == 3
    with_lights = strip.grab().toImage()
    strip.show_lamps(lights(MeetingFacts(DAY, MeetingState.CONVENED), DAY))
    assert with_lights != strip.grab().toImage()
    assert isinstance(with_lights, QImage)
    strip.show_lamps(())
    assert strip.isHidden()
