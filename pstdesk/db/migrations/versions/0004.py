"""Stage reviews, their sections and what these rest on."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stage_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("compared_with_id", sa.Integer(), nullable=True),
        sa.Column("narrative", sa.Text(), server_default="", nullable=False),
        sa.Column("frozen_at", sa.DateTime(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=True),
        sa.Column("sha256", sa.String(length=64), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "(frozen_at IS NULL) = (content IS NULL)", name=op.f("ck_stage_review_frozen_with_content")
        ),
        sa.CheckConstraint("last_on >= first_on", name=op.f("ck_stage_review_interval")),
        sa.CheckConstraint("length(name) <= 200", name=op.f("ck_stage_review_name_length")),
        sa.CheckConstraint("length(narrative) <= 1000000", name=op.f("ck_stage_review_narrative_length")),
        sa.CheckConstraint("length(sha256) <= 64", name=op.f("ck_stage_review_sha256_length")),
        sa.ForeignKeyConstraint(
            ["compared_with_id"],
            ["stage_review.id"],
            name=op.f("fk_stage_review_compared_with_id_stage_review"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_review")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("stage_review", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_stage_review_compared_with_id"), ["compared_with_id"], unique=False
        )

    op.create_table(
        "review_section",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=500), server_default="", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "kind IN ('finding', 'objective', 'principle')", name=op.f("ck_review_section_kind_word")
        ),
        sa.CheckConstraint("length(text) <= 1000000", name=op.f("ck_review_section_text_length")),
        sa.CheckConstraint("length(title) <= 500", name=op.f("ck_review_section_title_length")),
        sa.ForeignKeyConstraint(
            ["review_id"],
            ["stage_review.id"],
            name=op.f("fk_review_section_review_id_stage_review"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_section")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("review_section", schema=None) as batch_op:
        batch_op.create_index("ix_review_section_review_id_position", ["review_id", "position"], unique=False)

    op.create_table(
        "review_evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(length=500), server_default="", nullable=False),
        sa.CheckConstraint(
            "(action_id IS NULL OR decision_id IS NULL)"
            " AND (action_id IS NOT NULL OR decision_id IS NOT NULL) = (words = '')",
            name=op.f("ck_review_evidence_one_thing"),
        ),
        sa.CheckConstraint("length(words) <= 500", name=op.f("ck_review_evidence_words_length")),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["action_item.id"],
            name=op.f("fk_review_evidence_action_id_action_item"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["decision.id"],
            name=op.f("fk_review_evidence_decision_id_decision"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["section_id"],
            ["review_section.id"],
            name=op.f("fk_review_evidence_section_id_review_section"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_evidence")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("review_evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_evidence_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_review_evidence_decision_id"), ["decision_id"], unique=False)
        batch_op.create_index(
            "ix_review_evidence_section_id_position", ["section_id", "position"], unique=False
        )


def downgrade() -> None:
    op.execute("DELETE FROM search_entry WHERE kind IN ('stage_review', 'review_section')")
    op.drop_index("ix_review_evidence_section_id_position", table_name="review_evidence")
    op.drop_index(op.f("ix_review_evidence_decision_id"), table_name="review_evidence")
    op.drop_index(op.f("ix_review_evidence_action_id"), table_name="review_evidence")
    op.drop_table("review_evidence")
    op.drop_index("ix_review_section_review_id_position", table_name="review_section")
    op.drop_table("review_section")
    op.drop_index(op.f("ix_stage_review_compared_with_id"), table_name="stage_review")
    op.drop_table("stage_review")
