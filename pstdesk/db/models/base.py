"""What every table shares: names of constraints, types, row versions, topics."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    Enum,
    ForeignKey,
    MetaData,
    String,
    Text,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

LONGEST_TEXT = 1_000_000
"""Characters in the longest text a field holds; Word cannot reopen a paragraph of several MB."""

UNDO = "undo"
"""Key of a column's ``info``: "typed" is saved while one types and has the field's own undo; "ignored" is no
act of anybody."""


def storable(text: str) -> str:
    """Return ``text`` without what no database and no document can hold: NUL and lone surrogates."""
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", "").encode("utf-8", "ignore").decode("utf-8")


class CleanString(TypeDecorator[str]):
    """Text without what no database and no document can hold: NUL and lone surrogates."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Return ``value`` as it is stored."""
        return None if value is None else storable(value)


class CleanText(CleanString):
    """The same for texts of any length."""

    impl = Text
    cache_ok = True


class UtcDateTime(TypeDecorator[datetime]):
    """An instant, stored without zone in UTC and read back aware."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the instant in UTC without its zone; a naive one is a mistake of ours."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError("an instant needs its zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the instant as it was, aware of being UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


Name = Annotated[str, mapped_column(CleanString(200))]
Line = Annotated[str, mapped_column(CleanString(500), default="", server_default="")]
LongText = Annotated[str, mapped_column(CleanText, default="", server_default="")]
SearchKey = Annotated[str, mapped_column(CleanString(500), index=True)]


def reference(
    target: str, *, cascade: bool = False, index: bool = True, primary_key: bool = False, doc: str = ""
) -> Any:
    """Return a foreign key column to ``target``, with the index that joins and deletions need."""
    key = ForeignKey(f"{target}.id", ondelete="CASCADE" if cascade else None)
    return mapped_column(key, index=index, primary_key=primary_key, doc=doc)


class Base(DeclarativeBase):
    """Parent of all models.

    ``topic`` is what changes to the table are announced as; ``journalled`` tables leave a line in
    the journal at each change.
    """

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: CleanString(200),
        datetime: UtcDateTime(),
        StrEnum: Enum(
            StrEnum,
            native_enum=False,
            length=24,
            values_callable=lambda members: [member.value for member in members],
        ),
    }
    topic: ClassVar[str] = ""
    journalled: ClassVar[bool] = False


class Identified:
    """A row with a number of its own, never given twice."""

    __table_args__: Any = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-1)


class Versioned(Identified):
    """A row that counts its changes, so that nobody overwrites what they have not seen."""

    version: Mapped[int] = mapped_column(default=1, server_default="1")

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        """Have SQLAlchemy refuse to write over a version it did not read."""
        return {"version_id_col": cls.version}


class Archivable:
    """A row that is put away rather than deleted."""

    archived_at: Mapped[datetime | None]


def interval_check(name: str = "interval") -> CheckConstraint:
    """Return the constraint that an interval [starts_on, ends_on) has at least one day."""
    return CheckConstraint("ends_on IS NULL OR starts_on IS NULL OR ends_on > starts_on", name=name)


def add_value_checks(metadata: MetaData) -> None:
    """Make the base itself refuse words no enum has, and text longer than its column says.

    SQLite ignores the length of a column, and an enum's own constraint has no name to migrate by.
    """
    for table in metadata.tables.values():
        for column in table.columns:
            if isinstance(column.type, Enum):
                words = ", ".join(f"'{word}'" for word in column.type.enums)
                table.append_constraint(
                    CheckConstraint(f"{column.name} IN ({words})", name=f"{column.name}_word")
                )
            elif (length := longest(column)) is not None:
                table.append_constraint(
                    CheckConstraint(f"length({column.name}) <= {length}", name=f"{column.name}_length")
                )


def longest(column: Column[Any]) -> int | None:
    """Return how many characters ``column`` holds, or None where it holds no text of ours."""
    if isinstance(column.type, CleanText):
        return LONGEST_TEXT
    if isinstance(column.type, CleanString) and isinstance(column.type.impl_instance, String):
        return column.type.impl_instance.length
    return None
