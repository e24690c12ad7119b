"""From the files of a kind to one procedure: frame, kind, track and regime, laid over one another."""

from __future__ import annotations

from workflows.procedures.library import NAMED, Library
from workflows.procedures.source import Value

CONTROL = ("like", "tracks", "regimes")
Fields = dict[str, Value]


def plan(kind: Value, library: Library) -> list[tuple[str, str, Fields]]:
    """Every (track, regime, resolved fields) that a kind's file describes."""
    sheets = _sheets(kind, library)
    tracks, regimes = _names(sheets, "tracks"), _names(sheets, "regimes")
    return [
        (track, regime, _resolve(sheets, track, regime, library)) for regime in regimes for track in tracks
    ]


def _sheets(kind: Value, library: Library) -> list[Value]:
    """The kind's own file, last, after the frames that it is like; a frame may be like another."""
    sheets = [kind]
    while (like := sheets[0].fields.get("like")) is not None:
        if like.word is None:
            raise like.error("'like' wants the name of a frame of the library")
        frame = library.take_raw("frames", like.word, like)
        if frame in sheets:
            raise like.error(f"the frame '{like.word}' is like itself")
        sheets.insert(0, frame)
    return sheets


def _names(sheets: list[Value], key: str) -> list[str]:
    """The tracks or regimes: those of the kind where it gives them, else those of its frame."""
    for sheet in reversed(sheets):
        if key in sheet.fields:
            return list(sheet.fields[key].fields)
    raise sheets[-1].error(f"'{key}' is missing, here and in the frame")


def _resolve(sheets: list[Value], track: str, regime: str, library: Library) -> Fields:
    fields: Fields = {}
    for path in ((), ("tracks", track), ("regimes", regime), ("regimes", regime, "tracks", track)):
        for sheet in sheets:
            layer = _layer(sheet, path)
            if layer is not None:
                _lay(fields, layer, library)
    return fields


def _layer(sheet: Value, path: tuple[str, ...]) -> Value | None:
    """What a sheet says at this place, if anything; an empty heading says nothing."""
    layer = sheet
    for step in path:
        found = layer.fields.get(step)
        if found is None or found.data is None:
            return None
        layer = found
    return layer


def _lay(fields: Fields, layer: Value, library: Library) -> None:
    """Lay one layer over what is there: ``key`` replaces, ``key+`` adds or changes, ``key-`` takes away."""
    for key, value in layer.fields.items():
        name = key.rstrip("+-")
        if key in CONTROL:
            continue
        if key.endswith("+"):
            fields[name] = _added(fields.get(name), name, value, library)
        elif key.endswith("-"):
            fields[name] = _without(fields.get(name), name, value)
        else:
            fields[name] = library.expand(name, value)


def _added(present: Value | None, key: str, value: Value, library: Library) -> Value:
    items = list(present.items) if present is not None else []
    for item in value.items:
        if isinstance(item.data, dict) and "change" in item.data:
            _change(items, key, item, library)
            continue
        new = library.item(key, item)
        if _name(new) in [_name(old) for old in items]:
            raise item.error(
                f"'{_name(new)}' is already in '{key}'; write 'change: {_name(new)}' to change it"
            )
        items.append(new)
    return (present or value).with_data(tuple(items))


def _change(items: list[Value], key: str, item: Value, library: Library) -> None:
    """Change fields of an item that an earlier layer put there, or of all of them."""
    if key not in NAMED:
        raise item.error(f"the items of '{key}' have no names: write the whole list again")
    name = item.fields["change"].word
    places = [i for i, old in enumerate(items) if name in ("all", _name(old))]
    if not places:
        raise item.error(f"there is no '{name}' in '{key}' to change")
    own = {field: value for field, value in item.fields.items() if field != "change"}
    changed = library.expand("", item.with_data(own)).fields
    for place in places:
        items[place] = item.with_data({**items[place].fields, **changed})


def _without(present: Value | None, key: str, value: Value) -> Value:
    items = list(present.items) if present is not None else []
    for gone in value.items:
        place = next((i for i, old in enumerate(items) if _name(old) == gone.data), None)
        if place is None:
            raise gone.error(f"there is no '{gone.data}' in '{key}' to take away")
        del items[place]
    return (present or value).with_data(tuple(items))


def _name(item: Value) -> object:
    """The name of a part; a plain word is its own name."""
    if not isinstance(item.data, dict):
        return item.data
    name = item.data.get("name")
    return name.data if name is not None else id(item)
