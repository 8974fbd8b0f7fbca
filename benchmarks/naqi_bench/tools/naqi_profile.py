"""`naqi fix` with a profile of the site, learned from its documents in the run, without their labels; what naqi accepts unasked is taken out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import naqi
from naqi import profile
from naqi.fixing import Fixer
from naqi_bench.tools.model import Run, Setting, Standing, Tool
from naqi_bench.tracks.model import Task, Track

# Contrasts come in pairs that differ in one line: what repeats in them repeats by design, and tells nothing about a site.
_NO_SITE: Final = "contrasts"


def _load(tasks: Sequence[Task]) -> Run:
    fixer = Fixer(profile=profile.learn((task.group, task.text) for task in tasks if task.group != _NO_SITE))
    return lambda task: fixer.fix(task.text, source=task.group).text


NAQI_PROFILE = Tool(
    name="naqi-profile",
    track=Track.SCRUB,
    link="",
    licence="Apache-2.0",
    version=lambda: naqi.__version__,
    settings=(Setting("as-shipped", "naqi profile over the documents of a site, then naqi fix with it, nothing reviewed (docs/profile.md)", _load),),
    standing=Standing.NAQI,
    learns=True,
)
