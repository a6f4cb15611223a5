"""What minutes say: values that come back from JSON, titles, and the order of the parts."""

import json
from dataclasses import replace
from datetime import date, time

import pytest

from pstdesk import i18n
from pstdesk.documents.kept import as_json, digest
from pstdesk.documents.meeting import CommitteeTitle
from pstdesk.documents.meeting_words import body_name, running_words, when
from pstdesk.documents.minutes import (
    ActionLine,
    DecisionLine,
    MinutesContent,
    MinutesItem,
    NextMeeting,
    from_json,
)
from pstdesk.documents.minutes_docx import minutes_docx
from pstdesk.documents.minutes_outline import minutes_outline
from pstdesk.documents.minutes_pdf import minutes_pdf
from pstdesk.documents.minutes_words import minutes_title, state_words
from pstdesk.documents.outline import Paragraph, Table
from pstdesk.domain.agenda import ItemKind, ItemState
from pstdesk.domain.attendance import AttendanceStatus
from tests.documents.accessibility import problems
from tests.documents.agenda_makers import ACTIONS
from tests.documents.minutes_makers import attendee, minutes
from tests.documents.test_minutes_pdf import pages

HOW = "Modifiez ce fichier dans Word ou LibreOffice et renvoyez-le, ou répondez en citant le numéro du point."


def paragraphs(content: MinutesContent, *roles: str) -> list[str]:
    """Return the words of the paragraphs in these roles."""
    parts = minutes_outline(content)
    return [part.text for part in parts if isinstance(part, Paragraph) and part.role in roles]


def rows(content: MinutesContent, caption: str) -> list[list[list[str]]]:
    """Return the lines of each cell of each row of the table about ``caption``."""
    table = next(
        part for part in minutes_outline(content) if isinstance(part, Table) and part.caption == caption
    )
    return [
        [["".join(run.text for run in line) for line in cell] for cell in row.cells] for row in table.rows
    ]


def titled(kind: str, name: str) -> MinutesContent:
    return minutes(committee=CommitteeTitle(name, kind, "X1"))


# Stored versions


def test_a_stored_version_comes_back_as_it_was() -> None:
    content = minutes(20, 6, approved_on=date(2027, 2, 11))
    stored = json.loads(json.dumps(as_json(content)))
    assert from_json(stored) == content
    assert digest(from_json(stored)) == digest(content)


def test_a_stored_version_of_a_later_program_comes_back_without_what_is_new() -> None:
    stored = as_json(minutes()) | {"mood": "good"}
    assert from_json(stored) == minutes()


def test_what_came_later_changes_no_version_stored_before() -> None:
    content = minutes()
    assert "followed" not in as_json(content)["items"][0]
    (first, *rest) = content.items
    more = replace(content, items=(replace(first, followed=(ActionLine("Relancer la CAF"),)), *rest))
    assert from_json(as_json(more)) == more
    assert digest(more) != digest(content)


def test_the_digest_tells_every_change() -> None:
    content = minutes()
    changed = [
        replace(content, version=3),
        replace(content, place="Ailleurs"),
        replace(content, ends_at=time(16, 16)),
        replace(content, items=content.items[:-1]),
        replace(content, attendees=content.attendees[1:]),
    ]
    assert len({digest(each) for each in (content, *changed)}) == 6
    assert digest(content) == digest(minutes())


# Titles


@pytest.mark.parametrize(
    ("kind", "name", "title"),
    [
        ("comité technique", "Accès aux droits", "du comité technique «\u00a0Accès aux droits\u00a0»"),
        ("", "Conseil local de gouvernance", "du conseil local de gouvernance"),
        ("", "Cellule de veille", "de la cellule de veille"),
        ("", "Sous-commission des marchés", "de la sous-commission des marchés"),
        ("", "Équipe de quartier", "de l’équipe de quartier"),
        ("", "États généraux", "des états généraux"),
        ("groupe de travail", "Parcs & jardins", "du groupe de travail «\u00a0Parcs & jardins\u00a0»"),
    ],
)
def test_the_title_reads_right_whatever_the_body_is_called(kind: str, name: str, title: str) -> None:
    assert minutes_title(titled(kind, name)) == f"Compte rendu de la séance n°\u00a03/2026 {title}"


def test_a_body_of_unknown_gender_stands_after_a_colon() -> None:
    assert minutes_title(titled("", "Zig Zag")) == "Compte rendu de la séance n°\u00a03/2026\u00a0: Zig Zag"


def test_before_it_has_a_number_a_meeting_is_called_by_its_day() -> None:
    content = minutes(number=None, year=None)
    assert minutes_title(content).startswith("Compte rendu de la séance du 12 novembre 2026 du comité")
    assert running_words(content) == "CT1, séance du 12 novembre 2026"


def test_english_minutes_have_english_dates() -> None:
    with i18n.language("en"):
        assert when(minutes(starts_at=None)) == "Thursday 12 November 2026"


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ({}, "jeudi 12 novembre 2026, de 14\u00a0h\u00a030 à 16\u00a0h\u00a015"),
        ({"ends_at": None}, "jeudi 12 novembre 2026, à 14\u00a0h\u00a030"),
        ({"starts_at": None}, "jeudi 12 novembre 2026"),
    ],
)
def test_hours_that_are_not_known_are_not_said(hours: dict[str, None], words: str) -> None:
    assert when(minutes(**hours)) == words


def test_a_body_that_has_a_name_only_is_called_by_it() -> None:
    assert body_name(CommitteeTitle("Cellule de veille")) == "Cellule de veille"


# State


def test_a_draft_opens_with_what_is_awaited() -> None:
    assert paragraphs(minutes(), "draft") == [
        "Projet. Corrections attendues avant le 26 novembre 2026 à pst@valmont.example.\n" + HOW
    ]
    assert state_words(minutes()) == "Projet, version 2"


@pytest.mark.parametrize(
    ("due", "to", "words"),
    [
        (date(2026, 12, 1), "", "Corrections attendues avant le 1er décembre 2026."),
        (None, "a@b.example", "Corrections attendues à a@b.example."),
        (None, "", "Ce compte rendu n’est pas encore approuvé."),
    ],
)
def test_a_draft_says_what_it_knows(due: date | None, to: str, words: str) -> None:
    content = minutes(corrections_due_on=due, corrections_to=to)
    assert paragraphs(content, "draft")[0].startswith(f"Projet. {words}\n")


def test_approved_minutes_have_none_of_that() -> None:
    approved = minutes(approved_on=date(2027, 2, 11))
    assert paragraphs(approved, "draft") == []
    assert state_words(approved) == "Approuvé le 11 février 2027"


# Order


def test_the_parts_stand_in_the_order_in_which_minutes_are_read() -> None:
    parts = minutes_outline(minutes(20, 3, approval="Approuvé sans observation."))
    headings = [part.text for part in parts if isinstance(part, Paragraph) and part.role == "heading"]
    assert headings == [
        "Présences",
        "Approbation du compte rendu précédent",
        "1. Approbation du compte rendu de la séance n°\u00a02/2026",
        "2. Suivi des actions",
        "3. Accueil en entreprise",
        "Relevé de décisions",
        "Relevé d’actions",
        "Prochaine séance",
        "Diffusion",
        "Annexes",
    ]
    roles = [part.role for part in parts if isinstance(part, Paragraph)]
    assert roles.index("letterhead_name") < roles.index("draft") < roles.index("title") < roles.index("fact")


def test_every_section_has_an_anchor_of_its_own() -> None:
    parts = minutes_outline(minutes(20, 12, approval="Approuvé."))
    anchors = [part.anchor for part in parts if isinstance(part, Paragraph) and part.role == "heading"]
    assert all(anchors)
    assert len(set(anchors)) == len(anchors)
    assert "_pst_item_103" in anchors


def test_minutes_that_say_almost_nothing_still_say_so() -> None:
    empty = MinutesContent(
        base_id="b",
        meeting_id=1,
        version=1,
        programme="",
        town="",
        committee=CommitteeTitle("Cellule de veille"),
        day=date(2026, 1, 1),
    )
    assert [part.text for part in minutes_outline(empty) if isinstance(part, Paragraph)] == [
        "Projet. Ce compte rendu n’est pas encore approuvé.\n" + HOW,
        "Compte rendu de la séance du 1er janvier 2026 de la cellule de veille",
        "Date\tjeudi 1er janvier 2026",
        "Relevé de décisions",
        "Aucune décision n’a été prise.",
        "Relevé d’actions",
        "Aucune action n’a été décidée.",
    ]


def test_minutes_that_end_with_a_table_say_that_they_end() -> None:
    content = minutes(next_meeting=NextMeeting(), distribution=(), annexes=())
    assert paragraphs(content, "note")[-1] == "Fin du compte rendu."


# Attendance


def test_people_stand_by_status_and_then_by_organisation() -> None:
    content = minutes(
        attendees=(
            attendee(0, organisation="Zèbre", function=""),
            attendee(1, organisation="", function="habitante"),
            attendee(2, organisation="École du Parc", function="directrice"),
            attendee(3, organisation="Zèbre", function="trésorière", arrived_at=time(15), left_at=time(16)),
            attendee(4, AttendanceStatus.REMOTE, organisation="CAF", function=""),
            attendee(
                5, AttendanceStatus.REPRESENTED, organisation="CAF", function="", proxy_holder="Zoé Weiß"
            ),
            attendee(6, AttendanceStatus.EXCUSED, organisation="CAF", function=""),
            attendee(7, AttendanceStatus.ABSENT, organisation="CAF", function=""),
            attendee(8, AttendanceStatus.NOT_RECORDED, organisation="CAF", function=""),
            attendee(9, is_guest=True, organisation="Presse", function=""),
            attendee(10, AttendanceStatus.EXCUSED, is_guest=True, organisation="Presse", function=""),
        )
    )
    assert rows(content, "Présences, par structure") == [
        [["Présents"], ["École du Parc"], ["Inès Abélard, directrice"]],
        [
            ["Présents"],
            ["Zèbre"],
            ["Chloé Abélard", "Renée Cœurdacier, trésorière, à partir de 15\u00a0h, jusqu’à 16\u00a0h"],
        ],
        [["Présents"], ["Sans structure"], ["Joël Abélard, habitante"]],
        [["À distance"], ["CAF"], ["Sékou Cœurdacier"]],
        [["Représentés"], ["CAF"], ["Zoé Cœurdacier, pouvoir à Zoé Weiß"]],
        [["Excusés"], ["CAF"], ["Théo D’Arcy"]],
        [["Absents"], ["CAF"], ["Maïwenn D’Arcy"]],
        [["Non inscrits"], ["Presse"], ["Ñusta Fauré"]],
    ]
    assert paragraphs(content, "fact")[-1] == (
        "Participation\t4 présents, 1 à distance, 1 représenté, 1 excusé, 1 absent, "
        "1 participant non inscrit, présence non renseignée pour 1 inscrit"
    )


def test_grades_are_printed_only_when_asked_for() -> None:
    content = minutes(attendees=(attendee(0, function="agente"),))
    assert rows(content, "Présences, par structure")[0][2] == ["Chloé Abélard, agente"]
    asked = replace(content, with_grades=True)
    assert rows(asked, "Présences, par structure")[0][2] == ["Chloé Abélard, agente, Agent"]


def test_where_nobody_is_recorded_it_is_said_and_no_table_stands_empty() -> None:
    content = minutes(attendees=(attendee(0, AttendanceStatus.NOT_RECORDED),) * 3)
    assert paragraphs(content, "fact")[-1] == "Participation\tprésence non renseignée pour 3 inscrits"
    assert "Présences" not in paragraphs(content, "heading")


# Items, decisions, actions


def item(**given: object) -> MinutesContent:
    return minutes(items=(replace(MinutesItem(1, 1, "Titre"), **given),))  # type: ignore[arg-type]  # fields


def test_an_item_says_its_kind_and_who_presents_it() -> None:
    content = item(kind=ItemKind.DECISION, presenter="la CAF")
    assert paragraphs(content, "meta") == ["Décision. Présenté par la CAF."]
    assert paragraphs(item(kind=ItemKind.MINUTES_APPROVAL), "meta") == []


def test_an_item_that_was_not_dealt_with_says_so() -> None:
    assert paragraphs(item(state=ItemState.NOT_REACHED), "note") == [
        "Ce point n’a pas été abordé. Il revient à une prochaine séance."
    ]
    assert paragraphs(item(state=ItemState.WITHDRAWN), "note") == [
        "Ce point a été retiré de l’ordre du jour."
    ]


def test_a_withdrawn_decision_stays_and_is_marked_in_words() -> None:
    content = item(decisions=(DecisionLine("2026-014", "Rien.", is_withdrawn=True),))
    assert paragraphs(content, "decision") == ["Décision 2026-014, retirée\nRien."]
    assert rows(content, "Relevé de décisions") == [[["2026-014"], ["Retirée. Rien."], ["1"]]]


def test_an_action_without_owner_or_day_says_so() -> None:
    content = item(actions=(ActionLine("Écrire au bailleur"),))
    assert paragraphs(content, "action") == ["Action\nÉcrire au bailleur\nà désigner, à faire"]
    assert rows(content, "Relevé d’actions") == [
        [["Écrire au bailleur"], ["à désigner"], ["non fixée"], ["à faire"]]
    ]


def test_the_account_keeps_its_lists_and_gets_its_no_break_spaces() -> None:
    content = item(account="Pourquoi ?\n- oui ;\n- non.")
    assert paragraphs(content, "body")[0] == "Pourquoi\u00a0?"
    assert paragraphs(content, "bullet")[:2] == ["oui\u00a0;", "non."]


def test_the_next_meeting_says_what_is_known() -> None:
    known = minutes(next_meeting=NextMeeting(date(2027, 2, 11), time(14), "Mairie"))
    assert "Jeudi 11 février 2027, à 14\u00a0h, Mairie" in paragraphs(known, "body")
    noted = minutes(next_meeting=NextMeeting(note="Date à fixer."))
    assert "Date à fixer." in paragraphs(noted, "body")


def test_the_follow_up_shows_how_earlier_actions_stood_that_day() -> None:
    content = minutes()
    second = replace(content.items[1], followed=ACTIONS)
    content = replace(content, items=(content.items[0], second, *content.items[2:]))
    assert [[cell[0] for cell in row] for row in rows(content, "Suivi des actions")] == [
        [
            "Compléter la liste des lieux d’accueil",
            "Département, service social de polyvalence",
            "1er oct. 2026",
            "en retard",
        ],
        ["Afficher les horaires d’hiver", "Zoé L’Hostis", "18 déc. 2026", "à faire"],
        ["Relancer la CAF", "à désigner", "non fixée", "à faire"],
    ]
    parts = minutes_outline(content)
    place = next(
        at for at, part in enumerate(parts) if isinstance(part, Table) and part.caption == "Suivi des actions"
    )
    before, after = parts[place - 1], parts[place + 1]
    assert isinstance(before, Paragraph)
    assert before.role == "meta"
    assert isinstance(after, Paragraph)
    assert after.role == "action"
    assert problems(minutes_docx(content)) == []
    assert "en retard" in " ".join(pages(minutes_pdf(content)))


def test_what_this_meeting_decides_is_never_late_in_its_own_minutes() -> None:
    late = ActionLine("Écrire", due_on=date(2026, 1, 1))
    content = minutes(3, items=(MinutesItem(1, 1, "Titre", actions=(late,)),))
    assert rows(content, "Relevé d’actions")[0][3] == ["à faire"]
