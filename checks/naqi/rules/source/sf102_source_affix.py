"""What the profile of a source holds as furniture at the beginning or the end of a line.

## What it finds
With `--profile`: how a line begins, by an accepted entry of kind `prefix`, or ends, by one of kind `suffix`, in the places that the entry names. Numbers, dates
and the spelling variants that naqi folds aside. Only in documents of the profile's source; the rest of the line is left alone.

## Why it is bad
A title with the site's name behind it says that the site is part of the news.

## Example
    schema = 1
    [[source]]
    name = "sada.example"
    [[source.entry]]
    accept = true
    kind = "suffix"
    text = "| الصدى نت"
    where = ["title"]
    ---
    المتحف يفتتح جناحا للعملات ⟦| الصدى نت⟧
    افتتح المتحف أمس جناحا جديدا للعملات القديمة في طابقه الأول.

## Clean
    schema = 1
    [[source]]
    name = "sada.example"
    [[source.entry]]
    accept = true
    kind = "suffix"
    text = "| الصدى نت"
    where = ["title"]
    ---
    المتحف يفتتح جناحا للعملات
    افتتح المتحف أمس جناحا جديدا للعملات القديمة في طابقه الأول، كما قالت الصدى نت.

## When it is right to ignore
Set `accept = false` in the profile for an entry that is the story's own: that says it once, for all documents of the source.

## References
Suffix removal from titles in Readability.js and trafilatura cuts at any separator; a profile knows which words the site puts there.
"""

from __future__ import annotations

from naqi.rules.model import REMOVE, Rule, Severity

RULE = Rule(
    code="SF102",
    name="source-affix",
    label="boilerplate.title_suffix",
    severity=Severity.ERROR,
    message="a beginning or an end of a line that the profile of its source holds as furniture",
    fix=REMOVE,
    doc=__doc__,
    learned=True,
    on_by_default=False,
)
