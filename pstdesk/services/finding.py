"""What a check of the base has found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it must be; ``code`` names it, ``values`` say where."""

    code: str
    values: dict[str, object]
