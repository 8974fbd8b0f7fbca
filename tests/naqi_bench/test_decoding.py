"""Bytes of a page as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqi_bench.tools.decoding import decoded

TEXT = "قال المتحدث إن الموسم بدأ"
REPLACED = "\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(
    ("true", "declared", "meta"),
    [
        ("utf-8", "", ""),
        ("utf-8", "utf-8", ""),
        ("cp1256", "windows-1256", ""),
        ("cp1256", "Windows-1256", "utf-8"),
        ("cp1256", "", '<meta charset="windows-1256">'),
        ("cp1256", "", "<META http-equiv=Content-Type content='text/html; charset=windows-1256'>"),
        ("iso-8859-6", "", "<meta charset=iso-8859-6 />"),
        ("cp1256", "no-such-encoding", "<meta charset='windows-1256'>"),
        ("utf-8", "undefined", "<meta charset='undefined'>"),
        ("utf-8", "utf\0", ""),
        ("utf-8", "hex", ""),
        ("utf-8", "unicode_escape", "<b title='\\d'>"),
        ("utf-8", "", " " * 2000 + "<meta charset='windows-1256'>"),
        ("cp1256", "", ""),
        ("cp1256", "no-such-encoding", ""),
    ],
)
def test_the_server_is_believed_then_the_page_then_its_bytes(true: str, declared: str, meta: str) -> None:
    assert decoded(f"{meta}{TEXT}".encode(true), declared) == meta + TEXT


def test_what_cannot_be_read_is_marked_and_the_rest_kept() -> None:
    assert decoded(TEXT.encode() + b"\xff" + TEXT.encode(), "utf-8") == TEXT + REPLACED + TEXT
    # As a browser reads what a server declared wrongly.
    assert decoded("بدأ".encode("cp1256"), "utf-8") == REPLACED * 3


def test_a_byte_order_mark_is_no_text() -> None:
    assert decoded(TEXT.encode("utf-8-sig"), "utf-8") == TEXT
    assert decoded(TEXT.encode("utf-8-sig")) == TEXT


@given(st.binary(), st.text(max_size=12) | st.sampled_from(["idna", "punycode", "utf-7", "utf-16", "unicode_escape", "rot13", "mbcs"]))
def test_any_bytes_under_any_name_are_text(html: bytes, declared: str) -> None:
    assert isinstance(decoded(html, declared), str)
