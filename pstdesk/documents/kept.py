"""The content of a document as it is kept with what was sent or proclaimed: as JSON, and as one digest of it.

Contents are frozen dataclasses of words, numbers, dates and hours, enums, other such dataclasses, and tuples
of these.
"""

import hashlib
import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

LATER = {"later": True}
"""Metadata of a field that came after the first kept contents: empty it is not stored, so that what they
say, and the digest of it, is what it was."""

Content = TypeVar("Content")


def as_json(content: object) -> dict[str, Any]:
    """Return ``content`` as JSON types, dates and hours in ISO form."""
    plain: dict[str, Any] = json.loads(json.dumps(content, default=_jsonable))
    return plain


def digest(content: object) -> str:
    """Return the SHA-256 (hexadecimal) of ``content`` as canonical JSON: what was said, in one word."""
    canonical = json.dumps(content, default=_jsonable, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def revived(kind: type[Content], stored: dict[str, Any]) -> Content:
    """Return the content that :func:`as_json` stored; what a newer version of ours added is left aside."""
    content: Content = _revived(kind, stored)
    return content


def _jsonable(value: Any) -> Any:
    """Return one level of a value that JSON does not know (dataclasses.asdict copies all of them deeply)."""
    if isinstance(value, date | time):
        return value.isoformat()
    said = ((own, getattr(value, own.name)) for own in fields(value))
    return {own.name: each for own, each in said if each or own.metadata != LATER}


def _revived(kind: Any, value: Any) -> Any:
    """Return the JSON ``value`` as the type that a field of the content declares."""
    if isinstance(kind, UnionType):
        return None if value is None else _revived(get_args(kind)[0], value)
    if get_origin(kind) is tuple:
        return tuple(_revived(get_args(kind)[0], each) for each in value)
    if isinstance(kind, type) and is_dataclass(kind):
        types = get_type_hints(kind)
        return kind(**{name: _revived(types[name], each) for name, each in value.items() if name in types})
    if kind in (date, datetime, time):
        return kind.fromisoformat(value)
    return kind(value)
