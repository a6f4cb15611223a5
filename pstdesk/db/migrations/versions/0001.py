"""The first shape of the base."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("length(media_type) <= 200", name=op.f("ck_attachment_media_type_length")),
        sa.CheckConstraint("length(name) <= 200", name=op.f("ck_attachment_name_length")),
        sa.CheckConstraint("length(sha256) <= 64", name=op.f("ck_attachment_sha256_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("sha256", name=op.f("uq_attachment_sha256")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "committee_level",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("body_name", sa.String(length=200), server_default="", nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('strategic', 'watch', 'operational', 'working_group')",
            name=op.f("ck_committee_level_kind_word"),
        ),
        sa.CheckConstraint("length(body_name) <= 200", name=op.f("ck_committee_level_body_name_length")),
        sa.CheckConstraint("length(name) <= 200", name=op.f("ck_committee_level_name_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_level")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "grade",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("search_key", sa.String(length=500), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("length(name) <= 200", name=op.f("ck_grade_name_length")),
        sa.CheckConstraint("length(search_key) <= 500", name=op.f("ck_grade_search_key_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grade")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("grade", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_grade_search_key"), ["search_key"], unique=True)

    op.create_table(
        "journal_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.String(length=200), nullable=False),
        sa.Column("act", sa.String(length=24), nullable=False),
        sa.Column("record", sa.String(length=200), nullable=False),
        sa.Column("record_id", sa.String(length=200), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.CheckConstraint("act IN ('made', 'changed', 'deleted')", name=op.f("ck_journal_entry_act_word")),
        sa.CheckConstraint("length(record) <= 200", name=op.f("ck_journal_entry_record_length")),
        sa.CheckConstraint("length(record_id) <= 200", name=op.f("ck_journal_entry_record_id_length")),
        sa.CheckConstraint("length(user_id) <= 200", name=op.f("ck_journal_entry_user_id_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_entry")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("journal_entry", schema=None) as batch_op:
        batch_op.create_index("ix_journal_entry_record_record_id", ["record", "record_id"], unique=False)

    op.create_table(
        "organisation_category",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("search_key", sa.String(length=500), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("length(name) <= 200", name=op.f("ck_organisation_category_name_length")),
        sa.CheckConstraint(
            "length(search_key) <= 500", name=op.f("ck_organisation_category_search_key_length")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_category")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("organisation_category", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisation_category_search_key"), ["search_key"], unique=True)

    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("given_name", sa.String(length=200), server_default="", nullable=False),
        sa.Column("family_name", sa.String(length=200), nullable=False),
        sa.Column("search_key", sa.String(length=500), nullable=False),
        sa.Column("given_key", sa.String(length=500), nullable=False),
        sa.Column("civility", sa.String(length=500), server_default="", nullable=False),
        sa.Column("email", sa.String(length=500), server_default="", nullable=False),
        sa.Column("phone", sa.String(length=500), server_default="", nullable=False),
        sa.Column("phone_key", sa.String(length=500), server_default="", nullable=False),
        sa.Column("notes", sa.Text(), server_default="", nullable=False),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("length(civility) <= 500", name=op.f("ck_person_civility_length")),
        sa.CheckConstraint("length(email) <= 500", name=op.f("ck_person_email_length")),
        sa.CheckConstraint("length(family_name) <= 200", name=op.f("ck_person_family_name_length")),
        sa.CheckConstraint("length(given_key) <= 500", name=op.f("ck_person_given_key_length")),
        sa.CheckConstraint("length(given_name) <= 200", name=op.f("ck_person_given_name_length")),
        sa.CheckConstraint("length(notes) <= 1000000", name=op.f("ck_person_notes_length")),
        sa.CheckConstraint("length(phone) <= 500", name=op.f("ck_person_phone_length")),
        sa.CheckConstraint("length(phone_key) <= 500", name=op.f("ck_person_phone_key_length")),
        sa.CheckConstraint("length(search_key) <= 500", name=op.f("ck_person_search_key_length")),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["person.id"], name=op.f("fk_person_merged_into_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_email"), ["email"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_given_key"), ["given_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_merged_into_id"), ["merged_into_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_phone_key"), ["phone_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_search_key"), ["search_key"], unique=False)

    op.create_table(
        "rule_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("explanation", sa.Text(), server_default="", nullable=False),
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
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "enrolled_by IN ('summons', 'meeting')", name=op.f("ck_rule_set_enrolled_by_word")
        ),
        sa.CheckConstraint(
            "method IN ('majority-2', 'majority-3', 'plurality', 'approval', "
            "'majority-judgment', 'without-candidates')",
            name=op.f("ck_rule_set_method_word"),
        ),
        sa.CheckConstraint(
            "quorum IN ('none', 'more-than-half-present', 'half-with-proxies')",
            name=op.f("ck_rule_set_quorum_word"),
        ),
        sa.CheckConstraint(
            "tie_break IN ('new-round', 'lot', 'oldest')", name=op.f("ck_rule_set_tie_break_word")
        ),
        sa.CheckConstraint("length(explanation) <= 1000000", name=op.f("ck_rule_set_explanation_length")),
        sa.CheckConstraint("length(name) <= 200", name=op.f("ck_rule_set_name_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_set")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "search_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=200), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=500), server_default="", nullable=False),
        sa.Column("body", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("length(body) <= 1000000", name=op.f("ck_search_entry_body_length")),
        sa.CheckConstraint("length(kind) <= 200", name=op.f("ck_search_entry_kind_length")),
        sa.CheckConstraint("length(title) <= 500", name=op.f("ck_search_entry_title_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("search_entry", schema=None) as batch_op:
        batch_op.create_index("uq_search_entry_kind_record_id", ["kind", "record_id"], unique=True)

    op.create_table(
        "sector",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("search_key", sa.String(length=500), nullable=False),
        sa.Column("social_work", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("length(name) <= 200", name=op.f("ck_sector_name_length")),
        sa.CheckConstraint("length(search_key) <= 500", name=op.f("ck_sector_search_key_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sector")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("sector", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sector_search_key"), ["search_key"], unique=True)

    op.create_table(
        "setting",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.CheckConstraint("length(key) <= 200", name=op.f("ck_setting_key_length")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_setting")),
    )
    op.create_table(
        "committee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("level_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("short_name", sa.String(length=200), nullable=False),
        sa.Column("search_key", sa.String(length=500), nullable=False),
        sa.Column("short_key", sa.String(length=500), nullable=False),
        sa.Column("rhythm", sa.String(length=24), nullable=False),
        sa.Column("usual_month", sa.Integer(), nullable=True),
        sa.Column("open_membership", sa.Boolean(), nullable=False),
        sa.Column("elects_referent", sa.Boolean(), nullable=False),
        sa.Column("rule_set_id", sa.Integer(), nullable=True),
        sa.Column("usual_place", sa.String(length=500), server_default="", nullable=False),
        sa.Column("notes", sa.Text(), server_default="", nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "rhythm IN ('yearly', 'quarterly', 'monthly', 'on_demand')", name=op.f("ck_committee_rhythm_word")
        ),
        sa.CheckConstraint("length(name) <= 200", name=op.f("ck_committee_name_length")),
        sa.CheckConstraint("length(notes) <= 1000000", name=op.f("ck_committee_notes_length")),
        sa.CheckConstraint("length(search_key) <= 500", name=op.f("ck_committee_search_key_length")),
        sa.CheckConstraint("length(short_key) <= 500", name=op.f("ck_committee_short_key_length")),
        sa.CheckConstraint("length(short_name) <= 200", name=op.f("ck_committee_short_name_length")),
        sa.CheckConstraint("length(usual_place) <= 500", name=op.f("ck_committee_usual_place_length")),
        sa.ForeignKeyConstraint(
            ["level_id"], ["committee_level.id"], name=op.f("fk_committee_level_id_committee_level")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["committee.id"], name=op.f("fk_committee_parent_id_committee")
        ),
        sa.ForeignKeyConstraint(
            ["rule_set_id"], ["rule_set.id"], name=op.f("fk_committee_rule_set_id_rule_set")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("committee", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_committee_level_id"), ["level_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_committee_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_committee_rule_set_id"), ["rule_set_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_committee_search_key"), ["search_key"], unique=True)
        batch_op.create_index(batch_op.f("ix_committee_short_key"), ["short_key"], unique=True)

    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("acronym", sa.String(length=200), server_default="", nullable=False),
        sa.Column("search_key", sa.String(length=500), nullable=False),
        sa.Column("acronym_key", sa.String(length=500), server_default="", nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("sector_id", sa.Integer(), nullable=True),
        sa.Column("partner_state", sa.String(length=24), server_default="registered", nullable=False),
        sa.Column("email", sa.String(length=500), server_default="", nullable=False),
        sa.Column("phone", sa.String(length=500), server_default="", nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("notes", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "partner_state IN ('targeted', 'approached', 'registered', 'active', 'declined')",
            name=op.f("ck_organisation_partner_state_word"),
        ),
        sa.CheckConstraint("length(acronym) <= 200", name=op.f("ck_organisation_acronym_length")),
        sa.CheckConstraint("length(acronym_key) <= 500", name=op.f("ck_organisation_acronym_key_length")),
        sa.CheckConstraint("length(address) <= 1000000", name=op.f("ck_organisation_address_length")),
        sa.CheckConstraint("length(email) <= 500", name=op.f("ck_organisation_email_length")),
        sa.CheckConstraint("length(name) <= 200", name=op.f("ck_organisation_name_length")),
        sa.CheckConstraint("length(notes) <= 1000000", name=op.f("ck_organisation_notes_length")),
        sa.CheckConstraint("length(phone) <= 500", name=op.f("ck_organisation_phone_length")),
        sa.CheckConstraint("length(search_key) <= 500", name=op.f("ck_organisation_search_key_length")),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["organisation_category.id"],
            name=op.f("fk_organisation_category_id_organisation_category"),
        ),
        sa.ForeignKeyConstraint(["sector_id"], ["sector.id"], name=op.f("fk_organisation_sector_id_sector")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisation_acronym_key"), ["acronym_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_organisation_category_id"), ["category_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_organisation_search_key"), ["search_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_organisation_sector_id"), ["sector_id"], unique=False)

    op.create_table(
        "programme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("base_id", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("town", sa.String(length=200), nullable=False),
        sa.Column("preset", sa.String(length=200), nullable=False),
        sa.Column("letterhead", sa.Text(), server_default="", nullable=False),
        sa.Column("footer", sa.String(length=500), server_default="", nullable=False),
        sa.Column("template_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=200), nullable=False),
        sa.Column("time_zone", sa.String(length=200), nullable=False),
        sa.Column("school_zone", sa.String(length=200), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("default_rule_set_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_programme_only_one")),
        sa.CheckConstraint("length(base_id) <= 200", name=op.f("ck_programme_base_id_length")),
        sa.CheckConstraint("length(footer) <= 500", name=op.f("ck_programme_footer_length")),
        sa.CheckConstraint("length(language) <= 200", name=op.f("ck_programme_language_length")),
        sa.CheckConstraint("length(letterhead) <= 1000000", name=op.f("ck_programme_letterhead_length")),
        sa.CheckConstraint("length(name) <= 200", name=op.f("ck_programme_name_length")),
        sa.CheckConstraint("length(preset) <= 200", name=op.f("ck_programme_preset_length")),
        sa.CheckConstraint("length(school_zone) <= 200", name=op.f("ck_programme_school_zone_length")),
        sa.CheckConstraint("length(time_zone) <= 200", name=op.f("ck_programme_time_zone_length")),
        sa.CheckConstraint("length(town) <= 200", name=op.f("ck_programme_town_length")),
        sa.ForeignKeyConstraint(
            ["default_rule_set_id"], ["rule_set.id"], name=op.f("fk_programme_default_rule_set_id_rule_set")
        ),
        sa.ForeignKeyConstraint(
            ["template_id"], ["attachment.id"], name=op.f("fk_programme_template_id_attachment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
    )
    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_programme_default_rule_set_id"), ["default_rule_set_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_programme_template_id"), ["template_id"], unique=False)

    op.create_table(
        "mandate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(length=24), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "end_reason IN ('term', 'resignation', 'departure', 'loss_of_capacity', 'replaced')",
            name=op.f("ck_mandate_end_reason_word"),
        ),
        sa.CheckConstraint("role IN ('referent', 'substitute_referent')", name=op.f("ck_mandate_role_word")),
        sa.CheckConstraint(
            "ends_on IS NULL OR starts_on IS NULL OR ends_on > starts_on", name=op.f("ck_mandate_interval")
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"],
            ["committee.id"],
            name=op.f("fk_mandate_committee_id_committee"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_mandate_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mandate")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("mandate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mandate_committee_id"), ["committee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mandate_person_id"), ["person_id"], unique=False)

    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("quarter", sa.String(length=7), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=True),
        sa.Column("ends_at", sa.Time(), nullable=True),
        sa.Column("place", sa.String(length=500), server_default="", nullable=False),
        sa.Column("facilitator_id", sa.Integer(), nullable=True),
        sa.Column("secretary_id", sa.Integer(), nullable=True),
        sa.Column("next_meeting_note", sa.String(length=500), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "state IN ('planned', 'convened', 'held', 'postponed', 'cancelled', 'inquorate')",
            name=op.f("ck_meeting_state_word"),
        ),
        sa.CheckConstraint("(number IS NULL) = (year IS NULL)", name=op.f("ck_meeting_number_with_year")),
        sa.CheckConstraint(
            "length(next_meeting_note) <= 500", name=op.f("ck_meeting_next_meeting_note_length")
        ),
        sa.CheckConstraint("length(place) <= 500", name=op.f("ck_meeting_place_length")),
        sa.CheckConstraint("length(quarter) <= 7", name=op.f("ck_meeting_quarter_length")),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_meeting_committee_id_committee")
        ),
        sa.ForeignKeyConstraint(
            ["facilitator_id"], ["person.id"], name=op.f("fk_meeting_facilitator_id_person")
        ),
        sa.ForeignKeyConstraint(["secretary_id"], ["person.id"], name=op.f("fk_meeting_secretary_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint(
            "committee_id", "year", "number", name=op.f("uq_meeting_committee_id_year_number")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index("ix_meeting_committee_id_day", ["committee_id", "day"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_day"), ["day"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_facilitator_id"), ["facilitator_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_secretary_id"), ["secretary_id"], unique=False)

    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.String(length=24), nullable=False),
        sa.Column("substitute_for_id", sa.Integer(), nullable=True),
        sa.Column("voting", sa.Boolean(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "capacity IN ('member', 'ex_officio', 'co_chair', 'facilitator', 'secretary', 'observer')",
            name=op.f("ck_membership_capacity_word"),
        ),
        sa.CheckConstraint(
            "ends_on IS NULL OR starts_on IS NULL OR ends_on > starts_on", name=op.f("ck_membership_interval")
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"],
            ["committee.id"],
            name=op.f("fk_membership_committee_id_committee"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_membership_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["substitute_for_id"], ["person.id"], name=op.f("fk_membership_substitute_for_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(
            "ix_membership_committee_id_person_id", ["committee_id", "person_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_membership_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_membership_substitute_for_id"), ["substitute_for_id"], unique=False
        )

    op.create_table(
        "post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("grade_id", sa.Integer(), nullable=True),
        sa.Column("sector_id", sa.Integer(), nullable=True),
        sa.Column("job_title", sa.String(length=500), server_default="", nullable=False),
        sa.Column("service", sa.String(length=500), server_default="", nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "ends_on IS NULL OR starts_on IS NULL OR ends_on > starts_on", name=op.f("ck_post_interval")
        ),
        sa.CheckConstraint("length(job_title) <= 500", name=op.f("ck_post_job_title_length")),
        sa.CheckConstraint("length(service) <= 500", name=op.f("ck_post_service_length")),
        sa.ForeignKeyConstraint(["grade_id"], ["grade.id"], name=op.f("fk_post_grade_id_grade")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_post_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_post_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["sector_id"], ["sector.id"], name=op.f("fk_post_sector_id_sector")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_post_grade_id"), ["grade_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_post_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_post_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_post_person_id_starts_on", ["person_id", "starts_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_post_sector_id"), ["sector_id"], unique=False)

    op.create_table(
        "seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("office", sa.String(length=200), nullable=False),
        sa.Column("capacity", sa.String(length=24), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "capacity IN ('member', 'ex_officio', 'co_chair', 'facilitator', 'secretary', 'observer')",
            name=op.f("ck_seat_capacity_word"),
        ),
        sa.CheckConstraint("length(office) <= 200", name=op.f("ck_seat_office_length")),
        sa.ForeignKeyConstraint(
            ["committee_id"],
            ["committee.id"],
            name=op.f("fk_seat_committee_id_committee"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_seat_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seat_committee_id"), ["committee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_seat_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=500), server_default="", nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("presenter", sa.String(length=500), server_default="", nullable=False),
        sa.Column("planned_minutes", sa.Integer(), nullable=True),
        sa.Column("notes", sa.Text(), server_default="", nullable=False),
        sa.Column("carried_from_id", sa.Integer(), nullable=True),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "kind IN ('information', 'discussion', 'decision', 'election', "
            "'minutes_approval', 'actions_follow_up', 'any_other_business')",
            name=op.f("ck_agenda_item_kind_word"),
        ),
        sa.CheckConstraint(
            "state IN ('open', 'dealt_with', 'not_reached', 'withdrawn')",
            name=op.f("ck_agenda_item_state_word"),
        ),
        sa.CheckConstraint("length(notes) <= 1000000", name=op.f("ck_agenda_item_notes_length")),
        sa.CheckConstraint("length(presenter) <= 500", name=op.f("ck_agenda_item_presenter_length")),
        sa.CheckConstraint("length(title) <= 500", name=op.f("ck_agenda_item_title_length")),
        sa.ForeignKeyConstraint(
            ["carried_from_id"], ["agenda_item.id"], name=op.f("fk_agenda_item_carried_from_id_agenda_item")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_agenda_item_meeting_id_meeting"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["person.id"], name=op.f("fk_agenda_item_proposed_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agenda_item_carried_from_id"), ["carried_from_id"], unique=False)
        batch_op.create_index("ix_agenda_item_meeting_id_position", ["meeting_id", "position"], unique=False)
        batch_op.create_index(batch_op.f("ix_agenda_item_proposed_by_id"), ["proposed_by_id"], unique=False)

    op.create_table(
        "attendance",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("is_guest", sa.Boolean(), nullable=False),
        sa.Column("arrived_at", sa.Time(), nullable=True),
        sa.Column("left_at", sa.Time(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("grade_id", sa.Integer(), nullable=True),
        sa.Column("sector_id", sa.Integer(), nullable=True),
        sa.Column("job_title", sa.String(length=500), server_default="", nullable=False),
        sa.CheckConstraint(
            "status IN ('not_recorded', 'present', 'remote', 'represented', 'excused', 'absent')",
            name=op.f("ck_attendance_status_word"),
        ),
        sa.CheckConstraint("length(job_title) <= 500", name=op.f("ck_attendance_job_title_length")),
        sa.ForeignKeyConstraint(["grade_id"], ["grade.id"], name=op.f("fk_attendance_grade_id_grade")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_attendance_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_attendance_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_attendance_person_id_person")),
        sa.ForeignKeyConstraint(["sector_id"], ["sector.id"], name=op.f("fk_attendance_sector_id_sector")),
        sa.PrimaryKeyConstraint("meeting_id", "person_id", name=op.f("pk_attendance")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attendance_grade_id"), ["grade_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attendance_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(
            "ix_attendance_person_id_meeting_id_status", ["person_id", "meeting_id", "status"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_attendance_sector_id"), ["sector_id"], unique=False)

    op.create_table(
        "minutes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("corrections_due_on", sa.Date(), nullable=True),
        sa.Column("corrections_to", sa.String(length=500), server_default="", nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("approval", sa.String(length=24), nullable=True),
        sa.Column("approved_in_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "approval IN ('meeting', 'referent', 'silence')", name=op.f("ck_minutes_approval_word")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'in_correction', 'sent', 'approved', 'archived')",
            name=op.f("ck_minutes_state_word"),
        ),
        sa.CheckConstraint("length(corrections_to) <= 500", name=op.f("ck_minutes_corrections_to_length")),
        sa.ForeignKeyConstraint(
            ["approved_in_id"], ["meeting.id"], name=op.f("fk_minutes_approved_in_id_meeting")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_minutes_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_minutes_meeting_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("minutes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_minutes_approved_in_id"), ["approved_in_id"], unique=False)

    op.create_table(
        "proxy",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("grantor_id", sa.Integer(), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("grantor_id <> holder_id", name=op.f("ck_proxy_two_people")),
        sa.ForeignKeyConstraint(["grantor_id"], ["person.id"], name=op.f("fk_proxy_grantor_id_person")),
        sa.ForeignKeyConstraint(["holder_id"], ["person.id"], name=op.f("fk_proxy_holder_id_person")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_proxy_meeting_id_meeting"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("meeting_id", "grantor_id", name=op.f("pk_proxy")),
    )
    with op.batch_alter_table("proxy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proxy_grantor_id"), ["grantor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_proxy_holder_id"), ["holder_id"], unique=False)

    op.create_table(
        "seat_holder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("is_substitute", sa.Boolean(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "ends_on IS NULL OR starts_on IS NULL OR ends_on > starts_on",
            name=op.f("ck_seat_holder_interval"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_seat_holder_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seat.id"], name=op.f("fk_seat_holder_seat_id_seat"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat_holder")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("seat_holder", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seat_holder_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_seat_holder_seat_id"), ["seat_id"], unique=False)

    op.create_table(
        "action_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agenda_item_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "state IN ('to_do', 'in_progress', 'done', 'dropped')", name=op.f("ck_action_item_state_word")
        ),
        sa.CheckConstraint("length(text) <= 1000000", name=op.f("ck_action_item_text_length")),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"], ["agenda_item.id"], name=op.f("fk_action_item_agenda_item_id_agenda_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_item")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("action_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_item_agenda_item_id"), ["agenda_item_id"], unique=False)
        batch_op.create_index("ix_action_item_state_due_on", ["state", "due_on"], unique=False)

    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agenda_item_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("is_withdrawn", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("(number IS NULL) = (year IS NULL)", name=op.f("ck_decision_number_with_year")),
        sa.CheckConstraint("length(text) <= 1000000", name=op.f("ck_decision_text_length")),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"],
            ["agenda_item.id"],
            name=op.f("fk_decision_agenda_item_id_agenda_item"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("year", "number", name=op.f("uq_decision_year_number")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(
            "ix_decision_agenda_item_id_position", ["agenda_item_id", "position"], unique=False
        )

    op.create_table(
        "meeting_attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("agenda_item_id", sa.Integer(), nullable=True),
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"],
            ["agenda_item.id"],
            name=op.f("fk_meeting_attachment_agenda_item_id_agenda_item"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_meeting_attachment_attachment_id_attachment")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_meeting_attachment_meeting_id_meeting"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_attachment")),
        sa.UniqueConstraint(
            "meeting_id",
            "agenda_item_id",
            "attachment_id",
            name=op.f("uq_meeting_attachment_meeting_id_agenda_item_id_attachment_id"),
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("meeting_attachment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_meeting_attachment_agenda_item_id"), ["agenda_item_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_meeting_attachment_attachment_id"), ["attachment_id"], unique=False
        )

    op.create_table(
        "minutes_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=500), server_default="", nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'in_correction', 'sent', 'approved', 'archived')",
            name=op.f("ck_minutes_version_state_word"),
        ),
        sa.CheckConstraint("length(reason) <= 500", name=op.f("ck_minutes_version_reason_length")),
        sa.CheckConstraint("length(sha256) <= 64", name=op.f("ck_minutes_version_sha256_length")),
        sa.ForeignKeyConstraint(
            ["minutes_id"],
            ["minutes.id"],
            name=op.f("fk_minutes_version_minutes_id_minutes"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_version")),
        sa.UniqueConstraint("minutes_id", "number", name=op.f("uq_minutes_version_minutes_id_number")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "action_committee",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["action_item.id"],
            name=op.f("fk_action_committee_action_id_action_item"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_action_committee_committee_id_committee")
        ),
        sa.PrimaryKeyConstraint("action_id", "committee_id", name=op.f("pk_action_committee")),
    )
    with op.batch_alter_table("action_committee", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_committee_committee_id"), ["committee_id"], unique=False)

    op.create_table(
        "action_owner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(length=500), server_default="", nullable=False),
        sa.CheckConstraint(
            "person_id IS NOT NULL OR organisation_id IS NOT NULL OR words <> ''",
            name=op.f("ck_action_owner_somebody"),
        ),
        sa.CheckConstraint("length(words) <= 500", name=op.f("ck_action_owner_words_length")),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["action_item.id"],
            name=op.f("fk_action_owner_action_id_action_item"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_action_owner_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_action_owner_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_owner")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("action_owner", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_owner_action_id"), ["action_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_action_owner_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_action_owner_person_id"), ["person_id"], unique=False)

    op.create_table(
        "progress_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("length(text) <= 1000000", name=op.f("ck_progress_note_text_length")),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["action_item.id"],
            name=op.f("fk_progress_note_action_id_action_item"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress_note")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("progress_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_progress_note_action_id"), ["action_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_progress_note_action_id"), table_name="progress_note")
    op.drop_table("progress_note")
    op.drop_index(op.f("ix_action_owner_person_id"), table_name="action_owner")
    op.drop_index(op.f("ix_action_owner_organisation_id"), table_name="action_owner")
    op.drop_index(op.f("ix_action_owner_action_id"), table_name="action_owner")
    op.drop_table("action_owner")
    op.drop_index(op.f("ix_action_committee_committee_id"), table_name="action_committee")
    op.drop_table("action_committee")
    op.drop_table("minutes_version")
    op.drop_index(op.f("ix_meeting_attachment_attachment_id"), table_name="meeting_attachment")
    op.drop_index(op.f("ix_meeting_attachment_agenda_item_id"), table_name="meeting_attachment")
    op.drop_table("meeting_attachment")
    op.drop_index("ix_decision_agenda_item_id_position", table_name="decision")
    op.drop_table("decision")
    op.drop_index("ix_action_item_state_due_on", table_name="action_item")
    op.drop_index(op.f("ix_action_item_agenda_item_id"), table_name="action_item")
    op.drop_table("action_item")
    op.drop_index(op.f("ix_seat_holder_seat_id"), table_name="seat_holder")
    op.drop_index(op.f("ix_seat_holder_person_id"), table_name="seat_holder")
    op.drop_table("seat_holder")
    op.drop_index(op.f("ix_proxy_holder_id"), table_name="proxy")
    op.drop_index(op.f("ix_proxy_grantor_id"), table_name="proxy")
    op.drop_table("proxy")
    op.drop_index(op.f("ix_minutes_approved_in_id"), table_name="minutes")
    op.drop_table("minutes")
    op.drop_index(op.f("ix_attendance_sector_id"), table_name="attendance")
    op.drop_index("ix_attendance_person_id_meeting_id_status", table_name="attendance")
    op.drop_index(op.f("ix_attendance_organisation_id"), table_name="attendance")
    op.drop_index(op.f("ix_attendance_grade_id"), table_name="attendance")
    op.drop_table("attendance")
    op.drop_index(op.f("ix_agenda_item_proposed_by_id"), table_name="agenda_item")
    op.drop_index("ix_agenda_item_meeting_id_position", table_name="agenda_item")
    op.drop_index(op.f("ix_agenda_item_carried_from_id"), table_name="agenda_item")
    op.drop_table("agenda_item")
    op.drop_index(op.f("ix_seat_organisation_id"), table_name="seat")
    op.drop_index(op.f("ix_seat_committee_id"), table_name="seat")
    op.drop_table("seat")
    op.drop_index(op.f("ix_post_sector_id"), table_name="post")
    op.drop_index("ix_post_person_id_starts_on", table_name="post")
    op.drop_index(op.f("ix_post_person_id"), table_name="post")
    op.drop_index(op.f("ix_post_organisation_id"), table_name="post")
    op.drop_index(op.f("ix_post_grade_id"), table_name="post")
    op.drop_table("post")
    op.drop_index(op.f("ix_membership_substitute_for_id"), table_name="membership")
    op.drop_index(op.f("ix_membership_person_id"), table_name="membership")
    op.drop_index("ix_membership_committee_id_person_id", table_name="membership")
    op.drop_table("membership")
    op.drop_index(op.f("ix_meeting_secretary_id"), table_name="meeting")
    op.drop_index(op.f("ix_meeting_facilitator_id"), table_name="meeting")
    op.drop_index(op.f("ix_meeting_day"), table_name="meeting")
    op.drop_index("ix_meeting_committee_id_day", table_name="meeting")
    op.drop_table("meeting")
    op.drop_index(op.f("ix_mandate_person_id"), table_name="mandate")
    op.drop_index(op.f("ix_mandate_committee_id"), table_name="mandate")
    op.drop_table("mandate")
    op.drop_index(op.f("ix_programme_template_id"), table_name="programme")
    op.drop_index(op.f("ix_programme_default_rule_set_id"), table_name="programme")
    op.drop_table("programme")
    op.drop_index(op.f("ix_organisation_sector_id"), table_name="organisation")
    op.drop_index(op.f("ix_organisation_search_key"), table_name="organisation")
    op.drop_index(op.f("ix_organisation_category_id"), table_name="organisation")
    op.drop_index(op.f("ix_organisation_acronym_key"), table_name="organisation")
    op.drop_table("organisation")
    op.drop_index(op.f("ix_committee_short_key"), table_name="committee")
    op.drop_index(op.f("ix_committee_search_key"), table_name="committee")
    op.drop_index(op.f("ix_committee_rule_set_id"), table_name="committee")
    op.drop_index(op.f("ix_committee_parent_id"), table_name="committee")
    op.drop_index(op.f("ix_committee_level_id"), table_name="committee")
    op.drop_table("committee")
    op.drop_table("setting")
    op.drop_index(op.f("ix_sector_search_key"), table_name="sector")
    op.drop_table("sector")
    op.drop_index("uq_search_entry_kind_record_id", table_name="search_entry")
    op.drop_table("search_entry")
    op.drop_table("rule_set")
    op.drop_index(op.f("ix_person_search_key"), table_name="person")
    op.drop_index(op.f("ix_person_phone_key"), table_name="person")
    op.drop_index(op.f("ix_person_merged_into_id"), table_name="person")
    op.drop_index(op.f("ix_person_given_key"), table_name="person")
    op.drop_index(op.f("ix_person_email"), table_name="person")
    op.drop_table("person")
    op.drop_index(op.f("ix_organisation_category_search_key"), table_name="organisation_category")
    op.drop_table("organisation_category")
    op.drop_index("ix_journal_entry_record_record_id", table_name="journal_entry")
    op.drop_table("journal_entry")
    op.drop_index(op.f("ix_grade_search_key"), table_name="grade")
    op.drop_table("grade")
    op.drop_table("committee_level")
    op.drop_table("attachment")
