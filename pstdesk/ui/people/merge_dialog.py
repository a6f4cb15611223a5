"""The dialog that makes one of two records, and the one that finds the second of them."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from pstdesk.domain.doubles import RecordKind
from pstdesk.domain.errors import Refused
from pstdesk.i18n import _
from pstdesk.sentences import sentence
from pstdesk.services import merging
from pstdesk.services.merging import MergePreview, Merging
from pstdesk.ui import clock
from pstdesk.ui.page import Frame
from pstdesk.ui.people.merge_comparison import MergeComparison
from pstdesk.ui.people.merge_words import passed_words
from pstdesk.ui.places import shown_at
from pstdesk.ui.widgets.dialog import FormDialog
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.notice import Notice
from pstdesk.ui.widgets.pickers import OrganisationField, PersonField


def show_record(frame: Frame, kind: RecordKind, record_id: int) -> None:
    """Go to a person or an organisation."""
    place, table = shown_at(kind)
    frame.go(place, record_id, kind=table)


class MergeDialog(FormDialog):
    """Shows both records, what stays and what passes; ``then(id)`` with the record that stays."""

    def __init__(
        self,
        frame: Frame,
        kind: RecordKind,
        ids: tuple[int, int],
        parent: QWidget | None = None,
        *,
        then: Callable[[int], object] | None = None,
    ) -> None:
        super().__init__(_("Fusionner deux fiches"), _("Fusionner"), parent, width=720)
        self._frame = frame
        self._left = ids[0]
        self._merging = Merging(kind, *ids)
        self._found: MergePreview | None = None
        self._then = then
        self.comparison = MergeComparison()
        self.comparison.swapped.connect(self._swap)
        self.notice = Notice("bad")
        self._passed_title = label(_("Passe à la fiche gardée"), "heading")
        self.passed = label("", wrap=True)
        self._rest = label(
            _("L’autre fiche est archivée. Une liste qui porte encore son nom retrouvera la fiche gardée, et "
              "tout peut être annulé jusqu’à la fermeture de la base."),
            "muted",
            wrap=True,
        )  # fmt: skip
        below = (self.notice, self.comparison, self._passed_title, self.passed, self._rest)
        for place, widget in enumerate(below):
            self.body.insertWidget(place, widget)
        self.form.hide()
        self.primary.setEnabled(False)
        self._read()

    def submit(self) -> None:
        """Make one record of the two, as they were read."""
        found = self._found
        if found is None:
            return
        chosen = replace(self._merging, versions=found.versions, taken=self.comparison.taken)
        now = clock.now()
        words = _("Fusion de {gone} avec {kept}").format(gone=found.gone, kept=found.kept)
        said = _("Les deux fiches n’en font plus qu’une : {kept}.").format(kept=found.kept)
        writing = self._frame.desk.write(self, lambda session: merging.merge(session, chosen, now))
        self.save(writing.undoable(words, said), lambda _done: self._tell(chosen.kept_id))

    def _tell(self, kept_id: int) -> None:
        if self._then is not None:
            self._then(kept_id)

    def _read(self) -> None:
        asked = self._merging
        reading = self._frame.desk.read(self, lambda session: merging.preview(session, asked))
        reading.once("preview").success(self._show).failure(self.show_trouble).start()

    def _show(self, found: MergePreview) -> None:
        self._found = found
        self.comparison.show_preview(found, kept_at=int(self._merging.kept_id != self._left))
        words = passed_words(found.passed)
        self.passed.setText(words or _("Rien n’est attaché à l’autre fiche."))
        self.notice.say(sentence(found.refused) if found.refused is not None else "")
        self.primary.setEnabled(found.refused is None)
        self.comparison.take_focus()
        self.body.invalidate()  # it knows the height of the fields before only
        self._grow()

    def _swap(self) -> None:
        self.primary.setEnabled(False)
        self._merging = replace(self._merging, kept_id=self._merging.gone_id, gone_id=self._merging.kept_id)
        self._read()


class MergePicker(FormDialog):
    """Finds the record with which one that is on show is to be merged, and goes on to both."""

    field_of_code = {"merge_one_record": "other"}  # noqa: RUF012 - a table of constants

    def __init__(
        self, frame: Frame, kind: RecordKind, record: tuple[int, str], parent: QWidget | None = None
    ) -> None:
        self._record_id, name = record
        super().__init__(_("Fusionner la fiche {name}").format(name=name), _("Comparer…"), parent)
        self._frame = frame
        self._kind = kind
        finds = (
            PersonField(frame.desk)
            if kind is RecordKind.PERSON
            else OrganisationField(frame.desk, may_create=False)
        )
        self.other = self.form.add(
            "other",
            _("Avec la fiche"),
            finds,
            hint=_("L’autre fiche de la même personne.")
            if kind is RecordKind.PERSON
            else _("L’autre fiche de la même structure."),
        )

    def submit(self) -> None:
        """Show both records."""
        chosen = self.other.chosen()
        if chosen is None:
            raise Refused("merge_not_chosen")
        if chosen.id == self._record_id:
            raise Refused("merge_one_record")
        self.accept()
        ids = (self._record_id, chosen.id)
        MergeDialog(
            self._frame,
            self._kind,
            ids,
            self.parentWidget(),
            then=lambda kept_id: show_record(self._frame, self._kind, kept_id),
        ).open()
