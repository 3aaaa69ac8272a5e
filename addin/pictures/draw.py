"""Draws the pictures of the README: the ribbon from `ribbon.xml`, a sheet with real answers.

Mock-ups, not screenshots: there was no Excel to take them from. Needs Pillow, which nothing else
does. Run `python addin/pictures/draw.py` after every change of the ribbon; each picture notes what
it was drawn from, and a test compares that.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from xml.etree import ElementTree as ET

from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from entitycheck.excel.answer_book import AnswerBook
from entitycheck.excel.functions import Functions

HERE = Path(__file__).resolve().parent
RIBBON = HERE.parent / "ribbon.xml"
FONTS = "/usr/share/fonts/truetype/dejavu/DejaVuSans{}.ttf"
INK, GREY, LINE, PAPER = "#222222", "#666666", "#c8c8c8", "#ffffff"
GREEN, BAND = "#217346", "#f3f2f1"
SCALE = 2  # sharp on today's screens
DYNAMIC = {"refresh_list": "Refresh list", "list_status": "list of 2026-07-31, 3 days old"}
SIGNS = {
    "refresh_list": "\u21bb", "list_status": "\u2139", "screen_sheet": "\u2611", "why": "?",
    "screen_selection": "\u25a3", "remove_answers": "\u2715", "next_alert": "\u25b6",
    "repair_formulas": "\u0192", "settings": "\u2699", "help": "?",
}  # fmt: skip


def font(size: int, style: str = "") -> ImageFont.FreeTypeFont:
    """DejaVu, which every Linux has."""
    return ImageFont.truetype(FONTS.format(style), size * SCALE)


def draw_ribbon(path: Path) -> None:
    """The tab with its groups and buttons, in the order of the XML."""
    text = RIBBON.read_text(encoding="utf-8")
    tab = next(element for element in ET.fromstring(text).iter() if element.tag.endswith("}tab"))
    image, pen = canvas(760, 150)
    pen.rectangle(box(0, 0, 760, 34), fill=GREEN)
    pen.text(at(16, 9), "Home     Insert     Formulas     Data", font=font(11), fill="#d5e8dc")
    pen.rectangle(box(240, 6, 350, 34), fill=BAND)
    pen.text(at(256, 11), tab.attrib["label"], font=font(11, "-Bold"), fill=GREEN)
    pen.rectangle(box(0, 34, 760, 150), fill=BAND)
    x = 10
    for group in tab:
        start = x
        x = draw_group(pen, group, x)
        middle = (start + x) / 2
        pen.text(at(middle, 136), group.attrib["label"], font=font(9), fill=GREY, anchor="mm")
        pen.line(box(x + 4, 42, x + 4, 142), fill=LINE, width=SCALE)
        x += 14
    save(image, path, text)


def draw_group(pen: ImageDraw.ImageDraw, group: ET.Element, x: float) -> float:
    """Large buttons side by side, small ones in a pile; the right edge."""
    small = 0
    width = 0.0
    for button in group:
        name = button.attrib["id"]
        label = button.attrib.get("label", DYNAMIC.get(name, name))
        if button.attrib["size"] == "large":
            wide = max(58.0, pen.textlength(label, font=font(9)) / SCALE + 12)
            pen.text(at(x + wide / 2, 66), SIGNS[name], font=font(22), fill=GREEN, anchor="mm")
            pen.text(at(x + wide / 2, 100), label, font=font(9), fill=INK, anchor="mm")
            x += wide
        else:
            pen.text(
                at(x + 10, 56 + small * 26), SIGNS[name], font=font(11), fill=GREEN, anchor="mm"
            )
            pen.text(at(x + 22, 56 + small * 26), label, font=font(9), fill=INK, anchor="lm")
            width = max(width, pen.textlength(label, font=font(9)) / SCALE + 30)
            small += 1
    return x + width


def draw_sheet(path: Path) -> None:
    """A column of customers with the answers that the starter list gives."""
    customers = ["Inspur Grp. Jinan", "B\u00e4ckerei Huber GmbH", "4Paradigm", "Loongson Tech"]
    lands = ["CN", "DE", "CN", "CN"]
    with tempfile.TemporaryDirectory() as home:
        os.environ["ENTITYCHECK_HOME"] = home
        functions = Functions(AnswerBook())
        answers = functions.check(
            [[name] for name in customers],
            [[land] for land in lands],
            show=[["verdict,listed name,citation"]],
        )
    rows = [["Customer", "Country", "Answer", "Listed name", "Citation"]]
    rows += [
        [name, land, *map(str, answer)]
        for name, land, answer in zip(customers, lands, answers, strict=True)
    ]
    widths = [150, 60, 330, 200, 90]
    image, pen = canvas(sum(widths) + 32, 212)
    pen.rectangle(box(0, 0, sum(widths) + 32, 30), fill=BAND)
    formula = '=ENTITYCHECK(A2:A5, B2:B5,,, "verdict,listed name,citation")'
    pen.text(at(12, 8), f"C2      fx     {formula}", font=font(11), fill=INK)
    x = 32
    for number, width in enumerate(widths):
        pen.rectangle(box(x, 30, x + width, 54), fill=BAND, outline=LINE)
        pen.text(at(x + width / 2, 42), "ABCDE"[number], font=font(10), fill=GREY, anchor="mm")
        x += width
    for number, row in enumerate(rows):
        y = 54 + number * 30
        pen.rectangle(box(0, y, 32, y + 30), fill=BAND, outline=LINE)
        pen.text(at(16, y + 15), str(number + 1), font=font(10), fill=GREY, anchor="mm")
        x = 32
        for width, text in zip(widths, row, strict=True):
            pen.rectangle(box(x, y, x + width, y + 30), fill=PAPER, outline=LINE)
            style = "-Bold" if number == 0 else ""
            pen.text(at(x + 6, y + 15), text, font=font(10, style), fill=INK, anchor="lm")
            x += width
    pen.rectangle(box(182 + 60, 84, sum(widths) + 31, 203), outline=GREEN, width=2 * SCALE)
    save(image, path, formula)


def draw_terminal(path: Path) -> None:
    """What the installation prints."""
    lines = [
        r"C:\Users\Anna> .venv\Scripts\entitycheck addin install",
        r"written: C:\Users\Anna\AppData\Roaming\Microsoft\Excel\XLSTART\EntityCheck.xlam",
        r"written: C:\Users\Anna\.entitycheck\entitycheck.conf",
        "Start Excel: the tab Entity Check appears. Press Refresh list first.",
        r"ok     Excel: C:\Program Files\Microsoft Office\root\Office16\EXCEL.EXE",
        "ok     Configuration: Excel uses this Python",
        "ok     Macros: nothing blocks the add-in",
    ]
    image, pen = canvas(760, 26 + 20 * len(lines), paper="#1e1e1e")
    for number, line in enumerate(lines):
        pen.text(at(14, 12 + number * 20), line, font=font(10, "Mono"), fill="#e8e8e8")
    save(image, path, "\n".join(lines))


def canvas(
    width: float, height: float, paper: str = PAPER
) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """An empty picture."""
    image = Image.new("RGB", (int(width * SCALE), int(height * SCALE)), paper)
    return image, ImageDraw.Draw(image)


def at(x: float, y: float) -> tuple[float, float]:
    """A point in the picture's own pixels."""
    return x * SCALE, y * SCALE


def box(left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
    """A rectangle in the picture's own pixels."""
    return left * SCALE, top * SCALE, right * SCALE, bottom * SCALE


def save(image: Image.Image, path: Path, drawn_from: str) -> None:
    """A small PNG that notes what it was drawn from."""
    note = PngInfo()
    note.add_text("drawn-from", hashlib.sha256(drawn_from.encode()).hexdigest())
    image.quantize(64).save(path, pnginfo=note, optimize=True)


if __name__ == "__main__":
    draw_ribbon(HERE / "ribbon.png")
    draw_sheet(HERE / "formula.png")
    draw_terminal(HERE / "install.png")
