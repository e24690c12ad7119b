"""The domain: applications, parties, pieces, decisions, permits, money, papers."""

from permits.models.application import Application, Parcel, Party, PartyRole
from permits.models.decision import Decision, DecisionState, PermitNumber
from permits.models.message import Message
from permits.models.money import FeeLine, Payment, PaymentKind
from permits.models.paper import Paper, PaperStatus, RegisteredFile
from permits.models.permit import Permit
from permits.models.piece import PieceFile, PieceStatus

__all__ = [
    "Application",
    "Decision",
    "DecisionState",
    "FeeLine",
    "Message",
    "Paper",
    "PaperStatus",
    "Parcel",
    "Party",
    "PartyRole",
    "Payment",
    "PaymentKind",
    "Permit",
    "PermitNumber",
    "PieceFile",
    "PieceStatus",
    "RegisteredFile",
]
