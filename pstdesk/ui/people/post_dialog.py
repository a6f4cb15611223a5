"""What a person does where: a first post, the next one, a correction."""

from dataclasses import replace
from typing import Any, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from pstdesk.i18n import _
from pstdesk.services import posts
from pstdesk.services.posts import PostForm, PostRow
from pstdesk.services.registration import organisation_of
from pstdesk.services.vocabulary import Vocabulary, vocabulary
from pstdesk.ui import clock
from pstdesk.ui.page import Frame
from pstdesk.ui.people.new_person import named_options
from pstdesk.ui.widgets.choice import Choice
from pstdesk.ui.widgets.dialog import FormDialog
from pstdesk.ui.widgets.fields import DateField
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.pickers import OrganisationField
from pstdesk.ui.widgets.suggest import Suggestion

Act = Literal["add", "succeed", "change"]


class PostDialog(FormDialog):
    """Adds a post to a person (id and name), has it succeed ``row``, or changes ``row``."""

    field_of_code = {  # noqa: RUF012 - a table of constants
        "organisation_not_chosen": "organisation",
        "post_empty": "organisation",
        "post_overlap": "organisation",
        "post_without_start": "since",
        "interval_backwards": "since",
    }

    def __init__(
        self,
        frame: Frame,
        person: tuple[int, str],
        act: Act,
        row: PostRow | None = None,
        parent: QWidget | None = None,
    ) -> None:
        titles = {
            "add": _("Ajouter un poste"),
            "succeed": _("Changer de poste"),
            "change": _("Modifier le poste"),
        }
        super().__init__(titles[act], _("Enregistrer"), parent, width=600)
        self._frame = frame
        self._person_id, self._name = person
        self._act = act
        self._row = row
        self._add_fields()
        self._show_form(row)
        frame.desk.read(self, vocabulary).success(self._offer).failure(self.show_trouble).start()

    def _add_fields(self) -> None:
        add = self.form.add
        if self._act == "succeed" and self._row is not None:
            sentence = _("Le poste actuel ({post}) finit la veille du nouveau ; il reste dans l’historique.")
            before = self._row.organisation or self._row.form.job_title
            self.form.add_wide(label(sentence.format(post=before), "muted", wrap=True))
        self.organisation = add(
            "organisation", _("Structure"), OrganisationField(self._frame.desk), columns=6
        )
        self.job_title = add("job_title", _("Fonction"), QLineEdit(), columns=6)
        self.grade = add("grade", _("Niveau hiérarchique"), Choice(named_options(())), columns=4)
        self.service = add("service", _("Service"), QLineEdit(), columns=4)
        sectors: Choice[int | None] = Choice(named_options((), _("celui de la structure")))
        self.sector = add("sector", _("Secteur"), sectors, columns=4)
        since = _("Depuis le") if self._act == "succeed" else _("Depuis le (vide : depuis toujours)")
        self.since = add("since", since, DateField(), columns=6)
        self.until = DateField()
        if self._act == "change":
            add("until", _("Ne l’occupe plus à partir du"), self.until, columns=6)
            self.remove = QPushButton(_("Retirer ce poste, saisi par erreur"))
            self.remove.setProperty("role", "link")
            self.remove.setAutoDefault(False)
            self.remove.clicked.connect(self._remove)
            self.body.insertWidget(1, self.remove, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_form(self, row: PostRow | None) -> None:
        if row is None:
            return
        if self._act == "succeed":
            self.since.set_day(clock.today())
        if row.form.organisation_id is not None:
            self.organisation.set_chosen(Suggestion(row.form.organisation_id, row.organisation))
        if self._act == "change":
            self.job_title.setText(row.form.job_title)
            self.service.setText(row.form.service)
            self.since.set_day(row.form.starts_on)
            self.until.set_day(row.form.ends_on)

    def _offer(self, words: Vocabulary) -> None:
        form = self._row.form if self._row is not None else PostForm()
        self.grade.set_options(named_options(words.grades), form.grade_id)
        self.sector.set_options(
            named_options(words.sectors, _("celui de la structure")),
            form.sector_id if self._act == "change" else None,
        )

    def submit(self) -> None:
        """Write the post."""
        workplace = self.organisation.workplace()
        typed = PostForm(
            None,
            self.job_title.text().strip(),
            self.service.text().strip(),
            self.grade.value(),
            self.sector.value(),
            self.since.day(),
            self.until.day(),
        )
        person_id, act, post_id = self._person_id, self._act, self._row.id if self._row is not None else 0

        def write(session: Any) -> None:
            form = replace(typed, organisation_id=organisation_of(session, workplace))
            if act == "add":
                posts.add_post(session, person_id, form)
            elif act == "succeed":
                posts.succeed_post(session, post_id, form)
            else:
                posts.change_post(session, post_id, form)

        words = {
            "add": _("Ajout d’un poste de {name}"),
            "succeed": _("Changement de poste de {name}"),
            "change": _("Modification d’un poste de {name}"),
        }
        self.save(self._frame.desk.write(self, write).undoable(words[act].format(name=self._name)))

    def _remove(self) -> None:
        row = self._row
        if row is None:
            return
        removing = self._frame.desk.write(self, lambda session: posts.remove_post(session, row.id))
        words = _("Retrait d’un poste de {name}").format(name=self._name)
        self.save(removing.undoable(words, _("Le poste est retiré.")))
