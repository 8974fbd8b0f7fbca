"""`naqi rules` and `naqi rule`: the catalogue on the command line."""

from __future__ import annotations

import json
import shutil
import sys

import click
from rich.markdown import Markdown
from rich.table import Table
from rich.text import Text

from naqi.report.catalogue import catalogue, page
from naqi.report.console import PlainConsole
from naqi.rules.model import Rule, Severity
from naqi.rules.registry import RULES, UnknownRuleError, rule_of


def _as_json(rule: Rule) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "label": rule.label,
        "severity": str(rule.severity),
        "default": rule.on_by_default,
        "message": rule.message,
        "url": rule.url,
    }


@click.command("rules")
@click.option("--format", "kind", type=click.Choice(("table", "json", "markdown")), default="table", show_default=True)
def rules_command(kind: str) -> int:
    """List all rules. markdown is the catalogue with each rule's documentation."""
    if kind == "json":
        click.echo(json.dumps([_as_json(rule) for rule in RULES], ensure_ascii=False, indent=2))
        return 0
    if kind == "markdown":
        click.echo(catalogue(), nl=False)
        return 0
    table = Table(box=None, pad_edge=False)
    for column in ("code", "name", "severity", "label", "what it finds"):
        table.add_column(column, no_wrap=column != "what it finds")
    for rule in RULES:
        style = "red" if rule.severity is Severity.ERROR else "yellow"
        table.add_row(Text(rule.code, style), rule.name, rule.severity, rule.label, rule.message)
    PlainConsole(width=shutil.get_terminal_size().columns if sys.stdout.isatty() else 160).print(table)
    return 0


@click.command("rule")
@click.argument("code")
def rule_command(code: str) -> int:
    """Print the documentation of one rule, by code or name."""
    try:
        rule = rule_of(code)
    except UnknownRuleError as error:
        raise click.UsageError(str(error)) from error
    text = page(rule)
    if sys.stdout.isatty():
        PlainConsole(width=shutil.get_terminal_size().columns).print(Markdown(text))
    else:
        click.echo(text, nl=False)
    return 0
