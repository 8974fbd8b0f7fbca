"""The scrubbers and repairers under test, on small texts written here."""

from __future__ import annotations

import hashlib
import os
import re
import sys
import unicodedata
from collections.abc import Sequence

import pytest

import naqi
from naqi_bench.tools import ccnet_lines
from naqi_bench.tools.model import Run, Setting, Standing, Tool, ToolMissingError
from naqi_bench.tools.registry import TOOLS, UNAVAILABLE
from naqi_bench.tracks.model import Task, Track

# PyArabic's own, where it is compiled when it is first imported.
pytestmark = pytest.mark.filterwarnings("ignore:invalid escape sequence")

FIRST = "أعلنت وزارة الزراعة في بيان لها أن موسم الحصاد بدأ هذا الأسبوع"
ASKED = "هل تكفي هذه الكميات التي وصلت إلى الصوامع حتى نهاية العام المقبل؟"
BODY = [
    f"{FIRST} في المحافظات الشمالية، وأن الكميات التي وصلت إلى الصوامع من القمح فاقت ما كان في العام الماضي. وقد جاء ذلك على لسان المتحدث باسمها في المؤتمر.",
    (
        "وقال المزارعون الذين كانوا في انتظار دورهم أمام الصوامع إن الأمطار التي هطلت في الربيع كانت كافية. وإن الأسعار هذا العام أفضل مما كانت عليه من قبل. "
        "وذكر بعضهم أن الطريق إلى الصوامع ما زال وعرا، وأن الشاحنات تنتظر ساعات قبل أن تفرغ ما فيها."
    ),
    (
        "وأضاف المتحدث أن الوزارة سوف تدفع المستحقات خلال أسبوعين من تاريخ التسليم. وأنها فتحت مراكز جديدة في القرى البعيدة حتى لا ينتظر أحد. "
        "وكانت الوزارة قد وعدت بذلك بعد أن تأخرت المدفوعات في العام الماضي عن كثير من الناس."
    ),
]
MENU = "الرئيسية\nأخبار\nاقتصاد"
TEXT = "\n".join(BODY)
MOJIBAKE = FIRST.encode().decode("latin-1")

CLEANERS = [tool for tool in TOOLS if tool.track is not Track.EXTRACT]
CASES = [pytest.param(tool, setting, id=f"{tool.track}-{tool.name}-{setting.name}") for tool in CLEANERS for setting in tool.settings]
# Made for English: letters are only ASCII's, and a text without its stop words is none.
NOT_FOR_ARABIC = {(name, "as-shipped") for name in ("clean-text", "datatrove-fineweb", "datatrove-gopher", "justext-lines")}
# Documents of a site.
SITE = [
    Task("a", "one.example", f"Copyright © 2024!\n{BODY[0]}\n\nإقرأ أيضًا: 3 أخبار\n{BODY[0]}"),
    Task("b", "one.example", f"copyright © 1999\n{BODY[1]}\n\nاقرا ايضا 7 اخبار"),
    Task("c", "two.example", f"COPYRIGHT © 2024\n{BODY[1]}"),
    Task("contrasts/1", "contrasts", BODY[2]),
    Task("contrasts/2", "contrasts", BODY[2]),
]


def _load(tool: Tool, setting: Setting, tasks: Sequence[Task] = ()) -> Run:
    try:
        tool.version()
        return setting.load(tasks)
    except ToolMissingError as missing:
        if "tools" in os.environ.get("NAQI_REQUIRE", "").split(","):
            pytest.fail(f"{missing} (NAQI_REQUIRE asks for it)")
        pytest.skip(str(missing))


def run(name: str, setting: str, text: str, track: Track | None = None) -> str | None:
    """What a tool of the list makes of a text."""
    tool = next(tool for tool in CLEANERS if tool.name == name and track in {None, tool.track})
    return _load(tool, next(each for each in tool.settings if each.name == setting))(Task("a", "site.example", text=text))


@pytest.mark.parametrize(("tool", "setting"), CASES)
def test_keeps_the_words_of_a_plain_text(tool: Tool, setting: Setting) -> None:
    found = _load(tool, setting)(Task("a", "site.example", text=TEXT))
    assert all(" ".join(part.split()[:6]) in (found or "") for part in BODY) is ((tool.name, setting.name) not in NOT_FOR_ARABIC)


@pytest.mark.parametrize(("tool", "setting"), CASES)
@pytest.mark.parametrize("text", ["", "\n \n", "a\0\x1b[2J\ufeff\u202e\u200f", "x" * 200_000, "؟\n" * 2_000], ids=range(5))
def test_answers_whatever_it_is_given(tool: Tool, setting: Setting, text: str) -> None:
    assert isinstance(_load(tool, setting)(Task("a", "site.example", text=text)), str | None)


@pytest.mark.parametrize(("tool", "setting"), CASES)
def test_lone_surrogates_trouble_only_what_hands_them_to_spacy(tool: Tool, setting: Setting) -> None:
    clean, task = _load(tool, setting), Task("a", "site.example", text=f"{TEXT}\n\ud83d نص \udc00")
    if tool.name in {"datatrove-fineweb", "datatrove-gopher"}:
        with pytest.raises(UnicodeEncodeError, match="surrogates not allowed"):
            clean(task)
    else:
        assert isinstance(clean(task), str)


@pytest.mark.parametrize(("tool", "setting"), CASES)
def test_says_what_it_sets_and_where_that_is_documented(tool: Tool, setting: Setting) -> None:
    assert tool.licence
    assert tool.settings[0].name == "as-shipped"
    assert [each.name for each in tool.settings[1:]] in ([], ["arabic"])
    if tool.standing is Standing.OUTSIDE:
        assert tool.link.startswith("https://")
        assert "https://" in setting.note
    else:
        assert (tool.standing, tool.name.split("-")[0]) == (Standing.NAQI, "naqi")
        assert ".md" in setting.note


def test_each_name_stands_once_a_track_and_what_is_unavailable_is_not_listed() -> None:
    names = [(tool.track, tool.name) for tool in TOOLS]
    assert len(names) == len(set(names))
    assert not {name for _, name in names} & set(UNAVAILABLE)
    assert all(UNAVAILABLE.values())


def test_a_tool_that_is_missing_says_what_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("camel_tools", "cleantext", "datatrove", "ftfy", "justext", "pyarabic"):
        monkeypatch.setitem(sys.modules, module, None)
        for name in [each for each in sys.modules if each.startswith(f"{module}.")]:
            monkeypatch.delitem(sys.modules, name)
    for tool in CLEANERS:
        if tool.name.startswith(("naqi", "unicode", "ccnet")):
            continue
        for setting in tool.settings:
            with pytest.raises(ToolMissingError, match="pip install"):
                setting.load([])


@pytest.mark.parametrize(("setting", "keeps_question"), [("as-shipped", False), ("arabic", True)])
def test_c4_keeps_lines_that_end_in_its_marks(setting: str, keeps_question: bool) -> None:
    dropped = ["ووصلت الشاحنات إلى الصوامع في ساعة متأخرة", "وما زال الناس ينتظرون...", "نعم.", "فعل javascript في المتصفح."]
    found = run("datatrove-c4", setting, "\n".join([MENU, *BODY[:2], ASKED, *dropped, f"{BODY[2]}[12]"]))
    assert found == "\n".join([*BODY[:2], *([ASKED] if keeps_question else []), BODY[2]])


@pytest.mark.parametrize("setting", ["as-shipped", "arabic"])
@pytest.mark.parametrize("text", [BODY[0], f"{TEXT}\nوكان في الصفحة {{ رمز }} لا يقرأ.", MENU])
def test_c4_drops_documents_of_few_sentences_or_with_code(setting: str, text: str) -> None:
    assert not run("datatrove-c4", setting, text)


def test_gopher_drops_a_document_whole_or_leaves_it_as_it_is() -> None:
    assert run("datatrove-gopher", "arabic", f"{MENU}\n{TEXT}") == f"{MENU}\n{TEXT}"
    assert run("datatrove-gopher", "arabic", BODY[0]) is None, "fewer than 50 words"
    assert run("datatrove-gopher", "arabic", "\n".join([BODY[0]] * 9)) is None, "repeats itself"
    assert run("datatrove-gopher", "arabic", " ".join(f"كلمة{n}ب" for n in range(80))) is None, "no stop word"


def test_fineweb_drops_what_looks_like_a_list() -> None:
    assert run("datatrove-fineweb", "arabic", TEXT) == TEXT
    lines = re.sub(r"[.،]", "", TEXT).replace(" وأن ", "\nوأن ")
    assert run("datatrove-gopher", "arabic", lines) == lines
    assert run("datatrove-fineweb", "arabic", lines) is None, "no line ends in a mark"


def test_ccnet_removes_what_two_documents_of_a_site_share_and_nothing_that_two_sites_share() -> None:
    (tool,) = (tool for tool in TOOLS if tool.name == "ccnet-lines")
    clean = tool.settings[0].load(SITE)
    assert [clean(task) for task in SITE] == [BODY[0], BODY[1], f"COPYRIGHT © 2024\n{BODY[1]}", BODY[2], BODY[2]]


def test_ccnet_key_is_that_of_the_paper() -> None:
    assert ccnet_lines._key("  آخِر الأخبار، (ABC) ١9! \r") == hashlib.sha1("اخر الاخبار abc 00".encode()).digest()[:8]


@pytest.mark.parametrize("setting", ["as-shipped", "arabic"])
def test_justext_drops_short_lines_that_no_good_line_surrounds(setting: str) -> None:
    long = [part.replace(". ", " و ") for part in BODY]
    found = run("justext-lines", setting, "\n".join([MENU, *long[:2], "", "وعاد الهدوء.", long[2], "اترك تعليقا"]))
    assert found == ("" if setting == "as-shipped" else "\n".join([*long[:2], "وعاد الهدوء.", long[2]]))


@pytest.mark.parametrize("track", [Track.SCRUB, Track.REPAIR])
def test_clean_text_deletes_arabic_unless_told_not_to(track: Track) -> None:
    shipped = run("clean-text", "as-shipped", f"{FIRST} BBC 12", track)
    assert (shipped or "").split() == ["bbc", "12"]
    assert run("clean-text", "arabic", f"{MOJIBAKE} BBC 12", track) == f"{FIRST} BBC 12"


def test_ftfy_mends_mojibake_and_leaves_quotes_when_told_to() -> None:
    assert run("ftfy", "as-shipped", f"“{FIRST}”") == f'"{FIRST}"'
    assert run("ftfy", "arabic", f"“{FIRST}”") == f"“{FIRST}”"
    assert run("ftfy", "as-shipped", MOJIBAKE) == run("ftfy", "arabic", MOJIBAKE) == FIRST


LAM_ALEF = "\N{ARABIC LIGATURE LAM WITH ALEF ISOLATED FORM}"
GAF = "\N{ARABIC LETTER GAF}"
VOCALISED = "كَتَبَ"
STRETCHED = "العـ\N{ARABIC TATWEEL}ـربية"


def test_normalisers_do_what_their_names_say() -> None:
    composed, parts = "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}", "\N{ARABIC LETTER ALEF}\N{ARABIC HAMZA ABOVE}"
    assert run("unicode-nfc", "as-shipped", f"{parts} {LAM_ALEF}") == f"{composed} {LAM_ALEF}"
    assert run("unicode-nfkc", "as-shipped", f"{parts} {LAM_ALEF}") == f"{composed} لا"
    assert run("camel-tools", "as-shipped", f"{parts} {LAM_ALEF} {VOCALISED} ﷼\n{STRETCHED}") == f"{composed} لا {VOCALISED} ريال\n{STRETCHED}"
    assert run("camel-tools", "arabic", f"{LAM_ALEF} {GAF} ٣ «{VOCALISED}»\n{STRETCHED}") == 'لا ك 3 "كتب"\nالعربية'
    assert run("pyarabic", "as-shipped", f"{VOCALISED} {LAM_ALEF} {STRETCHED}") == f"كتب {LAM_ALEF} {STRETCHED}"
    assert run("pyarabic", "arabic", f"{VOCALISED} {LAM_ALEF} {STRETCHED} أإآةى") == f"{VOCALISED} لا العربية أإآةى"


def test_naqi_rules_remove_what_errors_name_and_nothing_else() -> None:
    text = f"الرئيسية > اقتصاد\n[ad_1]\n{TEXT}\n(Photo by Example) اقرأ أيضاً: خبر آخر عن القمح\nاترك تعليقاً\nلن يتم نشر عنوان بريدك الإلكتروني."
    errors = [range(finding.start, finding.end) for finding in naqi.check(text) if finding.severity is naqi.Severity.ERROR]
    assert len(errors) > 2
    expected = "".join(letter for at, letter in enumerate(text) if not any(at in error for error in errors))
    assert run("naqi-rules", "as-shipped", text) == expected
    assert TEXT in expected


def test_naqi_rules_remove_overlapping_spans_once(monkeypatch: pytest.MonkeyPatch) -> None:
    class Found:
        severity = naqi.Severity.ERROR

        def __init__(self, start: int, end: int) -> None:
            self.start, self.end = start, end

    class Checker:
        def check(self, _text: str) -> list[Found]:
            warning = Found(0, 1)
            warning.severity = naqi.Severity.WARNING
            return [warning, Found(1, 5), Found(2, 3), Found(4, 6), Found(8, 8)]

    monkeypatch.setattr(naqi, "Checker", Checker)
    assert run("naqi-rules", "as-shipped", "0123456789") == "06789"


@pytest.mark.parametrize("track", [Track.SCRUB, Track.REPAIR])
def test_naqi_fix_is_naqi_fix(track: Track) -> None:
    text = f"[ad_1]\n{TEXT}\n\nاترك تعليقاً"
    assert run("naqi-fix", "as-shipped", text, track) == TEXT
    assert unicodedata.is_normalized("NFC", TEXT)
