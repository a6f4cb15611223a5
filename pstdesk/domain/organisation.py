"""How far an organisation has come towards taking part."""

from enum import StrEnum


class PartnerState(StrEnum):
    """From being wanted at the table to sitting at it."""

    TARGETED = "targeted"
    APPROACHED = "approached"
    REGISTERED = "registered"
    ACTIVE = "active"
    DECLINED = "declined"
