"""`tiktok-tui check`: check every row of a file and send nothing."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tiktok_tui.cli import arguments as shared
from tiktok_tui.cli import console, output
from tiktok_tui.cli.command import Command
from tiktok_tui.cli.command_list import SUMMARIES
from tiktok_tui.cli.exits import Exit
from tiktok_tui.events.rules import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tiktok_tui.mapping.model import Note
    from tiktok_tui.prepare.prepare import Prepared
    from tiktok_tui.prepare.problem import Problem
    from tiktok_tui.uploads.opened_job import OpenedJob

EXAMPLE_ROWS = 3
"""How many row numbers are shown beside a rule."""


def _arguments(parser: argparse.ArgumentParser) -> None:
    shared.add_file(parser)
    shared.add_as_of(parser)
    shared.add_json(parser)
    parser.add_argument("--rejects", metavar="OUT.csv", help="write the rejected rows to this file")


def _run(arguments: argparse.Namespace) -> int:
    from tiktok_tui.cli.jobs import job

    with job.opened(arguments) as opened, job.checked(opened, now=arguments.as_of) as prepared:
        if arguments.rejects:
            from tiktok_tui.cli.commands import rejects

            rejects.write(opened.home, opened.table, prepared, prepared.rejects(), arguments.rejects)
        totals = prepared.totals
        notes = opened.say_notes(prepared, console)
        if arguments.json:
            output.as_json(totals.counts(opened.table.name) | as_json(notes))
        else:
            show(opened, prepared)
        return Exit.REJECTED if totals.rejected else Exit.ACCEPTED


def as_json(notes: Sequence[Note]) -> dict[str, object]:
    """The assumptions as `--json` has them: under `notes`, each with what it is about and its text."""
    return {"notes": [note.facts() for note in notes]}


def show(job: OpenedJob, prepared: Prepared) -> None:
    """Print the check for people: the counts, then each rule with example rows and what to do."""
    totals = prepared.totals
    output.line(f"{job.table.name}: {job.table.format}, to {job.destination.name}")
    rows = [
        (totals.rows, "row", "rows"),
        (totals.sendable, "event can be sent", "events can be sent"),
        (totals.rejected, "row is rejected", "rows are rejected"),
    ]
    if totals.left_out:
        rows.append((totals.left_out, "row is left out by the filter", "rows are left out by the filter"))
    if totals.warned:
        rows.append((totals.warned, "row is sent with a warning", "rows are sent with a warning"))
    output.counts(rows)
    examples = prepared.examples(EXAMPLE_ROWS)
    _show_rules("Rejected", totals.rejects_by_rule, lambda rule: examples[rule, Severity.REJECT])
    _show_rules("Warnings", totals.warnings_by_rule, lambda rule: examples[rule, Severity.WARNING])


def _show_rules(title: str, by_rule: dict[str, int], examples_of: Callable[[str], list[Problem]]) -> None:
    """Print each rule of `by_rule`: how many rows, the first of them, one reason, and what to do."""
    if not by_rule:
        return
    output.line()
    output.line(title)
    for name, count in sorted(by_rule.items(), key=lambda item: -item[1]):
        examples = examples_of(name)
        numbers = ", ".join(problem.row_words for problem in examples)
        numbers = numbers if any(problem.name for problem in examples) else f"row {numbers}"
        more = " …" if count > len(examples) else ""
        output.line(f"  {count:>9,}  {name}  ({numbers}{more})")
        if examples:
            output.line(f"             {examples[0].reason} {examples[0].remedy}")


COMMAND = Command(
    "check",
    SUMMARIES["check"],
    "tiktok-tui check orders.csv -d store-sales --rejects rejects.csv",
    _arguments,
    _run,
)
