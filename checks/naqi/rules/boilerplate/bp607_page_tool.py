"""Tools, counters and messages of the page.

## What it finds
`عدد المشاهدات`, `الإبلاغ عن خطأ`, `تم نسخ الرابط`, `جاري التحميل`, `حجم الخط` and their kin.

## Why it is bad
They belong to the page's program.

## Example
    وستستمر الفعاليات أسبوعا كاملا في ساحات المدينة القديمة.

    ⟦عدد المشاهدات: 1,204⟧

## Clean
    وقال إن عدد المشاهدات تجاوز المليون في يومين، وإن القناة سعيدة بذلك.

## When it is right to ignore
Never known to be right.

## References
Themes and content management systems of Arabic sites.
"""

from __future__ import annotations

from naqi.rules.model import Rule, Severity
from naqi.rules.shapes import every_shape

RULE = Rule(
    code="BP607",
    name="page-tool",
    label="boilerplate.other",
    severity=Severity.ERROR,
    message="tool, counter or message of the page",
    doc=__doc__,
    cues=(*every_shape("other"),),
)
