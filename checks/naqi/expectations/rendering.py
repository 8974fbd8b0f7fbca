"""How expectations and their results read in Data Docs.

All that comes from a corpus goes in as a parameter of a string template, which Great Expectations escapes, stands right to left, and is made
visible first: no control character reaches the page.
"""

from __future__ import annotations

from typing import Any, ClassVar, Final

from great_expectations.expectations.expectation import Expectation
from great_expectations.render.components import (
    LegacyDiagnosticRendererType,
    LegacyRendererType,
    RenderedStringTemplateContent,
    RenderedTableContent,
)
from great_expectations.render.renderer.renderer import renderer

from naqi.engines.compared import BLANK
from naqi.report.visible import visible
from naqi.rules.registry import BY_CODE

# Rows of a table of findings: a page is for reading, the validation result has the rest.
_ROWS: Final = 20
_FINDINGS: Final = 5
# Rules named one by one; of more, the number.
_NAMED: Final = 8
_BADGE: Final = {"classes": ["badge", "badge-secondary"]}
_CODE: Final = {"tag": "code"}


def _template(template: str, params: dict[str, Any], styling: dict[str, Any]) -> RenderedStringTemplateContent:
    return RenderedStringTemplateContent(
        content_block_type="string_template", string_template={"template": template, "params": params, "styling": {"params": styling}}
    )


def _finding(finding: dict[str, Any]) -> RenderedStringTemplateContent:
    # Messages are English; what stands in the corpus is not.
    is_corpus = finding["rule"] != BLANK and bool(finding["text"])
    attributes = {"dir": "rtl", "lang": "ar"} if is_corpus else {"dir": "auto"}
    return _template("$text", {"text": visible(_shown(finding))}, {"text": {"tag": "bdi", "attributes": attributes}})


def _shown(finding: dict[str, Any]) -> str:
    if finding["rule"] == BLANK:
        return BY_CODE[BLANK].message
    if "message" in finding:
        return f"{finding['text']} ({finding['message']})" if finding["text"] else str(finding["message"])
    marked = f"\N{MATHEMATICAL LEFT WHITE SQUARE BRACKET}{finding['text']}\N{MATHEMATICAL RIGHT WHITE SQUARE BRACKET}"
    return f"{finding['before']}{marked}{finding['after']}"


class Rendered(Expectation):
    """The renderers of all of naqi's expectations.

    subject: what is expected, as the end of a sentence that begins with the column. shown: fields that are told where they are set, with the
    words before their value.
    """

    subject: ClassVar[str] = ""
    shown: ClassVar[tuple[tuple[str, str], ...]] = ()

    @classmethod
    def is_abstract(cls) -> bool:
        """Tell Great Expectations what not to register."""
        return True

    @classmethod
    @renderer(renderer_type=LegacyRendererType.PRESCRIPTIVE)
    def _prescriptive_renderer(cls, configuration: Any = None, result: Any = None, runtime_configuration: dict[str, Any] | None = None) -> list[Any]:
        if configuration is None and result is not None:
            configuration = result.expectation_config
        given = {} if configuration is None else configuration.kwargs
        named = (runtime_configuration or {}).get("include_column_name") is not False
        template, params = ("$column " if named else "") + cls.subject, {"column": visible(str(given.get("column", "")))}
        styling: dict[str, Any] = {"column": _BADGE}
        if given.get("rules"):
            names = ", ".join(given["rules"]) if len(given["rules"]) <= _NAMED else f"{len(given['rules'])} rules"
            template, params["rules"], styling["rules"] = f"{template} ($rules)", visible(names), _CODE
        for name, words in cls.shown:
            value = given.get(name)
            if value is True:
                template += f", {words}"
            elif value:
                template, params[name], styling[name] = f"{template}, {words} ${name}", visible(str(value)), _BADGE
        # What is as the type has it is left out of a configuration.
        if "strict" in given:
            template += "; warnings count" if given["strict"] else "; warnings do not count"
        if given.get("row_condition"):
            template, params["condition"], styling["condition"] = f"{template}; only where $condition", visible(str(given["row_condition"])), _CODE
        return [_template(template + ".", params, styling)]

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.UNEXPECTED_STATEMENT)
    def _diagnostic_unexpected_statement_renderer(cls, configuration: Any = None, result: Any = None, runtime_configuration: Any = None) -> list[Any]:
        details = {} if result is None or not result.result else result.result.get("details", {})
        if not details:
            # Also where something was raised: Great Expectations' own words for that are good.
            return list(super()._diagnostic_unexpected_statement_renderer(configuration, result, runtime_configuration))
        lines: list[tuple[str, dict[str, Any], dict[str, Any]]] = [(f" Not checked: {reason}.", {}, {}) for reason in details.get("not_checked", ())]
        if details.get("rules"):
            rules = ", ".join(f"{code} \N{MULTIPLICATION SIGN} {count:,}" for code, count in details["rules"].items())
            counts = f" Errors: {details['errors']:,}, warnings: {details['warnings']:,}, in rows: {result.result['unexpected_count']:,}. $rules"
            lines.append((counts, {"rules": rules}, {"rules": _CODE}))
        return [_template(*line) for line in lines]

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.UNEXPECTED_TABLE)
    def _diagnostic_unexpected_table_renderer(cls, configuration: Any = None, result: Any = None, runtime_configuration: Any = None) -> list[Any] | None:  # noqa: ARG003  # GX's
        rows = [] if result is None or not result.result else result.result.get("partial_unexpected_list") or []
        if not rows:
            return None
        table = []
        for row in rows[:_ROWS]:
            index = row["index"]
            name = ", ".join(f"{key} {value}" for key, value in index.items()) if isinstance(index, dict) else str(index)
            cells = [_template("$row", {"row": visible(name)}, {"row": {"tag": "bdi"}}), *([""] * 2)]
            for finding in row["findings"][:_FINDINGS]:
                table.append([cells[0], _template("$rule", {"rule": finding["rule"]}, {"rule": _CODE}), _finding(finding)])
                cells[0] = ""
            more = len(row["findings"]) - _FINDINGS
            if more > 0:
                table.append(["", "", f"and {more:,} more"])
        left_out = result.result["unexpected_count"] - min(len(rows), _ROWS)
        if left_out > 0:
            table.append(["", "", f"{left_out:,} more rows: the validation result of format COMPLETE lists them"])
        return [
            RenderedTableContent(
                content_block_type="table",
                header_row=["Row", "Rule", "Finding"],
                table=table,
                styling={"body": {"classes": ["table-bordered", "table-sm", "mt-3"]}},
            )
        ]
