"""A profile as a file that a person reviews and commits: TOML, entries of most documents first, the same bytes for the same profile."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from naqi.files import write_atomically
from naqi.profile.model import LABELS, UNKNOWN, Entry, Kind, Place, Profile, ProfileError, Source
from naqi.profile.slots import key_of

SCHEMA: Final = 1
SUFFIX: Final = ".toml"
_REVIEW: Final = "review"
_ADVICE: Final = "mend it, or learn it anew with `naqi profile`"
_HEAD: Final = """\
# Furniture of the sources named below, learned by `naqi profile` from what their documents repeat.
# `accept` is what counts: true: naqi check reports the entry and naqi fix takes it out; false: never; "review": nothing yet, until a person decides.
# Learning again keeps what a person decided. Numbers and dates in a text stand for any others, and so do other spellings of its words.
"""
_SAFE_NAME: Final = re.compile(r"[^\w.-]+")
# What an entry that a person writes may leave out.
_DEFAULTS: Final[dict[str, Any]] = {"where": list(Place), "documents": 0, "share": 0.0, "label": UNKNOWN, "sure": False}
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_SOURCE_KEYS: Final = {"name": str, "documents": int, "stories": int, "entry": list}
_ENTRY_KEYS: Final = {"accept": (bool, str), "kind": str, "text": str, "where": list, "documents": int, "share": (int, float), "label": str, "sure": bool}


def dump(profile: Profile) -> str:
    """A profile as text of a file."""
    parts = [_HEAD, f"schema = {SCHEMA}\n"]
    for source in profile.sources.values():
        parts.append(f"\n[[source]]\nname = {_string(source.name)}\ndocuments = {source.documents}\nstories = {source.stories}\n")
        for entry in source.entries:
            accept = _string(_REVIEW) if entry.accept is None else str(entry.accept).lower()
            where = ", ".join(_string(place) for place in entry.where)
            parts.append(
                f"\n[[source.entry]]\naccept = {accept}\nkind = {_string(entry.kind)}\ntext = {_string(entry.text)}\nwhere = [{where}]\n"
                f"documents = {entry.documents}\nshare = {entry.share}\nlabel = {_string(entry.label)}\nsure = {str(entry.sure).lower()}\n"
            )
    return "".join(parts)


def _string(value: str) -> str:
    """A string as TOML, with what does not print as an escape, but for lone surrogates, which TOML does not allow."""
    escaped = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(character if character.isprintable() else f"\\U{ord(character):08X}" for character in escaped) + '"'


def save(profile: Profile, path: Path) -> None:
    """Write a profile: to a file whose name ends in .toml, or into a folder, a file for each source. Raises OSError."""
    if path.suffix == SUFFIX:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, dump(profile))
        return
    path.mkdir(parents=True, exist_ok=True)
    for source in profile.sources.values():
        write_atomically(path / file_name(source.name), dump(Profile.of([source])))


def file_name(source: str) -> str:
    """The name of the file of a source in a folder: its own where a file can have it, else with a hash that tells it from others."""
    plain = _SAFE_NAME.sub("_", source)[:80].strip(".") or "all"
    if plain == source:
        return f"{source}{SUFFIX}"
    return f"{plain}-{hashlib.sha256(source.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}{SUFFIX}" if source else f"{plain}{SUFFIX}"


def load(*paths: Path) -> Profile:
    """Read profiles: files, or all .toml files of folders, as one.

    Raises ProfileError: a file cannot be read or is none, a folder holds none, or two of them are of one source.
    """
    return Profile.of(source for path in paths for file in _files(path) for source in parse(_read(file), str(file)).sources.values())


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    files = sorted(path.glob(f"*{SUFFIX}"))
    if not files:
        raise ProfileError(f"{path}: holds no {SUFFIX} file: name a profile, or a folder of them")
    return files


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise ProfileError(f"{path}: profile cannot be read ({error.strerror}): learn one with `naqi profile`") from error
    except UnicodeDecodeError as error:
        raise ProfileError(f"{path}: profile is not UTF-8 ({error.reason} at byte {error.start}): {_ADVICE}") from error


def parse(text: str, name: str) -> Profile:
    """Read the text of a file. name: of it, for messages. Raises ProfileError."""
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ProfileError(f"{name}: profile is not TOML ({error}): {_ADVICE}") from error
    if "schema" not in data:
        raise ProfileError(f"{name}: is no profile, it has no schema: name a file that `naqi profile` wrote")
    if data["schema"] != SCHEMA:
        raise ProfileError(f"{name}: profile of schema {data['schema']!r}, this naqi reads {SCHEMA}: learn it anew with `naqi profile`")
    unknown = sorted(set(data) - {"schema", "source"})
    if unknown:
        raise ProfileError(f"{name}: unknown key {unknown[0]!r}: there are schema and source")
    sources = data.get("source", [])
    if not isinstance(sources, list) or not sources:
        raise ProfileError(f"{name}: profile has no source: {_ADVICE}")
    return Profile.of(_source(table, f"{name}: source {number}") for number, table in enumerate(sources, 1))


def _checked(table: Any, kinds: dict[str, Any], place: str) -> dict[str, Any]:
    """A table with all of its keys, each of its kind."""
    if not isinstance(table, dict):
        raise ProfileError(f"{place}: is no table: {_ADVICE}")
    for key in table:
        if key not in kinds:
            raise ProfileError(f"{place}: unknown key {key!r}: there are {', '.join(kinds)}")
    for key, kind in kinds.items():
        if key not in table:
            raise ProfileError(f"{place}: has no {key}: {_ADVICE}")
        if not isinstance(table[key], kind) or (isinstance(table[key], bool) and kind is not bool and bool not in (kind if isinstance(kind, tuple) else ())):
            raise ProfileError(f"{place}: {key} = {table[key]!r} is of another kind than it must be: {_ADVICE}")
    return table


def _source(table: Any, place: str) -> Source:
    if isinstance(table, dict):
        table = {"documents": 0, "stories": 0, "entry": [], **table}
    read = _checked(table, _SOURCE_KEYS, place)
    entries = [_entry(entry, f"{place} ({read['name']}), entry {number}") for number, entry in enumerate(read["entry"], 1)]
    _refuse_twins(entries, place)
    return Source(read["name"], read["documents"], read["stories"], tuple(sorted(entries, key=lambda entry: entry.order)))


def _entry(table: Any, place: str) -> Entry:
    read = _checked({**_DEFAULTS, **table} if isinstance(table, dict) else table, _ENTRY_KEYS, place)
    accept = read["accept"]
    if isinstance(accept, str) and accept != _REVIEW:
        raise ProfileError(f'{place}: accept = {accept!r}: give true, false or "{_REVIEW}"')
    if read["kind"] not in set(Kind):
        raise ProfileError(f"{place}: kind = {read['kind']!r}: there are {', '.join(Kind)}")
    if not read["where"] or not all(isinstance(item, str) and item in set(Place) for item in read["where"]):
        raise ProfileError(f"{place}: where = {read['where']!r}: give some of {', '.join(Place)}")
    if read["label"] not in LABELS:
        raise ProfileError(f"{place}: label = {read['label']!r}: give one of naqi's, such as boilerplate.navigation or optional.byline")
    if not key_of(read["text"]):
        raise ProfileError(f"{place}: text = {read['text']!r} holds no letter, and would stand for too much: delete the entry")
    where = tuple(place for place in Place if place in read["where"])
    return Entry(
        Kind(read["kind"]), read["text"], where, read["documents"], float(read["share"]), read["label"], read["sure"], None if accept == _REVIEW else accept
    )


def _refuse_twins(entries: Iterable[Entry], place: str) -> None:
    seen: dict[tuple[Kind, bytes], Entry] = {}
    for entry in entries:
        key = entry.kind, key_of(entry.text)
        if key in seen:
            raise ProfileError(f"{place}: two entries of kind {entry.kind} have the same text, {entry.text!r}: delete one")
        seen[key] = entry
