"""The command `naqi`."""

from __future__ import annotations

import click

from naqi import __version__
from naqi.cli.check import check_command
from naqi.cli.entry import Group
from naqi.cli.expect import expect_command
from naqi.cli.explain import explain_command
from naqi.cli.fix import fix_command
from naqi.cli.init import init_command
from naqi.cli.profile import profile_command
from naqi.cli.rules import rule_command, rules_command


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="naqi")
def main() -> None:
    """Make sure that Arabic news text is clean: find what scraping left in it, and fail a build over it."""


main.add_command(check_command)
main.add_command(fix_command)
main.add_command(rules_command)
main.add_command(rule_command)
main.add_command(explain_command)
main.add_command(init_command)
main.add_command(expect_command)
main.add_command(profile_command)
