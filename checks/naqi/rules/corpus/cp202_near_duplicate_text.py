"""A document whose text is nearly that of another document.

## What it finds
Texts of which the word 3-grams of the folded text have an estimated Jaccard similarity of at least `near-duplicate-similarity` (.8) with those of another. A chain of
similar texts is a group, of which the first in order of path, row and id is not reported. Exact copies are CP201's.
Needs `pip install 'naqi[corpus]'`.

## Why it is bad
An update of a story, or the same wire copy under another headline, teaches a model what it has read already. A warning, since the similarity is an estimate and
reports of one form (weather, exchange rates, match tables) are alike without being copies.

## Example
    --- id=a
    أعلنت هيئة الموانئ أن حركة الحاويات في الميناء الشرقي ارتفعت خلال الربع الأول من العام بنسبة تسعة في المئة مقارنة بالفترة نفسها من العام الماضي، وعزت ذلك إلى تشغيل رصيفين جديدين وإلى اتفاق وقعته مع ثلاثة خطوط ملاحية تربط المنطقة بموانئ شرق آسيا.
    --- id=b
    ⟦أعلنت هيئة الموانئ أن حركة الحاويات في الميناء الشرقي ارتفعت خلال الربع الأول من العام بنسبة تسعة في المئة مقارنة بالفترة نفسها من العام الماضي، وعزت ذلك إلى تشغيل رصيفين جديدين وإلى اتفاق وقعته مع ثلاثة خطوط ملاحية تربط المنطقة بموانئ شرق آسيا. وأضافت الهيئة أن الأعمال مستمرة.⟧
    --- id=c
    ألغيت الرحلة بسبب الضباب.

## Clean
    --- id=a
    أعلنت هيئة الموانئ أن حركة الحاويات في الميناء الشرقي ارتفعت خلال الربع الأول من العام بنسبة تسعة في المئة مقارنة بالفترة نفسها من العام الماضي، وعزت ذلك إلى تشغيل رصيفين جديدين وإلى اتفاق وقعته مع ثلاثة خطوط ملاحية تربط المنطقة بموانئ شرق آسيا.
    --- id=b
    أعلنت هيئة الموانئ أن حركة المسافرين في الميناء الغربي تراجعت خلال الصيف، وعزت ذلك إلى إغلاق أحد الأرصفة.

## When it is right to ignore
For reports of a fixed form.

## References
Broder, On the resemblance and containment of documents, 1997; datasketch, MinHash LSH.
"""

from __future__ import annotations

from naqi.rules.model import Rule, Severity

RULE = Rule(
    code="CP202",
    name="near-duplicate-text",
    label="corpus.near_duplicate",
    severity=Severity.WARNING,
    message="nearly the same text as another document",
    doc=__doc__,
    across=True,
    on_by_default=False,
)
