"""`entitycheck screen INPUT`: screen an order sheet, and write a copy with the answers."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from entitycheck.cli.output import print_json
from entitycheck.errors import InputError
from entitycheck.records import Grade
from entitycheck.screening import Progress, Screener
from entitycheck.settings import load_settings
from entitycheck.sheets import Reading, ScreenOptions, read_grids, screen_reading
from entitycheck.sheets.crews import LocalCrew
from entitycheck.sheets.details import DETAIL_HEADERS
from entitycheck.sheets.long_tables import (
    Crew,
    LongTable,
    NotOneTableError,
    RunningTally,
    find_long_table,
    screen_long,
)
from entitycheck.sheets.options import gather_columns, parse_column
from entitycheck.sheets.screening import Tally, left_out_messages
from entitycheck.workbooks.files import (
    Written,
    check_output,
    default_output,
    is_text,
    write_in_portions,
    write_screened,
)
from entitycheck.workbooks.opening import OrderFile, open_order_file

NOTHING_TO_LOOK_AT = 0
NOT_SCREENED = 1
ALERT = 3
_ALERTS_PRINTED = 20


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("input", metavar="INPUT", type=Path, help=".xlsx, .xlsm, .csv or .tsv")
    parser.add_argument(
        "-o", "--output", metavar="OUTPUT", type=Path, help="default: INPUT.screened"
    )
    parser.add_argument("--overwrite", action="store_true", help="replace an existing OUTPUT")
    parser.add_argument(
        "--sheet", metavar="NAME", action="append", default=[], help="only this sheet; may repeat"
    )
    parser.add_argument(
        "--column",
        metavar="ROLE=HEADER",
        action="append",
        default=[],
        help="this column holds that role (customer, consignee, country ..); may repeat",
    )
    parser.add_argument("--as-of", metavar="DATE", type=_day, help="was it listed on that day")
    parser.add_argument("--lists", metavar="EL,MEU,..", help="only these lists")
    parser.add_argument(
        "--explain-columns", action="store_true", help="show which columns will be used, and stop"
    )
    parser.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="have a text file answered by the Dask cluster there, or by 'local' workers",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")


def run(arguments: argparse.Namespace) -> int:
    """Screen the file."""
    order = open_order_file(arguments.input, long_from=0 if arguments.cluster else None)
    if arguments.cluster and order.text is None:
        raise InputError(
            "--cluster is for text files", fix="save the sheet as CSV, or leave --cluster out"
        )
    options = ScreenOptions(
        sheets=tuple(arguments.sheet),
        columns=gather_columns(parse_column(text) for text in arguments.column),
        as_of=arguments.as_of,
        source=arguments.input.name,
    )
    long = find_long_table(order.text, options) if order.text is not None else None
    if arguments.explain_columns:
        reading = long.reading if long is not None else read_grids(order.grids, options)
        return _explain(reading, as_json=arguments.json)
    output = arguments.output if arguments.output is not None else default_output(order)
    check_output(order, output, overwrite=arguments.overwrite)
    settings = load_settings({"lists": arguments.lists})
    screener = Screener.open(policy=settings.policy, workers=os.cpu_count() or 1)
    run = None
    if long is not None and is_text(output):
        crew = _crew(arguments, screener)
        run = _screen_in_portions(order, long, screener, settings.home, options, output, crew)
    tally, written = run or _screen_whole(order.held(), screener, options, output)
    tally = replace(tally, messages=(*order.notes, *tally.messages))
    if arguments.json:
        print_json(_document(order, tally, written, screener))
    else:
        _print_tally(tally, written, screener)
    return _status(tally)


def _screen_whole(
    order: OrderFile, screener: Screener, options: ScreenOptions, output: Path
) -> tuple[Tally, Written]:
    """Screen a file that is held in memory."""
    reading = read_grids(order.grids, options)
    with _progress() as progress:
        plan = screen_reading(reading, screener, options, progress=progress)
    return Tally.of(plan), write_screened(order, plan, output)


def _crew(arguments: argparse.Namespace, screener: Screener) -> Crew:
    """Who answers portions: the processes of this machine, or the cluster that was named."""
    if arguments.cluster is None:
        return LocalCrew(screener, workers=os.cpu_count() or 1)
    from entitycheck.sheets.cluster import ClusterCrew

    return ClusterCrew(arguments.cluster)


def _screen_in_portions(
    order: OrderFile,
    long: LongTable,
    screener: Screener,
    home: Path,
    options: ScreenOptions,
    output: Path,
    crew: Crew,
) -> tuple[Tally, Written] | None:
    """Screen a long text while it is written; None where it must be read whole."""
    now = datetime.now(UTC).astimezone()
    tally = RunningTally()
    with _progress() as progress:
        portions = screen_long(
            long,
            screener,
            home,
            options,
            crew,
            tally,
            checked_at=now,
            today=now.date(),
            progress=progress,
        )
        try:
            written = write_in_portions(order, output, DETAIL_HEADERS, portions)
        except NotOneTableError:
            return None
    return tally.tally(), written


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date like 2023-03-02") from None


def _status(tally: Tally) -> int:
    if tally.grade is Grade.FAILED:
        return NOT_SCREENED
    return ALERT if tally.grade.is_alert else NOTHING_TO_LOOK_AT


def _explain(reading: Reading, *, as_json: bool) -> int:
    """Which columns will be used, and why."""
    document = reading.document()
    if as_json:
        print_json(document)
        return NOTHING_TO_LOOK_AT
    for sheet in document["sheets"]:
        where = f"header in row {sheet['header_row']}" if sheet["header_row"] else "no header"
        print(f"{sheet['name'] or 'file'}: {where}")
        for column in sheet["columns"]:
            header = " ".join(column["header"].strip(" :：").split())
            print(f"  {column['role']:22} {column['score']:4.0f}  {header}: {column['reason']}")
    for text in left_out_messages(reading, own=True):
        print(f"note: {text}")
    return NOTHING_TO_LOOK_AT


def _document(
    order: OrderFile, tally: Tally, written: Written, screener: Screener
) -> dict[str, Any]:
    """The run in JSON."""
    return {
        "input": str(order.path),
        "output": str(written.output),
        "details": str(written.details) if written.details else None,
        "verdict": tally.grade.value,
        "parties": {
            grade.value: tally.counts.get(grade, 0)
            for grade in (Grade.MATCH, Grade.REVIEW, Grade.NO_MATCH, Grade.FAILED)
        },
        "rows": tally.rows,
        "list_date": screener.snapshot.list_date.isoformat(),
        "fingerprint": screener.snapshot.fingerprint,
        "warning": screener.warning,
        "messages": [*tally.messages, *written.messages],
    }


def _print_tally(tally: Tally, written: Written, screener: Screener) -> None:
    """What was found, worst first, and where the answers are."""
    counts = tally.counts
    parties = sum(counts.values())
    print(
        f"{parties} {'party' if parties == 1 else 'parties'}: {counts.get(Grade.MATCH, 0)} MATCH,"
        f" {counts.get(Grade.REVIEW, 0)} REVIEW, {counts.get(Grade.NO_MATCH, 0)} NO MATCH"
        + (f", {counts[Grade.FAILED]} could not be screened" if counts.get(Grade.FAILED) else "")
    )
    for line in tally.alerts[:_ALERTS_PRINTED]:
        print(f"  {line}")
    more = len(tally.alerts) - _ALERTS_PRINTED
    if more > 0:
        where = written.details.name if written.details else "the sheet Entity Check summary"
        print(f"  and {more} more: see {where}")
    for message in (*tally.messages, *written.messages):
        print(f"note: {message}")
    if screener.warning:
        print(f"warning: {screener.warning}")
    print(f"written: {written.output}" + (f" and {written.details}" if written.details else ""))
    print(
        f"list of {screener.snapshot.list_date}, fingerprint {screener.snapshot.fingerprint}."
        " Not being on a list is no legal clearance."
    )


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A progress bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("screening", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
