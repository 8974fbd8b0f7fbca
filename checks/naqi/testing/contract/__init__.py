"""The contract that any cleaner or extractor must keep: named properties, run over texts and pages that shrink when they fail."""

from __future__ import annotations

from naqi.testing.contract.classes import CleanerContract, ExtractorContract
from naqi.testing.contract.cleaners import CLEANER_PROPERTIES
from naqi.testing.contract.extractors import EXTRACTOR_PROPERTIES
from naqi.testing.contract.model import BrokenError, ContractError, Property, Repairs, Subject
from naqi.testing.contract.running import Failure, example, first_difference, run
from naqi.testing.contract.serving import extractor

__all__ = [
    "CLEANER_PROPERTIES",
    "EXTRACTOR_PROPERTIES",
    "BrokenError",
    "CleanerContract",
    "ContractError",
    "ExtractorContract",
    "Failure",
    "Property",
    "Repairs",
    "Subject",
    "example",
    "extractor",
    "first_difference",
    "run",
]
