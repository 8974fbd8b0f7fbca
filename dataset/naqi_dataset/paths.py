"""Where the dataset's files are: inside an installed wheel, or in a checkout."""

from __future__ import annotations

from pathlib import Path

import naqi

_PACKAGE = Path(__file__).parent


def data_dir() -> Path:
    """The folder with `<config>/<split>.parquet`: that of the installed package, else that of the checkout.

    Raises FileNotFoundError when there is neither.
    """
    for folder in (_PACKAGE / "data", _PACKAGE.parent / "data"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("the dataset's data is not here: reinstall naqi, or run `naqi-dataset build` in a checkout")


def dataset_dir() -> Path:
    """The dataset repository (`dataset/`) of a checkout.

    Raises FileNotFoundError outside a checkout: sources are not installed.
    """
    folder = _PACKAGE.parent
    if not (folder / "sources").is_dir():
        raise FileNotFoundError("the dataset's sources are only in a checkout of naqi: clone it to build the dataset")
    return folder


def sample_dir() -> Path:
    """Where `naqi.testing` reads its sample: inside the installed package, which the build must not import, since that needs Hypothesis."""
    return Path(naqi.__file__).parent / "testing" / "sample"
