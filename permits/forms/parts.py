"""The parts of a form: a single answer, or rows of answers that grow without any script."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django import forms

from permits.forms.fields import problem

MOST_ROWS = 200
Cells = Mapping[str, Callable[[], forms.Field]]


class Part(Protocol):
    """Something that a form asks, and what it gives the act."""

    @property
    def name(self) -> str:
        """The field of the payload."""

    def fields(self, raw: Mapping[str, Any]) -> dict[str, forms.Field]:
        """The fields, by name; ``raw`` is what was sent, if anything was."""

    def value(self, form: forms.Form) -> Any:
        """What the act is given; None: nothing was said. Says what is wrong to the form."""


@dataclass
class Single:
    """One answer."""

    name: str
    field: forms.Field

    def fields(self, raw: Mapping[str, Any]) -> dict[str, forms.Field]:
        """The one field."""
        return {self.name: self.field}

    def value(self, form: forms.Form) -> Any:
        """The answer; an empty one is left out."""
        answer = form.cleaned_data.get(self.name)
        return None if answer in (None, "") else answer


@dataclass
class Rows:
    """A list of answers. Without ``titles`` rows can be added; with them, one row for each."""

    name: str
    legend: Any
    cells: Cells
    hint: Any = ""
    add: Any = ""
    first: Sequence[Mapping[str, Any]] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    plain: bool = False  # a list of texts, not of records
    key: str = ""  # where the key of a titled row goes in its record
    wanted: str = ""  # a box that must be ticked for the row to count
    needs: str = ""  # a box without which the rest of a row may stay empty

    def keys(self, raw: Mapping[str, Any]) -> list[str]:
        """The rows: those of the titles, else as many as were sent, one at least."""
        if self.titles:
            return list(self.titles)
        return [str(n) for n in range(self.count(raw))]

    def count(self, raw: Mapping[str, Any]) -> int:
        """How many rows; one more when “add” was pressed."""
        sent = str(raw.get(f"{self.name}-count", ""))
        count = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 5 else len(self.first) or 1
        return max(1, min(MOST_ROWS, count + (raw.get("add") == self.name)))

    def fields(self, raw: Mapping[str, Any]) -> dict[str, forms.Field]:
        """A field for each cell."""
        made = {}
        for rank, key in enumerate(self.keys(raw)):
            given = self.first[rank] if rank < len(self.first) else {}
            for cell, make in self.cells.items():
                made[f"{self.name}-{key}-{cell}"] = one = make()
                one.required, one.initial = False, given.get(cell, one.initial)
                one.widget.attrs["data-asked"] = ""  # asked of a row that is begun: not “optional”
        return made

    def value(self, form: forms.Form) -> Any:
        """Records of the rows in which something was typed."""
        rows = [self._row(form, key) for key in self.keys(form.data)]
        kept = [row for row in rows if row is not None]
        return tuple(row["text"] for row in kept) if self.plain else tuple(kept)

    def _row(self, form: forms.Form, key: str) -> dict[str, Any] | None:
        row = {cell: form.cleaned_data.get(f"{self.name}-{key}-{cell}") for cell in self.cells}
        if self.wanted and not row.pop(self.wanted):
            return None
        typed = [cell for cell, answer in row.items() if self._says_something(cell, answer)]
        if not typed and not self.titles:
            return None
        free = bool(self.needs) and not row[self.needs]
        for cell, answer in row.items():
            place = f"{self.name}-{key}-{cell}"
            if answer in (None, "") and not free and place not in form.errors:
                form.add_error(place, problem(form.fields[place].label))
        return {**({self.key: key} if self.key else {}), **row}

    def _says_something(self, cell: str, answer: Any) -> bool:
        """A list of choices always says something: only what is typed begins a row."""
        return answer not in (None, "", False) and cell not in self.chosen

    @property
    def chosen(self) -> tuple[str, ...]:
        """Cells that have a value before anything is typed."""
        return tuple(cell for cell, make in self.cells.items() if isinstance(make(), forms.ChoiceField))


@dataclass
class Picked:
    """Several of a known list, each standing for a ready record."""

    name: str
    label: Any
    options: Mapping[str, tuple[str, Any]]  # key → what is read, what is given
    hint: Any = ""
    first: Sequence[str] = ()

    @property
    def place(self) -> str:
        """The name of its field."""
        return f"{self.name}-known"

    def fields(self, raw: Mapping[str, Any]) -> dict[str, forms.Field]:
        """Boxes."""
        boxes = forms.MultipleChoiceField(
            label=self.label, help_text=self.hint, required=False, initial=list(self.first),
            choices=[(key, shown) for key, (shown, _given) in self.options.items()],
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
        return {self.place: boxes}

    def value(self, form: forms.Form) -> Any:
        """The records that were ticked."""
        return tuple(self.options[key][1] for key in form.cleaned_data.get(self.place) or ())
