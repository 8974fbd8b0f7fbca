"""What is left of an embedded post or player.

## What it finds
`View this post on Instagram`, `A post shared by`, `شاهد التغريدة`, picture links of Twitter.

## Why it is bad
The post itself is gone, or stands beside it as text.

## Example
    ونشر النادي صورة اللاعب الجديد وهو يحمل قميص الفريق في الملعب.

    ⟦View this post on Instagram⟧

## Clean
    وشارك اللاعب منشورا في إنستغرام قال فيه إنه سعيد بالعودة إلى بيته.

## When it is right to ignore
The text of a post that the story introduces is body, and is left alone.

## References
Embed code of Instagram, Twitter, Facebook and YouTube.
"""

from __future__ import annotations

from naqi.rules.model import Rule, Severity
from naqi.rules.shapes import every_shape

RULE = Rule(
    code="BP408",
    name="embed-residue",
    label="boilerplate.embed",
    severity=Severity.ERROR,
    message="residue of an embedded post or player",
    doc=__doc__,
    cues=(*every_shape("embed"),),
)
