"""People, the offices they act for, and the acts that let one act for another."""

from accounts.models.delegation import Delegation
from accounts.models.office import Office, OfficeKind, Post
from accounts.models.people import Membership, Profession, ProfessionalIdentity, User

__all__ = [
    "Delegation",
    "Membership",
    "Office",
    "OfficeKind",
    "Post",
    "Profession",
    "ProfessionalIdentity",
    "User",
]
