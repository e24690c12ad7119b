"""Groups of roles that several acts share."""

from __future__ import annotations

from accounts.functions import Function
from workflows.access import APPLICANT, ATTESTER, DECIDER, SIGNATORY

PARTY = frozenset({APPLICANT})
DESK = frozenset({Function.DESK.value})
DECIDES = frozenset({DECIDER})
SIGNS = frozenset({SIGNATORY})
SEAT = frozenset({Function.REVIEWER.value, Function.HEAD.value})
MINUTES = frozenset({Function.DESK.value, Function.SECRETARY.value})
ATTESTS = frozenset({ATTESTER})
CASHIER = frozenset({Function.CASHIER.value})
OFFICIALS = frozenset(
    {
        Function.DESK.value,
        Function.SECRETARY.value,
        Function.PRESIDENT.value,
        Function.REVIEWER.value,
        Function.HEAD.value,
        Function.CASHIER.value,
        Function.GOVERNOR.value,
        Function.LOCAL_AUTHORITY.value,
    }
)
NOBODY: frozenset[str] = frozenset()  # done by the engine alone
