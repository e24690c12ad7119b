"""The questions of a pack as a form: typed values kept, changes told from what another window saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from permits.conditionwords import in_words
from permits.views.applicant.mine import Mine
from permits.views.applicant.wording import said
from workflows import engine, legaltime
from workflows.models import Case
from workflows.procedures.grammar import FactSpec, FactType
from workflows.procedures.values import clean_facts, questions
from workflows.reasons import Refused

NUMBERS = (FactType.INTEGER, FactType.DECIMAL)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as shown; ``asked`` says whether these facts call for it."""

    bound: BoundField
    was: str
    asked: bool
    condition: str


class FactsForm(forms.Form):
    """One field a question. What can be read is saved; what cannot stays typed, with its reason."""

    data: Mapping[str, Any]

    def __init__(self, data: QueryDict | None, case: Case) -> None:
        self.case = case
        self.specs = questions(case.country, case.kind, legaltime.today())
        self.stored = {name: shown(spec, case.facts.get(name)) for name, spec in self.specs.items()}
        super().__init__(data.dict() if data is not None else None, initial=self.stored, auto_id="fact-%s")
        for name, spec in self.specs.items():
            self.fields[name] = _field(spec)

    def questions(self) -> list[Question]:
        """Every question, those not called for as well: a page hides them until they are."""
        facts = self.case.facts
        return [
            Question(
                self[name],
                str(self.data.get(f"was-{name}", self.stored[name]))
                if name in self.errors
                else self.stored[name],
                spec.when is None or spec.when.holds(facts),
                in_words(spec.when, self.specs) if spec.when is not None else "",
            )
            for name, spec in self.specs.items()
        ]

    def save(self, own: Mine) -> None:
        """Declare what was changed and can be read; the other fields get their errors."""
        self.full_clean()
        typed = {name: value for name, value in self._changed().items() if not self._in_conflict(name, value)}
        for name in [name for name, value in typed.items() if value == "" and not self._is_text(name)]:
            self.add_error(name, _("An answer can be changed, not emptied: type the right one."))
            del typed[name]
        case = self.case
        cleaned, problems = clean_facts(case.country, case.kind, legaltime.today(), typed)
        for problem in problems:
            self.add_error(problem.code.removeprefix("fact:"), problem.text)
        if cleaned:
            self._declare(own, cleaned)

    def _declare(self, own: Mine, facts: dict[str, Any]) -> None:
        try:
            engine.perform(self.case.pk, "declare", own.user, facts=facts)
        except Refused as refused:
            self.add_error(None, [str(reason) for reason in refused.reasons])
        own.refresh()
        self.stored = {name: shown(spec, self.case.facts.get(name)) for name, spec in self.specs.items()}

    def _changed(self) -> dict[str, str]:
        """What was typed and differs from what the page showed."""
        values = {name: str(self.cleaned_data[name]).strip() for name in self.specs if self._came(name)}
        return {name: value for name, value in values.items() if value != self._was(name)}

    def _came(self, name: str) -> bool:
        return name in self.cleaned_data and name in self.data

    def _was(self, name: str) -> str:
        return str(self.data.get(f"was-{name}", self.stored[name]))

    def _in_conflict(self, name: str, typed: str) -> bool:
        """Another window saved something else meanwhile: nothing is lost, the person chooses."""
        if self.stored[name] in (self._was(name), typed):
            return False
        choice = self.specs[name].choices.get(self.stored[name])
        other = said(choice) if choice else self.stored[name]
        self.add_error(
            name, _("Another window has saved “%(other)s” here. Save again to keep yours.") % {"other": other}
        )
        self.data = {**self.data, f"was-{name}": self.stored[name]}  # saving again then means it
        return True

    def _is_text(self, name: str) -> bool:
        return self.specs[name].type is FactType.TEXT


def shown(spec: FactSpec, value: Any) -> str:
    """A declared value as it is typed in the language in force."""
    if value is None:
        return ""
    if spec.type is FactType.BOOLEAN:
        return "yes" if value else "no"
    text = str(value)
    return text.replace(".", ",") if spec.type is FactType.DECIMAL and get_language() != "en" else text


def answer(spec: FactSpec, value: Any) -> str:
    """A declared value in words, for the page where answers are checked."""
    if value is None or value == "":
        return ""
    if spec.type is FactType.BOOLEAN:
        return _("Yes") if value else _("No")
    if spec.type is FactType.CHOICE:
        return said(spec.choices.get(str(value))) or str(value)
    if spec.type not in NUMBERS:
        return str(value)
    return format_html('<bdi dir="ltr">{}</bdi>', f"{shown(spec, value)}\u00a0{spec.unit}".strip())


def _field(spec: FactSpec) -> forms.Field:
    label = said(spec.text) + (f" ({spec.unit})" if spec.unit else "")
    attrs: dict[str, Any] = {"data-asked": ""} if spec.required else {}
    if spec.type is FactType.BOOLEAN:
        pair = [("yes", _("Yes")), ("no", _("No"))]
        return forms.CharField(label=label, required=False, widget=forms.RadioSelect(choices=pair))
    if spec.type is FactType.CHOICE:
        pairs = [("", _("Choose…")), *((name, said(text)) for name, text in spec.choices.items())]
        return forms.CharField(label=label, required=False, widget=forms.Select(choices=pairs, attrs=attrs))
    if spec.type is FactType.TEXT:
        area = forms.Textarea(attrs={"rows": 3, "dir": "auto", **attrs})
        return forms.CharField(label=label, required=False, max_length=2000, widget=area)
    attrs.update(
        {
            "inputmode": "decimal" if spec.type is FactType.DECIMAL else "numeric",
            "dir": "ltr",
            "class": "short",
        }
    )
    return forms.CharField(label=label, required=False, max_length=40, widget=forms.TextInput(attrs=attrs))
