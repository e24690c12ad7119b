"""What the domain adds to each act of the engine, inside the same transaction. All of it is here."""

from __future__ import annotations

from accounts.posts import posts_of
from permits.decisions import draft, keep_number, record_signature, send, take_back, void
from permits.issuing import grant_deemed, grant_express
from workflows import access
from workflows.actions.seats import AT_SEAT
from workflows.lifecycle import Outcome
from workflows.move import Move
from workflows.procedures.unknowns import unknowns
from workflows.registry import follow

__all__ = ["close", "copies", "tell"]

TOLD = (
    "file",
    "add_party",
    "end_party",
    "request_pieces",
    "declare_inadmissible",
    "refer",
    "give_opinion",
    "correct_opinion",
    "record_minutes",
    "request_amendments",
    "defer",
    "resume",
    "sign",
    "sign_by_hand",
    "withdraw",
    "deem_granted",
    "deem_refused",
    "reject_incomplete",
    "open_substitution",
    "attest_silence",
    "deliver",
    "suspend",
    "reinstate",
    "revoke",
    "annul",
    "correct",
    "lapse_permit",
)


@follow(*TOLD)
def tell(move: Move) -> None:
    """The parties are told of every turn."""
    move.enqueue("tell_parties", act=move.action.name)


@follow("file")
def unknown_rules(move: Move) -> None:
    """The desk is told what the texts do not say of this procedure: nothing of it happens by itself."""
    if unknowns(move.rules):
        move.enqueue("tell_unknowns")


@follow("deliver")
def copies(move: Move) -> None:
    """Every member of the commission and the local authority get their copy (art. 39)."""
    move.enqueue("tell_copies")


@follow("draft_decision")
def drafted(move: Move) -> None:
    """Keep the draft."""
    draft(move)


@follow("send_to_signature")
def sent(move: Move) -> None:
    """Reserve the number and render the paper that will be signed."""
    send(move)


@follow("return_decision")
def returned(move: Move) -> None:
    """Back on the desk; the number stays reserved for the next draft of the same kind."""
    take_back(move, str(move.payload.reason))


@follow("begin_signature")
def begun(move: Move) -> None:
    """The provider signs outside any lock."""
    keep_number(move)


@follow("countersign", "sign")
def signed(move: Move) -> None:
    """One signature counts."""
    record_signature(move)


@follow(
    "sign",
    "sign_by_hand",
    "withdraw",
    "declare_inadmissible",
    "deem_granted",
    "deem_refused",
    "reject_incomplete",
)
def close(move: Move) -> None:
    """A grant makes a permit; any other end voids what was being signed."""
    if move.case.outcome == Outcome.GRANTED:
        grant_express(move)
    elif move.case.outcome == Outcome.DEEMED_GRANTED:
        void(move, "deemed consent came first")
        grant_deemed(move)
    elif move.case.outcome != Outcome.REFUSED:
        void(move, f"the case ended: {move.case.outcome}")


@follow("request_amendments")
def amendments(move: Move) -> None:
    """A draft made before the amendments is void."""
    void(move, "amended plans were requested")


@follow("request_substitution")
def substituted(move: Move) -> None:
    """What the silent authority was about to sign is void; its seats still see the case."""
    void(move, "another authority took the place of the silent one")
    posts = posts_of([move.case.authority], AT_SEAT)
    access.open_to_posts(move.case, [(post, "substitute") for post in posts], move.on)
