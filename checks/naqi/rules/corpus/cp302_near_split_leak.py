"""A document whose text stands in another split with small changes.

## What it finds
Near duplicates, as CP202 finds them, in two splits. Reported is the document whose split comes later: train is first, the others by name.
Needs `pip install 'naqi[corpus]'`.

## Why it is bad
A test that a model has nearly read flatters it. A warning for the reasons that CP202 gives.

## Example
    --- id=a split=train
    أعلنت هيئة الموانئ أن حركة الحاويات في الميناء الشرقي ارتفعت خلال الربع الأول من العام بنسبة تسعة في المئة مقارنة بالفترة نفسها من العام الماضي، وعزت ذلك إلى تشغيل رصيفين جديدين وإلى اتفاق وقعته مع ثلاثة خطوط ملاحية تربط المنطقة بموانئ شرق آسيا.
    --- id=b split=test
    ⟦أعلنت هيئة الموانئ أن حركة الحاويات في الميناء الشرقي ارتفعت خلال الربع الأول من العام بنسبة تسعة في المئة مقارنة بالفترة نفسها من العام الماضي، وعزت ذلك إلى تشغيل رصيفين جديدين وإلى اتفاق وقعته مع ثلاثة خطوط ملاحية تربط المنطقة بموانئ شرق آسيا. وأضافت الهيئة أن الأعمال مستمرة.⟧

## Clean
    --- id=a split=train
    أعلنت هيئة الموانئ أن حركة الحاويات في الميناء الشرقي ارتفعت خلال الربع الأول من العام بنسبة تسعة في المئة مقارنة بالفترة نفسها من العام الماضي، وعزت ذلك إلى تشغيل رصيفين جديدين وإلى اتفاق وقعته مع ثلاثة خطوط ملاحية تربط المنطقة بموانئ شرق آسيا.
    --- id=b split=train
    أعلنت هيئة الموانئ أن حركة الحاويات في الميناء الشرقي ارتفعت خلال الربع الأول من العام بنسبة تسعة في المئة مقارنة بالفترة نفسها من العام الماضي، وعزت ذلك إلى تشغيل رصيفين جديدين وإلى اتفاق وقعته مع ثلاثة خطوط ملاحية تربط المنطقة بموانئ شرق آسيا. وأضافت الهيئة أن الأعمال مستمرة.
    --- id=c split=test
    ألغيت الرحلة بسبب الضباب.

## When it is right to ignore
For reports of a fixed form.

## References
See CP202.
"""

from __future__ import annotations

from naqi.rules.model import Rule, Severity

RULE = Rule(
    code="CP302",
    name="near-split-leak",
    label="corpus.split_leakage",
    severity=Severity.WARNING,
    message="nearly the same text as a document of another split",
    doc=__doc__,
    across=True,
    on_by_default=False,
)
