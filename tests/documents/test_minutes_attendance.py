"""What minutes say of suppléants and of the quorum."""

import json
from datetime import time

import pytest

from pstdesk.documents.kept import as_json
from pstdesk.documents.minutes import QuorumLine, from_json
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.voting import QuorumRule
from tests.documents.minutes_makers import attendee, minutes
from tests.documents.test_minutes import paragraphs, rows


def test_a_substitute_stands_beside_the_titulaire_and_counts_once() -> None:
    content = minutes(
        attendees=(
            attendee(
                0,
                AttendanceStatus.REPRESENTED,
                organisation="CAF",
                function="",
                proxy_holder="Zoé Weiß",
                by_substitute=True,
            ),
            attendee(
                1,
                organisation="CAF",
                function="",
                is_guest=True,
                substitute_for="Chloé Abélard",
                arrived_at=time(14, 20),
            ),
            attendee(2, AttendanceStatus.EXCUSED, organisation="CAF", function=""),
            attendee(3, is_guest=True, organisation="Presse", function=""),
        )
    )
    assert rows(content, "Présences, par structure") == [
        [["Représentés"], ["CAF"], ["Chloé Abélard, par Zoé Weiß, suppléant"]],
        [
            ["Suppléants"],
            ["CAF"],
            ["Joël Abélard, suppléant de Chloé Abélard, à partir de 14\u00a0h\u00a020"],
        ],
        [["Excusés"], ["CAF"], ["Inès Abélard"]],
        [["Non inscrits"], ["Presse"], ["Renée Cœurdacier"]],
    ]
    assert paragraphs(content, "fact")[-1] == (
        "Participation\t1 représenté, 1 excusé, 1 participant non inscrit"
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            QuorumLine(QuorumRule.MORE_THAN_HALF_PRESENT, 6, 6),
            "atteint, 6 pour 6 nécessaires (plus de la moitié des membres présents)",
        ),
        (
            QuorumLine(QuorumRule.HALF_WITH_PROXIES, 3, 6),
            "non atteint, 3 pour 6 nécessaires (la moitié des membres, pouvoirs compris)",
        ),
        (QuorumLine(QuorumRule.HALF_WITH_PROXIES, 3, 0), "aucun n’est demandé à une seconde convocation"),
    ],
)
def test_the_quorum_is_said_where_one_is_asked(line: QuorumLine, said: str) -> None:
    assert paragraphs(minutes(quorum=line), "fact")[-1] == f"Quorum\t{said}"
    assert not any(words.startswith("Quorum") for words in paragraphs(minutes(), "fact"))
    assert from_json(as_json(minutes(quorum=line))) == minutes(quorum=line)


def test_what_came_later_changes_no_stored_version() -> None:
    stored = json.dumps(as_json(minutes()))
    for word in ("quorum", "substitute_for", "by_substitute"):
        assert word not in stored
