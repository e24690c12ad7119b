"""YAML read with its line numbers, and read strictly: no doubled key, no alias, no foreign tag."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml

from workflows.procedures.problems import PackError, Problem

Scalar = str | int | Decimal | bool | date | None


@dataclass(frozen=True)
class Value:
    """A value of a pack, with the place where it was written."""

    data: Scalar | tuple[Value, ...] | dict[str, Value]
    file: str
    line: int

    @property
    def fields(self) -> dict[str, Value]:
        """The keys of a mapping; refused when this is none."""
        if not isinstance(self.data, dict):
            raise self.error("keys and values are expected here")
        return self.data

    @property
    def items(self) -> tuple[Value, ...]:
        """The items of a list; refused when this is none."""
        if not isinstance(self.data, tuple):
            raise self.error("a list is expected here")
        return self.data

    @property
    def word(self) -> str | None:
        """The text of a plain word; none when this is anything else."""
        return self.data if isinstance(self.data, str) else None

    def with_data(self, data: Scalar | tuple[Value, ...] | dict[str, Value]) -> Value:
        """Another content at the same place."""
        return replace(self, data=data)

    def plain(self) -> Any:
        """The bare content, as JSON can hold it."""
        if isinstance(self.data, dict):
            return {key: value.plain() for key, value in self.data.items()}
        if isinstance(self.data, tuple):
            return [item.plain() for item in self.data]
        return str(self.data) if isinstance(self.data, date | Decimal) else self.data

    def at(self, path: tuple[str | int, ...]) -> Value:
        """The innermost value on this path; steps that do not exist are passed over."""
        value = self
        for step in path:
            if isinstance(value.data, dict) and isinstance(step, str):
                value = value.data.get(step, value)
            elif isinstance(value.data, tuple) and isinstance(step, int) and step < len(value.data):
                value = value.data[step]
        return value

    def error(self, reason: str) -> PackError:
        """A refusal of this place."""
        return PackError(Problem(self.file, self.line, "", reason))


class _Reader(yaml.SafeLoader):
    """Composes nodes; an alias is refused, so that what is read is what is written."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event: Any = self.peek_event()  # type: ignore[no-untyped-call]  # PyYAML is untyped here
            reason = (
                f"'*{event.anchor}': references of YAML are not used; name it in the library of the country"
            )
            raise yaml.composer.ComposerError(None, None, reason, event.start_mark)
        return super().compose_node(parent, index)


def read(path: Path, name: str) -> Value:
    """Read a file of keys and values; ``name`` is how errors call it. Raises ``PackError``."""
    try:
        reader = _Reader(path.read_text(encoding="utf-8"))
        node = reader.get_single_node()
    except OSError as error:
        raise PackError(Problem(name, 0, "", f"cannot be read: {error.strerror}")) from error
    except UnicodeDecodeError as error:
        raise PackError(Problem(name, 0, "", "is not a text in UTF-8")) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = f"is not YAML: {error.problem or error.context}"
        raise PackError(Problem(name, mark.line + 1 if mark else 0, "", reason)) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise PackError(Problem(name, 0, "", f"is not YAML: {error}")) from error
    if node is None:
        raise PackError(Problem(name, 0, "", "is empty"))
    value = _value(reader, node, name, node.start_mark.line + 1)
    _ = value.fields
    return value


def _value(reader: _Reader, node: yaml.Node, name: str, line: int) -> Value:
    if isinstance(node, yaml.MappingNode):
        return Value(dict(_pairs(reader, node, name)), name, line)
    if isinstance(node, yaml.SequenceNode):
        items = (_value(reader, item, name, item.start_mark.line + 1) for item in node.value)
        return Value(tuple(items), name, line)
    return Value(_scalar(reader, node, name), name, line)


def _pairs(reader: _Reader, node: yaml.MappingNode, name: str) -> Iterator[tuple[str, Value]]:
    seen: set[str] = set()
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise PackError(Problem(name, line, "", "a key must be a word"))
        if key.value in seen:
            raise PackError(Problem(name, line, "", f"the key '{key.value}' is written twice"))
        seen.add(key.value)
        yield key.value, _value(reader, value, name, line)


def _scalar(reader: _Reader, node: yaml.Node, name: str) -> Scalar:
    """Decimals keep the digits as written; only plain types of YAML are read."""
    kind = node.tag.removeprefix("tag:yaml.org,2002:")
    try:
        if kind == "float":
            return _finite(str(node.value))
        if kind in ("str", "int", "bool", "null"):
            return reader.construct_object(node)  # type: ignore[no-any-return]  # PyYAML is untyped here
        if kind == "timestamp":
            return date.fromisoformat(str(node.value))
    except (ValueError, InvalidOperation):
        pass
    reason = f"'{node.value}' cannot be read: write a text, a number, true, false or a date (2023-07-13)"
    raise PackError(Problem(name, node.start_mark.line + 1, "", reason))


def _finite(text: str) -> Decimal:
    number = Decimal(text)
    if not number.is_finite():
        raise ValueError(text)
    return number
