"""A line that the profile of its source holds as furniture.

## What it finds
With `--profile`: lines that an accepted entry of kind `line` says in full, and lines, not paragraphs, that begin with one of kind `lead`, in the places that the
entry names. Numbers, dates and the spelling variants that naqi folds aside. Only in documents of the profile's source.

## Why it is bad
A source prints it in many stories, and whoever reviewed the profile, or evidence that the profile's documentation names, says that it is the site's.

## Example
    schema = 1
    [[source]]
    name = "sada.example"
    [[source.entry]]
    accept = true
    kind = "line"
    text = "كتّاب الصدى"
    where = ["head"]
    [[source.entry]]
    accept = true
    kind = "lead"
    text = "خبر بطعم القهوة |"
    where = ["tail"]
    ---
    ⟦كتاب الصدى⟧
    المتحف يفتتح جناحا للعملات
    افتتح المتحف أمس جناحا جديدا للعملات القديمة في طابقه الأول.
    ⟦خبر بطعم القهوة | عودة الفريق من معسكره⟧

## Clean
    schema = 1
    [[source]]
    name = "sada.example"
    [[source.entry]]
    accept = "review"
    kind = "line"
    text = "حدث في مثل هذا اليوم"
    [[source.entry]]
    accept = true
    kind = "line"
    text = "كتّاب الصدى"
    where = ["head"]
    ---
    المتحف يفتتح جناحا للعملات
    افتتح المتحف أمس جناحا جديدا للعملات القديمة في طابقه الأول.
    حدث في مثل هذا اليوم
    كتّاب الصدى

## When it is right to ignore
Set `accept = false` in the profile for an entry that is the story's own: that says it once, for all documents of the source.

## References
CCNet removes lines that a shard of a crawl repeats (Wenzek and others, 2020). Here a person can say which of them are furniture.
"""

from __future__ import annotations

from naqi.rules.model import REMOVE, Rule, Severity

RULE = Rule(
    code="SF101",
    name="source-line",
    label="boilerplate.other",
    severity=Severity.ERROR,
    message="a line that the profile of its source holds as furniture",
    fix=REMOVE,
    doc=__doc__,
    learned=True,
    on_by_default=False,
)
