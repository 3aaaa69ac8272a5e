"""`templates/order-sheet.xlsx`: the order book of an invented exporter of measuring instruments.

The listed firms are those of the rule of 2 March 2023, in spellings that people type. All other
firms, people and orders are invented or generic.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from template_writer import workbook_bytes

HEADERS = (
    ("Order no.", 11),
    ("Order date", 11),
    ("Sold-to party", 32),
    ("Country", 9),
    ("Ship-to", 30),
    ("Ultimate consignee", 32),
    ("Consignee address", 34),
    ("Intermediate consignee", 26),
    ("End user", 32),
    ("Notify party", 26),
    ("Freight forwarder", 24),
    ("Bank", 24),
    ("Manufacturer", 24),
    ("Contact person", 18),
    ("Item", 30),
    ("Qty", 7),
    ("Unit price", 11),
    ("Currency", 9),
    ("Amount", 12),
    ("Salesperson", 16),
)
_ITEMS = (
    ("Pressure transmitter PT-220", 4, 312.5),
    ("Vibration sensor set VS-8", 2, 1840.0),
    ("Spectrum analyser SA-40", 1, 18650.0),
    ("Thermal chamber TC-3", 1, 9400.0),
    ("Flow meter FM-65", 6, 475.0),
    ("Data logger DL-16", 10, 268.0),
    ("Calibration kit CK-2", 3, 655.0),
)
_SALES = ("M. Vogt", "A. Lindqvist", "T. Okafor", "J. Marsh")
_FORWARDERS = ("Nordhafen Spedition GmbH", "Bluewater Freight Ltd", "Alpenland Transport AG")
_BANKS = ("Handelsbank Lindenau", "First Harbour Bank", "Banque du Lac SA")
_MAKERS = ("Vogt Messtechnik GmbH", "Lindqvist Instruments AB")

_OTHER_FORWARDERS = {7: "Korchina Logistics (HK)", 33: "AIF Global Logistics"}
_OTHER_BANKS = {1: "Shandong Harvest Bank", 16: "Shandong Harvest Bank"}
_OTHER_MAKERS = {9: "Jotrin Electronics Limited"}
_CONTACTS = {0: "Mary Hall", 1: "Zhang Wei", 4: "Liu Yang", 10: "Tan Mei Ling", 28: "Luo Dingwen"}

_DARK = "1F3A4D"


def _lines() -> list[list[str]]:
    """The parties of each line, in the order of the file's header."""
    path = Path(__file__).with_name("order_lines.tsv")
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return rows[1:]


def order_sheet() -> bytes:
    """The workbook."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Open orders"
    sheet["A1"] = "Vogt & Lindqvist Instruments: open orders"
    sheet["A1"].font = Font(name="Calibri", size=14, bold=True, color=_DARK)
    sheet["A2"] = "As of 3 March 2023. All firms but the listed ones are invented."
    sheet["A2"].font = Font(name="Calibri", italic=True, color="4A555C")
    sheet.merge_cells("A1:E1")
    sheet.merge_cells("A2:F2")
    for column, (header, width) in enumerate(HEADERS, 1):
        cell = sheet.cell(4, column, header)
        cell.font = Font(name="Calibri", bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=_DARK)
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.row_dimensions[4].height = 30
    stored: dict[str, str | float] = {}
    lines = _lines()
    total = 0.0
    line = Border(bottom=Side("hair", color="BFC5CA"))
    for at, parties in enumerate(lines):
        row = 5 + at
        item, quantity, price = _ITEMS[at % len(_ITEMS)]
        values: list[str | float | date | None] = [
            *_row(at, parties),
            item,
            quantity,
            price,
            "EUR",
            f"=P{row}*Q{row}",
            _SALES[at % 4],
        ]
        for column, value in enumerate(values, 1):
            cell = sheet.cell(row, column, value)
            cell.font = Font(name="Calibri", size=10)
            cell.border = line
        sheet.cell(row, 2).number_format = "yyyy-mm-dd"
        for column in (17, 19):
            sheet.cell(row, column).number_format = "#,##0.00"
        stored[f"S{row}"] = round(quantity * price, 2)
        total += quantity * price
    last = 4 + len(lines)
    sheet.cell(last + 1, 1, "Total").font = Font(name="Calibri", bold=True)
    amount = sheet.cell(last + 1, 19, f"=SUM(S5:S{last})")
    amount.font = Font(name="Calibri", bold=True)
    amount.number_format = "#,##0.00"
    stored[f"S{last + 1}"] = round(total, 2)
    sheet.freeze_panes = "C5"
    sheet.auto_filter.ref = f"A4:T{last}"
    currencies = DataValidation(type="list", formula1='"EUR,USD,GBP"', allow_blank=True)
    currencies.add(f"R5:R{last}")
    sheet.add_data_validation(currencies)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return workbook_bytes(workbook, {"Open orders": stored})


def _row(at: int, parties: list[str]) -> list[str | date | None]:
    """The cells of one line up to the contact person."""
    sold, country, ship, consignee, address, intermediate, user, notify = parties
    return [
        f"SO-{230140 + at * 3}",
        date(2023, 1, 16) + timedelta(days=at),
        sold,
        country,
        ship or sold,
        consignee,
        address,
        intermediate or None,
        user or None,
        notify or None,
        _OTHER_FORWARDERS.get(at, _FORWARDERS[at % 3]),
        _OTHER_BANKS.get(at, _BANKS[at % 3]),
        _OTHER_MAKERS.get(at, _MAKERS[at % 2]),
        _CONTACTS.get(at),
    ]
