"""A million documents pass through the gate in the memory of a few: it holds no text that it has checked."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

# What the process takes more for many documents than for few, in kilobytes: counts and buffers, no texts. All texts are over 100 MB.
MOST_MORE = 48_000

# The rows are made as they are read: a file of them is no part of what is tested.
PROGRAM = """
import itertools, resource, sys
from naqi.gate.run import Gate
from naqi.inputs.discover import read_stdin
from naqi.inputs.model import ReadOptions
from naqi.rules.registry import select

WORDS = "وصل الوفد صباح اليوم إلى المدينة القديمة بعد رحلة طويلة عبر الجبال".split()

class Rows:
    def __iter__(self):
        for number in range(int(sys.argv[1])):
            words = " ".join(WORDS[(number + step * 7) % len(WORDS)] for step in range(8))
            leak = "\\\\n\\\\n[ad_1]" if number % 1000 == 0 else ""
            yield f'{{"id": "{number}", "text": "{words} {number}.{leak}"}}\\n'.encode()

gate = Gate(select())
found = sum(1 for _ in gate.events(read_stdin(Rows(), "jsonl", ReadOptions())))
print(gate.summary.documents, found, gate.summary.exit_code(strict=False), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def run(documents: int) -> tuple[int, int, int, int]:
    done = subprocess.run([sys.executable, "-c", PROGRAM, str(documents)], capture_output=True, text=True, check=True)
    read, found, code, memory = map(int, done.stdout.split())
    return read, found, code, memory


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is counted in kilobytes on Linux only")
def test_memory_does_not_grow_with_the_number_of_documents() -> None:
    many = 1_000_000 if os.environ.get("NAQI_HYPOTHESIS_PROFILE") == "thorough" else 20_000
    few = run(1_000)
    whole = run(many)
    assert whole[:3] == (many, many // 1000, 1)
    assert few[:3] == (1_000, 1, 1)
    sys.stdout.write(f"{whole[0]:,} documents: at most {whole[3]:,} kB, {few[0]:,}: {few[3]:,} kB\n")
    assert whole[3] - few[3] < MOST_MORE
