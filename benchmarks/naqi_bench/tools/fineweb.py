"""The rules of FineWeb and FineWeb-2 for lines and documents, by datatrove."""

from __future__ import annotations

from functools import partial

from naqi_bench.tools.datatrove import ARABIC, FINEWEB, FINEWEB_2, LICENCE, LINK, VERSION, fineweb, run
from naqi_bench.tools.model import Setting, Tool
from naqi_bench.tracks.model import Track

FINEWEB_FILTERS = Tool(
    name="datatrove-fineweb",
    track=Track.SCRUB,
    link=LINK,
    licence=LICENCE,
    version=VERSION,
    settings=(
        Setting("as-shipped", f"the filters of Gopher, C4 and FineWeb as in {FINEWEB}, without those of address and language", run(fineweb)),
        Setting("arabic", f"step 5 of {FINEWEB_2}", run(partial(fineweb, ARABIC))),
    ),
)
