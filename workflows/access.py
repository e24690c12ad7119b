"""Ways into a case: who stands where, and the rows that open and close a way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import Permission
from django.db.models import Q

from accounts.models import Delegation, Post, User
from workflows.models import Case, CaseGroupAccess, CaseUserAccess

APPLICANT = "applicant"
FOLLOWER = "follower"
ENGINE = "engine"
DECIDER = "decider"  # the function and office that decide this case
SIGNATORY = "signatory"  # whose turn it is in the signature chain
ATTESTER = "attester"  # the function that the pack names to attest silence


@dataclass(frozen=True, slots=True)
class Standing:
    """As what a person comes to a case: a party, or a function of an office, perhaps by delegation."""

    role: str
    office_id: int | None = None
    office_code: str = ""
    delegation_id: int | None = None


BY_THE_ENGINE = Standing(ENGINE)


def standings(user: User, case: Case, on: date) -> tuple[Standing, ...]:
    """Every capacity in which this person may come to this case on that day (three queries)."""
    personal = _personal(user, case, on)
    posts = list(
        Post.objects.held_by(user.pk, on)
        .filter(
            group__in=CaseGroupAccess.objects.open_to(user, on).filter(content_object=case).values("group")
        )
        .select_related("office")
    )
    delegations = _delegations(user, posts, on)
    return personal + tuple(
        Standing(post.function, post.office_id, post.office.code, delegations.get(post.pk)) for post in posts
    )


def _personal(user: User, case: Case, on: date) -> tuple[Standing, ...]:
    rows = CaseUserAccess.objects.open_to(user, on).filter(content_object=case)
    names = set(rows.values_list("permission__codename", flat=True))
    if "write_case" in names:
        return (Standing(APPLICANT),)
    return (Standing(FOLLOWER),) if names else ()


def _delegations(user: User, posts: list[Post], on: date) -> dict[int, int]:
    """Posts in which the person acts by delegation and not in his or her own right."""
    held = Q(memberships__user=user, memberships__valid_from__lte=on) & (
        Q(memberships__valid_to__isnull=True) | Q(memberships__valid_to__gte=on)
    )
    own = Post.objects.filter(held).values("pk")
    rows = Delegation.objects.filter(
        delegate=user, post__in=[post.pk for post in posts], valid_from__lte=on, valid_to__gte=on
    ).exclude(post__in=own)
    return {row.post_id: row.pk for row in rows}


def permission_id(codename: str) -> int:
    """The row of a permission on cases."""
    return Permission.objects.values_list("pk", flat=True).get(
        content_type__app_label="workflows", content_type__model="case", codename=codename
    )


def open_to_posts(case: Case, posts: Iterable[tuple[Post, str]], on: date) -> None:
    """Open a way for posts, each with the source that explains it. Repeating changes nothing."""
    permission = permission_id("handle_case")
    rows = [
        CaseGroupAccess(
            group_id=post.group_id,
            permission_id=permission,
            content_object=case,
            valid_from=on,
            source=source,
        )
        for post, source in posts
    ]
    CaseGroupAccess.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["group", "permission", "content_object", "source"],
        update_fields=["valid_to"],
    )


def open_to_person(case: Case, user: User, *, write: bool, source: str, on: date) -> None:
    """Open a personal way: a party who acts, or one who follows."""
    CaseUserAccess.objects.update_or_create(
        user=user,
        permission_id=permission_id("write_case" if write else "view_case"),
        content_object=case,
        source=source,
        defaults={"valid_from": on, "valid_to": None},
    )


def close_source(case: Case, source: str, on: date) -> None:
    """Close every way that this source opened, from the next day on."""
    for rows in (case.user_ways.all(), case.group_ways.all()):
        rows.filter(source=source, valid_to__isnull=True).update(valid_to=on)
