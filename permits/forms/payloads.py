"""A form for an act, made from what the act is given (its ``Payload``)."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from permits.forms import fields, known, special, words
from permits.forms.parts import Part, Rows, Single
from permits.forms.scene import Scene
from workflows.registry import Action

DATED = ("effective_on", "evidence")
UPLOAD = "version"
BOXES = (forms.BooleanField, forms.MultipleChoiceField)  # not sent: not ticked


@dataclass(frozen=True, slots=True)
class Row:
    """A row as shown."""

    title: str
    cells: list[BoundField]


@dataclass(frozen=True, slots=True)
class Block:
    """A part as shown: a field, or a group of rows."""

    bound: BoundField | None = None
    rows: tuple[Row, ...] = ()
    part: Rows | None = None
    count: int = 0


class ActForm(forms.Form):
    """The form of one act. ``raw`` without ``checked`` shows what was typed again, unjudged."""

    def __init__(
        self, action: Action, scene: Scene, raw: Any = None, files: Any = None, *, checked: bool = True
    ) -> None:
        super().__init__(raw if checked else None, files if checked else None)
        self.action, self.raw = action, raw if raw is not None else {}
        self.parts = list(_parts(action, scene))
        for part in self.parts:
            self.fields.update(part.fields(self.raw))
        if raw is not None and not checked:
            sent = {name: one for name, one in self.fields.items() if name in raw or isinstance(one, BOXES)}
            self.initial = {name: _typed(raw, name, one) for name, one in sent.items()}

    @property
    def blocks(self) -> Iterator[Block]:
        """The parts in their order, for the template."""
        for part in self.parts:
            if isinstance(part, Rows):
                rows = tuple(self._row(part, key) for key in part.keys(self.raw))
                yield Block(rows=rows, part=part, count=len(rows))
            else:
                for name in part.fields(self.raw):
                    yield Block(bound=self[name])

    def _row(self, part: Rows, key: str) -> Row:
        return Row(part.titles.get(key, ""), [self[f"{part.name}-{key}-{cell}"] for cell in part.cells])

    def clean(self) -> dict[str, Any]:
        """What the act is given, gathered from the parts."""
        payload: dict[str, Any] = {}
        for part in self.parts:
            value = part.value(self)
            if value is None:
                continue
            payload[part.name] = (*payload[part.name], *value) if part.name in payload else value
        self.cleaned_data["payload"] = payload
        return self.cleaned_data

    @property
    def payload(self) -> dict[str, Any]:
        """What ``engine.perform`` is given, without the legal date."""
        return {k: v for k, v in self.cleaned_data["payload"].items() if k not in DATED}

    @property
    def dated(self) -> dict[str, Any]:
        """The legal date and its evidence, if they were typed."""
        given: Mapping[str, Any] = self.cleaned_data["payload"]
        return {name: given[name] for name in DATED if name in given}


def _typed(raw: Any, name: str, one: forms.Field) -> Any:
    return raw.getlist(name) if isinstance(one, forms.MultipleChoiceField) else raw.get(name)


def _parts(action: Action, scene: Scene) -> Iterator[Part]:
    """The parts of the form: those written by hand for this act, else one for each field."""
    for name, info in action.payload.model_fields.items():
        made = special.PARTS.get(f"{action.name}.{name}")
        if made is not None:
            yield from made(scene)
        elif (part := _part(action, name, info, scene)) is not None:
            yield part
    if action.dated:
        yield from _legal_date()


def _legal_date() -> Iterator[Part]:
    hint = _("Leave empty for today. An earlier date needs its evidence.")
    yield Single("effective_on", fields.day(_("Legal date"), hint, required=False))
    hint = _("What proves the earlier date: a stamp, a receipt, a registered letter.")
    yield Single("evidence", fields.text(_("Evidence of the date"), hint, most=300, required=False))


def _part(action: Action, name: str, info: FieldInfo, scene: Scene) -> Part | None:
    """One part for one field; None where no form can ask for it."""
    label, hint = words.of(action.name, name)
    kind = _bare(info.annotation)
    if name == UPLOAD:
        return Single(name, fields.upload(label, hint))
    options = known.CHOICES.get(f"{action.name}.{name}") or known.CHOICES.get(name)
    if options is not None:
        found = options(scene)
        one = fields.choice(label, found, hint or known.no_choice(name, found), required=info.is_required())
        one.initial = known.first(found, scene)
        return Single(name, one)
    if get_origin(kind) is tuple:
        return _rows(action, name, get_args(kind)[0], scene)
    made = _field(kind, info, label, hint)
    if made is None:
        return None
    made.initial = known.initial(action.name, name, scene)
    return Single(name, made)


def _field(kind: Any, info: FieldInfo, label: Any, hint: Any) -> forms.Field | None:
    required = info.is_required()
    if get_origin(kind) is Literal:
        options = get_args(kind)
        if options == (True,):
            return fields.tick(label, hint, required=True)
        return fields.choice(
            label, [(value, words.literal(value)) for value in options], hint, required=required
        )
    if isinstance(kind, type) and issubclass(kind, Enum):
        chosen = fields.choice(label, getattr(kind, "choices", ()), hint)
        chosen.initial = None if required else info.default
        return chosen
    makers: dict[Any, Any] = {date: fields.day, Decimal: fields.amount}
    if kind in makers:
        return makers[kind](label, hint, required=required)  # type: ignore[no-any-return]  # one of two makers
    if kind is bool:
        return fields.tick(label, hint)
    if kind is str:
        least, most = _length(info)
        return fields.text(label, hint, most=most, least=least, required=required or least > 0)
    return None


def _rows(action: Action, name: str, kind: Any, scene: Scene) -> Rows:
    """Rows of texts, or of the records of a nested model."""
    legend, hint = words.of(action.name, name)
    first = known.first_rows(action.name, name, scene)
    if not (isinstance(kind, type) and issubclass(kind, BaseModel)):
        label, _hint = words.of(action.name, f"{name}.text")
        cells: Any = {"text": lambda: fields.text(label, most=4000)}
        return Rows(name, legend, cells, hint, words.adding(name), first, plain=True)
    cells = {cell: _cell(action, name, cell, info) for cell, info in kind.model_fields.items()}
    return Rows(name, legend, cells, hint, words.adding(name), first)


def _cell(action: Action, name: str, cell: str, info: FieldInfo) -> Any:
    def make() -> forms.Field:
        label, hint = words.of(action.name, f"{name}.{cell}")
        made = _field(_bare(info.annotation), info, label, hint)
        assert made is not None  # records of payloads hold texts and choices
        if isinstance(made, forms.CharField):
            made.min_length = None
        return made

    return make


def _length(info: FieldInfo) -> tuple[int, int]:
    """The fewest and the most characters that the payload takes."""
    least = next((m.min_length for m in info.metadata if hasattr(m, "min_length")), 0)
    most = next((m.max_length for m in info.metadata if hasattr(m, "max_length")), 200)
    return least, most


def _bare(annotation: Any) -> Any:
    """The type without « or nothing »."""
    if get_origin(annotation) in (Union, types.UnionType):
        return next(arg for arg in get_args(annotation) if arg is not type(None))
    return annotation
