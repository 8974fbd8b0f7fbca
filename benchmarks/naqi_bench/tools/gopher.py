"""Gopher's rules for documents, by datatrove: a document is kept or dropped whole."""

from __future__ import annotations

from functools import partial

from naqi_bench.tools.datatrove import ARABIC, FINEWEB, FINEWEB_2, LICENCE, LINK, VERSION, gopher, run
from naqi_bench.tools.model import Setting, Tool
from naqi_bench.tracks.model import Track

GOPHER = Tool(
    name="datatrove-gopher",
    track=Track.SCRUB,
    link=LINK,
    licence=LICENCE,
    version=VERSION,
    settings=(
        Setting("as-shipped", f"GopherRepetitionFilter() and GopherQualityFilter(), in the order of {FINEWEB}", run(gopher)),
        Setting("arabic", f"the two with the thresholds and stop words for Arabic of {FINEWEB_2}", run(partial(gopher, ARABIC))),
    ),
)
