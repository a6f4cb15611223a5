"""What a meeting needs from its agenda to its approved minutes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Columns are added with their CHECK, so that no table has to be rebuilt.
PURPOSE = (
    "purpose VARCHAR(24) DEFAULT 'paper' NOT NULL CONSTRAINT ck_meeting_attachment_purpose_word "
    "CHECK (purpose IN ('paper', 'sign_in_sheet'))"
)
ASKED_OF = (
    "corrections_asked_of VARCHAR(500) DEFAULT '' NOT NULL CONSTRAINT ck_minutes_corrections_asked_of_length "
    "CHECK (length(corrections_asked_of) <= 500)"
)
MERGED_INTO = (
    "merged_into_id INTEGER CONSTRAINT fk_organisation_merged_into_id_organisation "
    "REFERENCES organisation (id)"
)


# What the search finds from now on, by kind: the title and the body of what is there already.
FOUND_NOW = {
    "attachment": ("name", "''"),
    "meeting": ("''", "trim(place || char(10) || next_meeting_note, char(10))"),
    "post": ("''", "trim(job_title || char(10) || service, char(10))"),
    "progress_note": ("''", "text"),
}


def upgrade() -> None:
    op.create_table(
        "school_holiday",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "ends_on IS NULL OR starts_on IS NULL OR ends_on > starts_on",
            name=op.f("ck_school_holiday_interval"),
        ),
        sa.CheckConstraint("length(name) <= 200", name=op.f("ck_school_holiday_name_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_holiday")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "standing_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=500), server_default="", nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("presenter", sa.String(length=500), server_default="", nullable=False),
        sa.Column("planned_minutes", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "kind IN ('information', 'discussion', 'decision', 'election', 'minutes_approval', "
            "'actions_follow_up', 'any_other_business')",
            name=op.f("ck_standing_item_kind_word"),
        ),
        sa.CheckConstraint("length(presenter) <= 500", name=op.f("ck_standing_item_presenter_length")),
        sa.CheckConstraint("length(title) <= 500", name=op.f("ck_standing_item_title_length")),
        sa.ForeignKeyConstraint(
            ["committee_id"],
            ["committee.id"],
            name=op.f("fk_standing_item_committee_id_committee"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing_item")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("standing_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_standing_item_committee_id"), ["committee_id"], unique=False)

    op.create_table(
        "rectification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("decided_in_id", sa.Integer(), nullable=False),
        sa.Column("agenda_item_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("length(text) <= 1000000", name=op.f("ck_rectification_text_length")),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"], ["agenda_item.id"], name=op.f("fk_rectification_agenda_item_id_agenda_item")
        ),
        sa.ForeignKeyConstraint(
            ["decided_in_id"], ["meeting.id"], name=op.f("fk_rectification_decided_in_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["minutes_id"],
            ["minutes.id"],
            name=op.f("fk_rectification_minutes_id_minutes"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rectification")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("rectification", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rectification_agenda_item_id"), ["agenda_item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rectification_decided_in_id"), ["decided_in_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rectification_minutes_id"), ["minutes_id"], unique=False)

    op.add_column("agenda_item", sa.Column("spent_seconds", sa.Integer(), server_default="0", nullable=False))
    for column in (
        sa.Column("convened_on", sa.Date(), nullable=True),
        sa.Column("second_convocation", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("sheet_filed_on", sa.Date(), nullable=True),
    ):
        op.add_column("meeting", column)
    op.execute(f"ALTER TABLE meeting_attachment ADD COLUMN {PURPOSE}")
    op.execute(f"ALTER TABLE minutes ADD COLUMN {ASKED_OF}")
    op.execute(f"ALTER TABLE organisation ADD COLUMN {MERGED_INTO}")
    op.create_index(op.f("ix_organisation_merged_into_id"), "organisation", ["merged_into_id"], unique=False)
    # The beginning of a text stood there a second time.
    op.execute("UPDATE search_entry SET title = '' WHERE kind IN ('decision', 'action_item')")
    for kind, (title, body) in FOUND_NOW.items():
        op.execute(
            "INSERT INTO search_entry (kind, record_id, title, body) "
            f"SELECT '{kind}', id, {title}, {body} FROM {kind} WHERE {title} <> '' OR {body} <> ''"
        )


def downgrade() -> None:
    for kind in (*FOUND_NOW, "rectification"):
        op.execute(f"DELETE FROM search_entry WHERE kind = '{kind}'")
    op.execute(
        "UPDATE search_entry SET title = substr(body, 1, 200) WHERE kind IN ('decision', 'action_item')"
    )
    op.drop_index(op.f("ix_organisation_merged_into_id"), table_name="organisation")
    op.drop_column("organisation", "merged_into_id")
    op.drop_column("minutes", "corrections_asked_of")
    op.drop_column("meeting_attachment", "purpose")
    for column in ("sheet_filed_on", "closed_at", "opened_at", "second_convocation", "convened_on"):
        op.drop_column("meeting", column)
    op.drop_column("agenda_item", "spent_seconds")
    op.drop_table("rectification")
    op.drop_table("standing_item")
    op.drop_table("school_holiday")
