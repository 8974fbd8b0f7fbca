"""Expectations on all texts of a table together. All read the same comparison, so any number of them with the same columns costs one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from great_expectations.compatibility import pydantic

from naqi.corpus import Bounds, BoundsError
from naqi.engines.compared import Comparison, RowFinding
from naqi.engines.rows import excused_rules, not_checked
from naqi.expectations.base import ALWAYS, NaqiExpectation
from naqi.expectations.metrics import COMPARISON_METRIC
from naqi.expectations.results import Outcome, Unexpected
from naqi.rules.model import Rule
from naqi.rules.registry import BY_CODE, select

_EXACT = ("CP101", "CP201", "CP301")
_NEAR = ("CP202", "CP302")
_BOUNDS = Bounds()
_BOUNDED = ("repeated_line_documents", "repeated_line_share", "near_duplicate_similarity", "words", "labels")
# Rules that are applied where what they need is told: the field, and the rule.
_TOLD = (("id_column", "CP401"), ("words", "CP501"), ("labels", "CP502"))


class _TableExpectation(NaqiExpectation):
    """Compares the texts of a column over all rows of a batch.

    source_column: names the publisher of a row; rows without count as of one. split_column: names the split of a row. near: look for near
    duplicates too, as rules that name CP202 or CP302 do; it costs a signature of each text and needs the extra `corpus`. The numbers are
    those of `naqi.corpus.Bounds`. Most corpus rules warn; an expectation of its own is there to fail, so it is strict unless told otherwise.
    """

    strict: bool = True
    source_column: str | None = None
    split_column: str | None = None
    near: bool = False
    repeated_line_documents: int = _BOUNDS.repeated_line_documents
    repeated_line_share: float = _BOUNDS.repeated_line_share
    near_duplicate_similarity: float = _BOUNDS.near_duplicate_similarity
    id_column: str | None = None
    label_column: str | None = None
    words: dict[str, list[float]] = pydantic.Field(default_factory=dict)
    labels: dict[str, list[float]] = pydantic.Field(default_factory=dict)

    exact: ClassVar[str] = ""
    similar: ClassVar[str] = ""
    success_keys: ClassVar[tuple[str, ...]] = (
        *NaqiExpectation.success_keys,
        "source_column",
        "split_column",
        "near",
        *_BOUNDED,
        "id_column",
        "label_column",
    )

    @classmethod
    def applicable(cls, selectors: Sequence[str]) -> tuple[Rule, ...]:
        own = {code for code in (cls.exact, cls.similar) if code}
        return tuple(rule for rule in select(selectors or sorted(own)) if rule.code in own)

    @pydantic.root_validator(skip_on_failure=True)
    def _sound_bounds(cls, values: dict[str, Any]) -> dict[str, Any]:  # noqa: N805  # the decorator makes it a class method
        try:
            Bounds.parse({name.replace("_", "-"): value for name, value in _bounds(values).items()})
        except BoundsError as error:
            raise ValueError(str(error)) from error
        return values

    def chosen(self) -> tuple[Rule, ...]:
        """The rules that this expectation applies. Unless some are given, near duplicates are a matter of `near`."""
        rules = super().chosen()
        if not self.rules:
            return tuple(rule for rule in rules if self.near or rule.code not in _NEAR)
        return (*rules, *(rule for rule in self.applicable(()) if self.near and rule.code in _NEAR and rule not in rules))

    def metric_values(self) -> dict[str, Any]:
        """The same for all table expectations on the same columns, so that they share one comparison."""
        return {
            "source_column": self.source_column,
            "split_column": self.split_column,
            "id_column": self.id_column,
            "label_column": self.label_column,
            "rules": [
                *_EXACT,
                *(_NEAR if self.near or any(rule.code in _NEAR for rule in self.chosen()) else ()),
                *(code for name, code in _TOLD if getattr(self, name)),
            ],
            "bounds": _bounds(self.dict()),
            "digests": self.baseline is not None,
        }

    def outcome(self, value: Comparison) -> Outcome:
        """Findings of the chosen rules, and of blank texts."""
        applied = {rule.code for rule in self.chosen()} | set(ALWAYS)
        accepted = self.accepted()
        by_row: dict[int, list[RowFinding]] = {}
        for finding in value.findings:
            if finding.rule in applied and BY_CODE[finding.rule] not in excused_rules(finding.about.ignored):
                by_row.setdefault(finding.row, []).append(finding)
        left = {row: accepted.left(findings[0].about, findings) for row, findings in by_row.items()}
        unexpected = [Unexpected(findings[0].index, [_shown(finding) for finding in findings]) for findings in left.values() if findings]
        notes = {"splits": {str(name): count for name, count in value.splits.items()}, **accepted.notes}
        return Outcome(value.rows, unexpected, [*not_checked(value.ignores, self.chosen()), *self.not_compared(value)], notes)

    def not_compared(self, value: Comparison) -> list[str]:  # noqa: ARG002  # for types that need more than rows
        """Why rows were not compared, if any were not."""
        return []


def _bounds(values: dict[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in _BOUNDED}


def _shown(finding: RowFinding) -> dict[str, Any]:
    return {name: getattr(finding, name) for name in ("rule", "start", "end", "text", "message")}


def _some(given: Any) -> Any:
    """A validator of bounds that must be there."""
    if not given:
        raise ValueError("no bound is stated: an expectation that checks nothing cannot pass")
    return given


class ExpectTableToBeFreeOfRepeatedLines(_TableExpectation):
    """Expect no line to stand in many texts of the same source: what repeats is furniture, whatever it says (rule CP101).

    Fails on a table without rows and on a null or blank text.

    Args:
        column: name of a column of strings.
        source_column: column that names the publisher of a row; without it, all rows are of one.
        repeated_line_documents, repeated_line_share: a line is repeated when it stands in at least so many different texts of a source, and
            in at least that share of them.
        strict: fail on warnings too, which these rules give but for exact copies; on unless turned off.
        row_condition: rows to check, as for any expectation; none left over fails.
    """

    metric: ClassVar[str] = COMPARISON_METRIC
    exact: ClassVar[str] = "CP101"
    default_rules: ClassVar[tuple[str, ...]] = ("CP101",)
    subject: ClassVar[str] = "must hold no line that many texts of a source repeat"
    shown: ClassVar[tuple[tuple[str, str], ...]] = (("source_column", "by source"),)


class ExpectTableToBeFreeOfDuplicates(_TableExpectation):
    """Expect no two rows to hold the same text (rule CP201), nor, with `near`, nearly the same (rule CP202).

    Spelling variants, vowel signs and white space do not make a text another. Fails on a table without rows and on a null or blank text.

    Args:
        column: name of a column of strings.
        near: look for near duplicates too.
        near_duplicate_similarity: Jaccard similarity of word 3-grams from which two texts are near duplicates.
        strict: fail on warnings too, which these rules give but for exact copies; on unless turned off.
        row_condition: rows to check, as for any expectation; none left over fails.
    """

    metric: ClassVar[str] = COMPARISON_METRIC
    exact: ClassVar[str] = "CP201"
    similar: ClassVar[str] = "CP202"
    default_rules: ClassVar[tuple[str, ...]] = ("CP201", "CP202")
    subject: ClassVar[str] = "must hold no text twice"
    shown: ClassVar[tuple[tuple[str, str], ...]] = (("near", "nor nearly the same"),)


class ExpectTableToBeFreeOfSplitLeakage(_TableExpectation):
    """Expect no text of one split to stand in another (rule CP301), nor, with `near`, nearly so (rule CP302).

    Fails on a table without rows, on a null or blank text, on a row without a split, and when only one split is there: then nothing was compared.

    Args:
        column: name of a column of strings.
        split_column: column that names the split of a row. Required.
        near: look for near duplicates too.
        near_duplicate_similarity: Jaccard similarity of word 3-grams from which two texts are near duplicates.
        strict: fail on warnings too, which these rules give but for exact copies; on unless turned off.
        row_condition: rows to check, as for any expectation; none left over fails.
    """

    split_column: str

    metric: ClassVar[str] = COMPARISON_METRIC
    exact: ClassVar[str] = "CP301"
    similar: ClassVar[str] = "CP302"
    default_rules: ClassVar[tuple[str, ...]] = ("CP301", "CP302")
    subject: ClassVar[str] = "must hold no text of another split"
    shown: ClassVar[tuple[tuple[str, str], ...]] = (("split_column", "split by"), ("near", "nor nearly the same"))

    def not_compared(self, value: Comparison) -> list[str]:
        """A row without a split is in none, and one split alone has nothing to leak into."""
        reasons = []
        if value.splits[None]:
            reasons.append(f"{value.splits[None]:,} rows have no split")
        if value.rows and len(value.splits.keys() - {None}) < 2:
            reasons.append("only one split is there, so nothing was compared")
        return reasons


class ExpectTableToHaveUniqueIds(_TableExpectation):
    """Expect no id to name two rows (rule CP401). A row without an id is in nobody's way.

    Fails on a table without rows and on a null or blank text.

    Args:
        column: name of a column of strings.
        id_column: column that names a row. Required.
        strict: fail on warnings too; on unless turned off.
        row_condition: rows to check, as for any expectation; none left over fails.
    """

    id_column: str

    metric: ClassVar[str] = COMPARISON_METRIC
    exact: ClassVar[str] = "CP401"
    default_rules: ClassVar[tuple[str, ...]] = ("CP401",)
    subject: ClassVar[str] = "must name no two rows alike"
    shown: ClassVar[tuple[tuple[str, str], ...]] = (("id_column", "ids in"),)


class ExpectTableToHaveWordsWithinBounds(_TableExpectation):
    """Expect percentiles of the number of words of a text to lie in ranges (rule CP501).

    What is outside is reported at the first row. Fails on a table without rows and on a null or blank text.

    Args:
        column: name of a column of strings.
        words: percentile to [lowest, highest] number of words, such as {"p50": [100, 900]}. At least one.
        strict: fail on warnings too; on unless turned off.
        row_condition: rows to check, as for any expectation; none left over fails.
    """

    words: dict[str, list[float]]

    metric: ClassVar[str] = COMPARISON_METRIC
    exact: ClassVar[str] = "CP501"
    default_rules: ClassVar[tuple[str, ...]] = ("CP501",)
    subject: ClassVar[str] = "must hold texts of as many words as is stated"
    shown: ClassVar[tuple[tuple[str, str], ...]] = (("words", "words"),)

    _stated = pydantic.validator("words", allow_reuse=True)(_some)


class ExpectTableToHaveLabelsWithinBounds(_TableExpectation):
    """Expect the shares of labels to lie in ranges (rule CP502).

    What is outside is reported at the first row. Fails on a table without rows and on a null or blank text.

    Args:
        column: name of a column of strings.
        label_column: column that names the label of a row. Required.
        labels: label to [lowest, highest] share of the rows, such as {"sport": [0.1, 0.4]}. At least one.
        strict: fail on warnings too; on unless turned off.
        row_condition: rows to check, as for any expectation; none left over fails.
    """

    label_column: str
    labels: dict[str, list[float]]

    metric: ClassVar[str] = COMPARISON_METRIC
    exact: ClassVar[str] = "CP502"
    default_rules: ClassVar[tuple[str, ...]] = ("CP502",)
    subject: ClassVar[str] = "must hold labels in the shares that are stated"
    shown: ClassVar[tuple[tuple[str, str], ...]] = (("label_column", "labels in"), ("labels", "shares"))

    _stated = pydantic.validator("labels", allow_reuse=True)(_some)


assert all(BY_CODE[code].across for code in (*_EXACT, *_NEAR, *(code for _, code in _TOLD)))
