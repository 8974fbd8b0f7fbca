"""The file of a profile: the same bytes for the same profile, a person's decisions kept, and one line about what is wrong."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from naqi.profile import Entry, Kind, Place, Profile, ProfileError, Source, load, save
from naqi.profile.file import file_name, parse

LINE = Entry(Kind.LINE, "صوت الجبل", (Place.TAIL,), 40, 0.5, "boilerplate.other", sure=True, accept=True)
NOTE = Entry(Kind.LINE, 'قال "الجبل" \\ \u200f', (Place.AMONG, Place.TAIL), 12, 0.15, "optional.sign_off", sure=False, accept=None)
SUFFIX = Entry(Kind.SUFFIX, "| جبل", (Place.TITLE,), 9, 0.1125, "boilerplate.title_suffix", sure=False, accept=False)
JABAL = Source("jabal.example", 81, 80, (LINE, NOTE, SUFFIX))
SAHL = Source("sahl.example", 10, 10, ())
HEAD = 'schema = 1\n[[source]]\nname = "s"\n'
ENTRY = f'{HEAD}[[source.entry]]\naccept = true\nkind = "line"\ntext = "صوت الجبل"\n'


def test_a_file_reads_back_and_has_the_same_bytes_again(tmp_path: Path) -> None:
    profile = Profile.of([SAHL, JABAL])
    path = tmp_path / "new" / "profile.toml"
    save(profile, path)
    assert load(path) == profile
    first = path.read_bytes()
    save(load(path), path)
    assert path.read_bytes() == first
    assert "صوت الجبل" in first.decode()
    assert "\u200f" not in first.decode()


def test_a_folder_has_a_file_for_each_source(tmp_path: Path) -> None:
    odd = replace(SAHL, name="https://sahl.example/أخبار")
    save(Profile.of([JABAL, odd]), tmp_path / "profiles")
    assert sorted(path.name for path in (tmp_path / "profiles").iterdir()) == sorted(["jabal.example.toml", file_name(odd.name)])
    assert load(tmp_path / "profiles") == Profile.of([JABAL, odd])


def test_names_of_files_do_not_collide_or_leave_the_folder() -> None:
    names = ["a/b", "a:b", "a b", "..", "", "a", "x" * 300]
    files = [file_name(name) for name in names]
    assert len(set(files)) == len(names)
    assert all("/" not in file and not file.startswith(".") and len(file) < 100 for file in files)


def test_files_of_one_source_are_refused_together(tmp_path: Path) -> None:
    for name in ("a.toml", "b.toml"):
        save(Profile.of([JABAL]), tmp_path / name)
    with pytest.raises(ProfileError, match=r"^two profiles are of source 'jabal\.example': leave one out$"):
        load(tmp_path)


def test_an_entry_that_a_person_writes_needs_kind_text_and_accept_only() -> None:
    (source,) = parse(ENTRY, "p").sources.values()
    assert source == Source("s", 0, 0, (Entry(Kind.LINE, "صوت الجبل", tuple(Place), 0, 0.0, "boilerplate.other", sure=False, accept=True),))
    assert source.entries[0].is_decided


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "p: profile is not TOML ("),
        ("", "p: is no profile, it has no schema: name a file that `naqi profile` wrote"),
        ("schema = 2", "p: profile of schema 2, this naqi reads 1: learn it anew with `naqi profile`"),
        ("schema = 1\nname = 3", "p: unknown key 'name': there are schema and source"),
        ("schema = 1", "p: profile has no source: mend it"),
        ("schema = 1\nsource = [3]", "p: source 1: is no table"),
        ("schema = 1\n[[source]]\n", "p: source 1: has no name"),
        (f"{HEAD}extra = 1", "p: source 1: unknown key 'extra': there are name, documents, stories, entry"),
        (f"{HEAD}documents = true", "p: source 1: documents = True is of another kind"),
        (f"{HEAD}entry = [3]", "p: source 1 (s), entry 1: is no table"),
        (f"{HEAD}[[source.entry]]\nkind = 'line'\ntext = 'x'", "p: source 1 (s), entry 1: has no accept"),
        (ENTRY.replace("true", "'maybe'"), "p: source 1 (s), entry 1: accept = 'maybe': give true, false or \"review\""),
        (ENTRY.replace('"line"', '"word"'), "p: source 1 (s), entry 1: kind = 'word': there are line, lead, prefix, suffix"),
        (ENTRY.replace("صوت الجبل", "12 *"), "p: source 1 (s), entry 1: text = '12 *' holds no letter"),
        (f"{ENTRY}where = []", "p: source 1 (s), entry 1: where = []: give some of title, head, among, tail"),
        (f"{ENTRY}where = ['top']", "p: source 1 (s), entry 1: where = ['top']: give some of"),
        (f"{ENTRY}label = 'body'", "p: source 1 (s), entry 1: label = 'body': give one of naqi's"),
        (f"{ENTRY}share = '1'", "p: source 1 (s), entry 1: share = '1' is of another kind"),
        (f"{ENTRY}sures = true", "p: source 1 (s), entry 1: unknown key 'sures': there are accept, kind, text"),
        (f"{ENTRY}[[source.entry]]\naccept = false\nkind = 'line'\ntext = 'صوتُ الجبل'", "p: source 1: two entries of kind line have the same text"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(text: str, message: str) -> None:
    with pytest.raises(ProfileError) as raised:
        parse(text, "p")
    assert str(raised.value).startswith(message)
    assert "\n" not in str(raised.value)


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match=r"none\.toml: profile cannot be read \(No such file or directory\): learn one with `naqi profile`$"):
        load(tmp_path / "none.toml")
    with pytest.raises(ProfileError, match=r"holds no \.toml file: name a profile, or a folder of them$"):
        load(tmp_path)
    (tmp_path / "latin.toml").write_bytes(b"\xff")
    with pytest.raises(ProfileError, match=r"latin\.toml: profile is not UTF-8 "):
        load(tmp_path)


# Decisions.
def test_what_a_person_decided_is_kept_when_a_profile_is_learned_again() -> None:
    refused, accepted = replace(LINE, accept=False, text="صَوتُ الجبل"), replace(NOTE, accept=True, where=(Place.TAIL,), label="boilerplate.credit")
    earlier = Profile.of([replace(JABAL, entries=(refused, accepted, replace(SUFFIX, accept=None)))])
    again = Profile.of([replace(JABAL, entries=(LINE, replace(NOTE, documents=13), replace(SUFFIX, accept=None)))])
    merged = again.decided_in(earlier).sources["jabal.example"].entries
    assert merged == (replace(LINE, accept=False), replace(accepted, documents=13), replace(SUFFIX, accept=None))


def test_a_decision_about_what_is_not_found_any_more_is_kept_and_the_rest_is_let_go() -> None:
    earlier = Profile.of([replace(JABAL, entries=(LINE, SUFFIX, replace(NOTE, accept=None)))])
    merged = Profile.of([replace(JABAL, entries=())]).decided_in(earlier).sources["jabal.example"].entries
    assert merged == (replace(SUFFIX, documents=0, share=0.0),)


def test_a_source_that_was_not_learned_again_stays() -> None:
    assert Profile.of([SAHL]).decided_in(Profile.of([JABAL])) == Profile.of([SAHL, JABAL])


# Which source a document is of.
def test_the_profile_of_a_document() -> None:
    both, one, nameless = Profile.of([JABAL, SAHL]), Profile.of([JABAL]), Profile.of([replace(JABAL, name="")])
    assert both.for_source("sahl.example") is SAHL
    assert both.for_source("x") is both.for_source(None) is None
    assert one.for_source(None) is JABAL
    assert one.for_source("x") is None
    assert nameless.for_source("x") is nameless.for_source(None) is nameless.sources[""]


def test_a_profile_travels_to_workers() -> None:
    assert pickle.loads(pickle.dumps(Profile.of([JABAL]))) == Profile.of([JABAL])
