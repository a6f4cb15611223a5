"""Elections, from candidacies to the record."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Added with its key, so that no table has to be rebuilt.
ELECTION = "election_id INTEGER CONSTRAINT fk_mandate_election_id_election REFERENCES election (id)"


def upgrade() -> None:
    op.create_table(
        "election",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("agenda_item_id", sa.Integer(), nullable=True),
        sa.Column("rule_set_id", sa.Integer(), nullable=True),
        sa.Column("rule_name", sa.String(length=200), nullable=False),
        sa.Column("rule_explanation", sa.Text(), server_default="", nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("with_substitute", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("chair_id", sa.Integer(), nullable=True),
        sa.Column("secretary_id", sa.Integer(), nullable=True),
        sa.Column("first_teller_id", sa.Integer(), nullable=True),
        sa.Column("second_teller_id", sa.Integer(), nullable=True),
        sa.Column("remarks", sa.Text(), server_default="", nullable=False),
        sa.Column("correction_reason", sa.String(length=500), server_default="", nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("method", sa.String(length=24), nullable=False),
        sa.Column("tie_break", sa.String(length=24), nullable=False),
        sa.Column("quorum", sa.String(length=24), nullable=False),
        sa.Column("enrolled_by", sa.String(length=24), nullable=False),
        sa.Column("mandate_months", sa.Integer(), nullable=True),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("proxies_per_holder", sa.Integer(), nullable=False),
        sa.Column("show_of_hands", sa.Boolean(), nullable=False),
        sa.Column("sole_candidate", sa.Boolean(), nullable=False),
        sa.Column("remote_vote", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "enrolled_by IN ('summons', 'meeting')", name=op.f("ck_election_enrolled_by_word")
        ),
        sa.CheckConstraint(
            "method IN ('majority-2', 'majority-3', 'plurality', 'approval', 'majority-judgment', "
            "'without-candidates')",
            name=op.f("ck_election_method_word"),
        ),
        sa.CheckConstraint(
            "quorum IN ('none', 'more-than-half-present', 'half-with-proxies')",
            name=op.f("ck_election_quorum_word"),
        ),
        sa.CheckConstraint(
            "length(correction_reason) <= 500", name=op.f("ck_election_correction_reason_length")
        ),
        sa.CheckConstraint("role IN ('referent', 'substitute_referent')", name=op.f("ck_election_role_word")),
        sa.CheckConstraint(
            "state IN ('open', 'proclaimed', 'correcting')", name=op.f("ck_election_state_word")
        ),
        sa.CheckConstraint(
            "tie_break IN ('new-round', 'lot', 'oldest')", name=op.f("ck_election_tie_break_word")
        ),
        sa.CheckConstraint("length(remarks) <= 1000000", name=op.f("ck_election_remarks_length")),
        sa.CheckConstraint(
            "length(rule_explanation) <= 1000000", name=op.f("ck_election_rule_explanation_length")
        ),
        sa.CheckConstraint("length(rule_name) <= 200", name=op.f("ck_election_rule_name_length")),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"], ["agenda_item.id"], name=op.f("fk_election_agenda_item_id_agenda_item")
        ),
        sa.ForeignKeyConstraint(["chair_id"], ["person.id"], name=op.f("fk_election_chair_id_person")),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_election_committee_id_committee")
        ),
        sa.ForeignKeyConstraint(
            ["first_teller_id"], ["person.id"], name=op.f("fk_election_first_teller_id_person")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_election_meeting_id_meeting")),
        sa.ForeignKeyConstraint(
            ["rule_set_id"], ["rule_set.id"], name=op.f("fk_election_rule_set_id_rule_set")
        ),
        sa.ForeignKeyConstraint(
            ["second_teller_id"], ["person.id"], name=op.f("fk_election_second_teller_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["secretary_id"], ["person.id"], name=op.f("fk_election_secretary_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_election")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("election", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_election_agenda_item_id"), ["agenda_item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_election_chair_id"), ["chair_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_election_committee_id"), ["committee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_election_first_teller_id"), ["first_teller_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_election_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_election_rule_set_id"), ["rule_set_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_election_second_teller_id"), ["second_teller_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_election_secretary_id"), ["secretary_id"], unique=False)

    op.create_table(
        "election_candidate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("substitute_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Text(), server_default="", nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "length(statement) <= 1000000", name=op.f("ck_election_candidate_statement_length")
        ),
        sa.ForeignKeyConstraint(
            ["election_id"],
            ["election.id"],
            name=op.f("fk_election_candidate_election_id_election"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_election_candidate_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["substitute_id"], ["person.id"], name=op.f("fk_election_candidate_substitute_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_election_candidate")),
        sa.UniqueConstraint(
            "election_id", "person_id", name=op.f("uq_election_candidate_election_id_person_id")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("election_candidate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_election_candidate_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_election_candidate_substitute_id"), ["substitute_id"], unique=False
        )

    op.create_table(
        "election_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.String(length=500), server_default="", nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.CheckConstraint(
            "(number = 1) = (reason = '')", name=op.f("ck_election_record_correction_with_reason")
        ),
        sa.CheckConstraint("length(reason) <= 500", name=op.f("ck_election_record_reason_length")),
        sa.CheckConstraint("length(sha256) <= 64", name=op.f("ck_election_record_sha256_length")),
        sa.ForeignKeyConstraint(
            ["election_id"], ["election.id"], name=op.f("fk_election_record_election_id_election")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_election_record")),
        sa.UniqueConstraint("election_id", "number", name=op.f("uq_election_record_election_id_number")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "election_voter",
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["election_id"],
            ["election.id"],
            name=op.f("fk_election_voter_election_id_election"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_election_voter_person_id_person")
        ),
        sa.PrimaryKeyConstraint("election_id", "person_id", name=op.f("pk_election_voter")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("election_voter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_election_voter_person_id"), ["person_id"], unique=False)

    op.create_table(
        "nomination",
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=24), nullable=False),
        sa.Column("nominee_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("stage IN ('first', 'change')", name=op.f("ck_nomination_stage_word")),
        sa.CheckConstraint("length(reason) <= 1000000", name=op.f("ck_nomination_reason_length")),
        sa.ForeignKeyConstraint(
            ["election_id"],
            ["election.id"],
            name=op.f("fk_nomination_election_id_election"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["nominee_id"], ["person.id"], name=op.f("fk_nomination_nominee_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_nomination_person_id_person")),
        sa.PrimaryKeyConstraint("election_id", "person_id", "stage", name=op.f("pk_nomination")),
    )
    with op.batch_alter_table("nomination", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_nomination_nominee_id"), ["nominee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_nomination_person_id"), ["person_id"], unique=False)

    op.create_table(
        "elected",
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("series", sa.Integer(), nullable=False),
        sa.Column("decided_by", sa.String(length=24), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.CheckConstraint(
            "decided_by IN ('vote', 'age', 'lot', 'sole-candidate', 'consent')",
            name=op.f("ck_elected_decided_by_word"),
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["election_candidate.id"],
            name=op.f("fk_elected_candidate_id_election_candidate"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["election_id"], ["election.id"], name=op.f("fk_elected_election_id_election"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("election_id", "candidate_id", "series", name=op.f("pk_elected")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("elected", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_elected_candidate_id"), ["candidate_id"], unique=False)

    op.create_table(
        "election_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("series", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("is_closed", sa.Boolean(), nullable=False),
        sa.Column("registered", sa.Integer(), nullable=False),
        sa.Column("cast", sa.Integer(), nullable=True),
        sa.Column("blank", sa.Integer(), nullable=True),
        sa.Column("spoiled", sa.Integer(), nullable=True),
        sa.Column("signatures", sa.Integer(), nullable=True),
        sa.Column("difference_reason", sa.String(length=500), server_default="", nullable=False),
        sa.Column("tie_break", sa.String(length=24), nullable=True),
        sa.Column("seniority", sa.JSON(), nullable=True),
        sa.Column("drawn_id", sa.Integer(), nullable=True),
        sa.Column("first_witness_id", sa.Integer(), nullable=True),
        sa.Column("second_witness_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "tie_break IN ('new-round', 'lot', 'oldest')", name=op.f("ck_election_round_tie_break_word")
        ),
        sa.CheckConstraint(
            "length(difference_reason) <= 500", name=op.f("ck_election_round_difference_reason_length")
        ),
        sa.ForeignKeyConstraint(
            ["drawn_id"],
            ["election_candidate.id"],
            name=op.f("fk_election_round_drawn_id_election_candidate"),
        ),
        sa.ForeignKeyConstraint(
            ["election_id"],
            ["election.id"],
            name=op.f("fk_election_round_election_id_election"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["first_witness_id"], ["person.id"], name=op.f("fk_election_round_first_witness_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["second_witness_id"], ["person.id"], name=op.f("fk_election_round_second_witness_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_election_round")),
        sa.UniqueConstraint(
            "election_id", "series", "number", name=op.f("uq_election_round_election_id_series_number")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("election_round", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_election_round_drawn_id"), ["drawn_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_election_round_first_witness_id"), ["first_witness_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_election_round_second_witness_id"), ["second_witness_id"], unique=False
        )

    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("state IN ('open', 'agreed', 'withdrawn')", name=op.f("ck_proposal_state_word")),
        sa.CheckConstraint("length(reason) <= 1000000", name=op.f("ck_proposal_reason_length")),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["election_candidate.id"],
            name=op.f("fk_proposal_candidate_id_election_candidate"),
        ),
        sa.ForeignKeyConstraint(
            ["election_id"],
            ["election.id"],
            name=op.f("fk_proposal_election_id_election"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint("election_id", "number", name=op.f("uq_proposal_election_id_number")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposal_candidate_id"), ["candidate_id"], unique=False)

    op.create_table(
        "objection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("is_lifted", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("length(answer) <= 1000000", name=op.f("ck_objection_answer_length")),
        sa.CheckConstraint("length(text) <= 1000000", name=op.f("ck_objection_text_length")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_objection_person_id_person")),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposal.id"],
            name=op.f("fk_objection_proposal_id_proposal"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objection")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("objection", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_objection_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_objection_proposal_id"), ["proposal_id"], unique=False)

    op.create_table(
        "round_score",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=True),
        sa.Column("grades", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["election_candidate.id"],
            name=op.f("fk_round_score_candidate_id_election_candidate"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["election_round.id"],
            name=op.f("fk_round_score_round_id_election_round"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("round_id", "candidate_id", name=op.f("pk_round_score")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("round_score", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_round_score_candidate_id"), ["candidate_id"], unique=False)

    op.create_table(
        "round_voter",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=True),
        sa.Column("stands_in", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["holder_id"], ["person.id"], name=op.f("fk_round_voter_holder_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_round_voter_person_id_person")),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["election_round.id"],
            name=op.f("fk_round_voter_round_id_election_round"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("round_id", "person_id", name=op.f("pk_round_voter")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("round_voter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_round_voter_holder_id"), ["holder_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_round_voter_person_id"), ["person_id"], unique=False)

    op.add_column("mandate", sa.Column("term_ends_on", sa.Date(), nullable=True))
    op.execute(f"ALTER TABLE mandate ADD COLUMN {ELECTION}")
    op.create_index(op.f("ix_mandate_election_id"), "mandate", ["election_id"], unique=False)


def downgrade() -> None:
    op.execute("DELETE FROM search_entry WHERE kind IN ('election', 'election_candidate')")
    op.drop_index(op.f("ix_mandate_election_id"), table_name="mandate")
    op.drop_column("mandate", "election_id")
    op.drop_column("mandate", "term_ends_on")
    op.drop_table("round_voter")
    op.drop_table("round_score")
    op.drop_table("objection")
    op.drop_table("proposal")
    op.drop_table("election_round")
    op.drop_table("elected")
    op.drop_table("nomination")
    op.drop_table("election_voter")
    op.drop_table("election_record")
    op.drop_table("election_candidate")
    op.drop_table("election")
