"""The scan on a cluster of Spark: a master and two workers, each a process of its own, that share nothing with this one but the network."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.spark

# In a process of its own: one has one session, and that of other tests is no cluster. Workers import what PYTHONPATH and the installation give them.
PROGRAM = """
import os, sys
from pyspark.sql import SparkSession
from naqi.engines.rows import scan_rows
from naqi.engines.spark import scan_frame

builder = SparkSession.builder.master("local-cluster[2,1,1024]")
settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "2", "spark.driver.host": "127.0.0.1"}
settings |= {"spark.executorEnv.PYTHONPATH": os.environ.get("PYTHONPATH", "")}
for name, value in settings.items():
    builder = builder.config(name, value)
session = builder.getOrCreate()
PROSE = "وصل الوفد صباح الأحد إلى المدينة القديمة."
rows = [(str(number), PROSE + ("\\n[ad_1]" if number % 7 == 0 else "")) for number in range(200)]
frame = session.createDataFrame(rows, "id string, text string").repartition(4).cache()
order = [tuple(row) for row in frame.collect()]
found = scan_frame(frame, "text", ["id"])
assert found == scan_rows(((name,), [text]) for name, text in order)
# Who worked: the driver is no executor here.
executors = session.sparkContext._jsc.sc().statusTracker().getExecutorInfos()
print(found.rows, len(found.found), len(executors) - 1)
session.stop()
"""


@pytest.mark.skipif(os.environ.get("NAQI_HYPOTHESIS_PROFILE") != "thorough", reason="starts three virtual machines: a part of `make thorough`")
def test_a_cluster_finds_what_one_process_finds(tmp_path: Path) -> None:
    pyspark = pytest.importorskip("pyspark")
    # Workers keep their files under the home of Spark. The package is one, but not to be written into.
    home = tmp_path / "spark"
    home.mkdir()
    for part in Path(pyspark.__file__).parent.iterdir():
        (home / part.name).symlink_to(part)
    environment = {**os.environ, "SPARK_HOME": str(home), "PYSPARK_PYTHON": sys.executable}
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.split() == ["200", "29", "2"]
    assert (home / "work").is_dir()
