"""Load the dataset from where naqi is installed: offline, without any extra."""

from __future__ import annotations

import pyarrow as pa

from naqi_dataset.paths import data_dir
from naqi_dataset.tables import find_files, read_file


def load(config: str, split: str) -> pa.Table:
    """One split of one config as a table, one row a record; its columns are described in the dataset's card.

    Raises ValueError that names what exists for an unknown config or split, and FileNotFoundError where there is no data.

    >>> import naqi_dataset
    >>> articles = naqi_dataset.load("articles", "train")
    >>> articles.column_names[:4]
    ['id', 'title', 'byline', 'dateline']

    A row as a dictionary, all rows in pandas, in polars, and streamed by `datasets`:

    >>> sorted(articles.slice(0, 1).to_pylist()[0])[:3]
    ['body', 'byline', 'captions']
    >>> articles.to_pandas()["split"].unique().tolist()
    ['train']
    >>> import polars
    >>> polars.from_arrow(articles)["split"].unique().to_list()
    ['train']
    >>> from datasets import Dataset
    >>> stream = Dataset(articles).to_iterable_dataset()
    >>> next(iter(stream))["split"]
    'train'
    """
    files = find_files(data_dir())
    if config not in files:
        raise ValueError(f"there is no config {config!r}; there are {', '.join(files)}")
    if split not in files[config]:
        raise ValueError(f"config {config!r} has no split {split!r}; it has {', '.join(files[config])}")
    return read_file(files[config][split])
