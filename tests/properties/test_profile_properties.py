"""Learning a profile: the order of documents does not matter, two halves make the whole, copies tell nothing, a file holds all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from naqi import fixing, profile
from naqi.arabic.folding import fold_phrase
from naqi.profile import Entry, Kind, Learner, Options, Place, Profile, Source, SourceChecker
from naqi.profile.file import dump, parse
from naqi.profile.slots import key_of, slotted, words_of

# So small that the sample lets documents go.
OPTIONS = Options(least_documents=2, least_share=0.1, sample=6)

lines = st.one_of(
    st.sampled_from(
        (
            "المتحف يفتتح جناحا | جبل نت",
            "النادي يعود من معسكره | جبل نت",
            "صوت الجبل",
            "صَوت الجبل",
            "اقرأ أيضا: عودة الصيادين",
            "قال المدير إن المتحف سيفتح أبوابه في مطلع الشهر المقبل بعد موافقة المجلس.",
            "وأضاف أن العمل سيستمر حتى نهاية العام في كل فروع المصرف خارج المدينة.",
            "نشر في 12 مارس 2024",
            "نشر في 13 مارس 2024",
            "",
        )
    ),
    st.text(alphabet="ابتث :|-\ufefb\u064e\u200f\ud800123", max_size=12),
)
documents = st.lists(st.tuples(st.sampled_from((None, "x", "y")), st.lists(lines, min_size=1, max_size=6).map("\n".join)), max_size=16)
Documents = list[tuple[str | None, str]]


def learner_of(rows: Documents) -> Learner:
    learner = Learner(OPTIONS)
    for source, text in rows:
        learner.add(text, source)
    return learner


@given(documents, st.randoms(use_true_random=False))
def test_the_order_of_documents_does_not_matter(rows: Documents, order: Any) -> None:
    shuffled = rows[:]
    order.shuffle(shuffled)
    assert profile.learn(shuffled, OPTIONS) == profile.learn(rows, OPTIONS)


@given(documents, documents)
def test_two_halves_merged_equal_the_whole(first: Documents, second: Documents) -> None:
    whole = learner_of([*first, *second])
    merged, other = learner_of(first), learner_of(second)
    merged.merge(other)
    assert merged.profile() == whole.profile()
    assert merged.read == whole.read
    assert profile.learn([*learner_of(first).kept(), *other.kept()], OPTIONS) == whole.profile()


@given(documents)
def test_copies_tell_nothing(rows: Documents) -> None:
    assert profile.learn(rows * 3, OPTIONS) == profile.learn(rows, OPTIONS)


@given(documents)
def test_documents_of_another_source_tell_nothing(rows: Documents) -> None:
    alone = profile.learn([row for row in rows if row[0] == "x"], OPTIONS)
    assert profile.learn(rows, OPTIONS).sources.get("x") == alone.sources.get("x")


@given(documents)
def test_a_file_holds_the_whole_profile(rows: Documents) -> None:
    learned = profile.learn(rows, OPTIONS)
    if learned.sources:
        assert parse(dump(learned), "p") == learned
        assert dump(parse(dump(learned), "p")) == dump(learned)
        assert learned.decided_in(learned) == learned


@given(documents)
def test_each_entry_stands_in_as_many_stories_as_it_says_at_most_those_there_are(rows: Documents) -> None:
    for source in profile.learn(rows, OPTIONS).sources.values():
        texts = {text for name, text in rows if (name or "") == source.name}
        assert source.stories <= source.documents <= min(len(texts), OPTIONS.sample)
        for entry in source.entries:
            assert OPTIONS.least_documents <= entry.documents <= source.stories
            assert entry.where
            assert key_of(entry.text)


entries = st.lists(
    st.builds(
        Entry,
        st.sampled_from(Kind),
        st.sampled_from(("صوت الجبل", "| جبل نت", "نشر في 1 مارس 2020", "اقرأ أيضا:")),
        st.sets(st.sampled_from(Place), min_size=1).map(tuple),
        st.just(3),
        st.just(0.5),
        st.just("boilerplate.other"),
        sure=st.just(True),
        accept=st.sampled_from((True, True, False, None)),
    ),
    max_size=5,
    unique_by=lambda entry: (entry.kind, entry.text),
)


@given(entries, st.lists(lines, max_size=8).map("\n".join))
def test_what_a_profile_finds_is_an_accepted_entry_and_fixing_takes_it_out_for_good(drawn: list[Entry], text: str) -> None:
    known = Profile.of([Source("s", 6, 6, tuple(drawn))])
    accepted = {key_of(entry.text) for entry in drawn if entry.accept}
    for finding in SourceChecker(profile=known).check(text, "s"):
        assert text[finding.start : finding.end] == finding.text
        if finding.rule.startswith("SF"):
            assert any(key in key_of(finding.text) or key_of(finding.text) == key for key in accepted)
    fixer = fixing.Fixer(profile=known)
    fixed = fixer.fix(text, source="s")
    assert fixed.text is not None
    assert fixing.apply(text, fixed.edits) == fixed.text
    assert fixer.fix(fixed.text, source="s").edits == ()


@given(st.text(alphabet="اب 12/:.,-|مارس", max_size=40))
def test_words_of_a_line_cover_it_and_make_its_key(line: str) -> None:
    folded = fold_phrase(line)
    if folded:
        words = words_of(folded)
        assert words[0].start == 0
        assert words[-1].end == len(folded)
        assert b" ".join(word.key for word in words) == slotted(folded)


def test_a_saved_profile_is_the_same_profile(tmp_path: Path) -> None:
    learned = profile.learn([("x", f"خبر {number}\nصوت الجبل") for number in "ابتثج"], OPTIONS)
    profile.save(learned, tmp_path / "p.toml")
    assert profile.load(tmp_path / "p.toml") == learned
