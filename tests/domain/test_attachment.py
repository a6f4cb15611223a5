"""What an attached file is."""

import pytest

from pstdesk.domain.attachment import is_program


@pytest.mark.parametrize("name", ["budget.xlsx.EXE", "lien.lnk", "a.Js ", "installer.sh"])
def test_what_the_system_would_run_is_told(name: str) -> None:
    assert is_program(name)


@pytest.mark.parametrize("name", ["budget.xlsx", "plan.pdf", "exe", "sh", "", "note.exe.pdf"])
def test_what_it_would_show_is_not(name: str) -> None:
    assert not is_program(name)
