"""Writes a grid as HTML, as a workbook, and as the text a browser copies; prints both files to PDF by real programs."""

import html
import math
import os
import re
import shutil
import subprocess
import tempfile

CSV_FILTER = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true"  # commas, UTF-8, numbers as shown
STYLE = """body{{margin:0;font:{points}pt/1.5 '{font}',sans-serif}}
table{{border-collapse:collapse;width:100%;table-layout:fixed}} table+table{{break-before:page}}
td,th{{border:.6pt solid #000;padding:1.5pt 3pt;vertical-align:{valign};font-weight:400;line-break:anywhere;
word-break:break-all;overflow-wrap:anywhere;white-space:pre-wrap}}
th{{vertical-align:middle}} .title{{font-size:{large}pt;text-align:center;border:0}} .bare{{border:0}} .gap{{border:0;height:14pt}}
.center{{text-align:center}} .right{{text-align:right}}"""


def page_style(look):
    """Paper, and what stands at the top and the bottom of each page."""
    foot = '"%s"' % look["page_foot"].replace("{n}", '" counter(page) "').replace("{of}", '" counter(pages) "')
    boxes = f'@top-left{{content:"{look["page_head"]}";font:8pt sans-serif}}' if look["page_head"] else ""
    boxes += f"@bottom-center{{content:{foot};font:8pt sans-serif}}" if look["page_foot"] else ""
    paper = "A4 landscape" if look["landscape"] else "A4"
    return f"@page{{size:{paper};margin:14mm 12mm;{boxes}}}\n" + STYLE.format(large=look["points"] + 5, **look)


def html_row(cells):
    """One row of cells as HTML."""
    parts = []
    for cell in cells:
        tag = "th" if cell.kind == "head" else "td"
        names = " ".join(
            filter(
                None,
                (
                    cell.kind if cell.kind in ("title", "bare", "gap") else "",
                    cell.align if cell.align != "left" else "",
                ),
            )
        )
        spans = (f' colspan="{cell.across}"' if cell.across > 1 else "") + (
            f' rowspan="{cell.down}"' if cell.down > 1 else ""
        )
        text = html.escape(cell.text, quote=False).replace("\n", "<br>").replace("\u00a0", "&nbsp;")
        parts.append(f'<{tag} class="{names}"{spans}>{text}</{tag}>' if names else f"<{tag}{spans}>{text}</{tag}>")
    return f"<tr>{''.join(parts)}</tr>"


def html_page(grid):
    """The page that Chromium prints: a table per part between page breaks, repeated rows as its head."""
    columns = "".join(f'<col style="width:{width}%">' for width in grid.widths)
    starts = [0] + grid.breaks + [len(grid.rows)]
    tables = []
    for start, end in zip(starts, starts[1:]):
        cut = start + (grid.repeated if not start else 0)
        top = "".join(map(html_row, grid.rows[start:cut]))
        body = "\n".join(map(html_row, grid.rows[cut:end]))
        tables.append(
            f"<table><colgroup>{columns}</colgroup>{f'<thead>{top}</thead>' if top else ''}<tbody>\n{body}\n</tbody></table>"
        )
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{grid.title}</title><style>{page_style(grid.look)}'
        f"</style></head><body>\n{chr(10).join(tables)}\n</body></html>\n"
    )


def write_html(grid, path):
    """The page as a file."""
    path.write_text(html_page(grid), encoding="utf-8")


def write_clip(grid, path):
    """What copying the table in a browser gives: a tab between cells, breaks within cells as they are."""
    rows = ["\t".join(cell.text.replace("\u00a0", " ") for cell in cells) for cells in grid.rows]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


# --- Workbooks -----------------------------------------------------------------------------------------------------


def write_xlsx(grid, path):
    """A workbook with merged cells, heights that hold the text, print titles, page head and foot."""
    import openpyxl
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    widths = [share * (1.38 if grid.look["landscape"] else 0.94) for share in grid.widths]
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    placed = place(grid)
    for row, column, cell in placed:
        put(sheet, grid.look, row, column, cell, sum(widths[column - 1 : column - 1 + cell.across]) * 5.25)
    for row, height in enumerate(heights(grid, placed, widths), 1):
        sheet.row_dimensions[row].height = height
    set_page(sheet, grid)
    book.save(path)


def place(grid):
    """(row, column, cell), from 1, for every cell: spans of rows above push cells to the right."""
    taken, placed = set(), []
    for row, cells in enumerate(grid.rows, 1):
        column = 1
        for cell in cells:
            while (row, column) in taken:
                column += 1
            taken.update((row + down, column + across) for down in range(cell.down) for across in range(cell.across))
            placed.append((row, column, cell))
            column += cell.across
    return placed


def put(sheet, look, row, column, cell, room):
    """One cell with its merged range, borders and alignment; amounts as numbers that look as the text does, if there is room."""
    from openpyxl.styles import Alignment, Border, Font, Side

    if cell.across > 1 or cell.down > 1:
        sheet.merge_cells(
            start_row=row, start_column=column, end_row=row + cell.down - 1, end_column=column + cell.across - 1
        )
    target = sheet.cell(row, column)
    fits = len(cell.text) * look["points"] * 0.6 + 4 < room  # a number that does not fit is shown as ###
    amount = cell.align == "right" and fits and re.fullmatch(r"[\d,]+(\.\d\d)?", cell.text)
    if amount:
        plain = cell.text.replace(",", "")
        target.value = float(plain) if "." in plain else int(plain)
        target.number_format = ("#,##0" if look["comma"] else "0") + (".00" if "." in plain else "")
    elif cell.text:
        target.value = cell.text
        target.data_type = "s"  # a target such as =100% is no formula
    size = look["points"] + (5 if cell.kind == "title" else 0)
    middle = cell.kind in ("head", "title") or look["valign"] == "middle"
    line = Side(style="thin")
    for down in range(cell.down):
        for across in range(cell.across):
            one = sheet.cell(row + down, column + across)
            one.font = Font(name=look["font"], size=size)
            one.alignment = Alignment(horizontal=cell.align, vertical="center" if middle else "top", wrap_text=True)
            if cell.kind in ("body", "head"):
                one.border = Border(left=line, right=line, top=line, bottom=line)


def heights(grid, placed, widths):
    """A height in points for each row, so that no text is cut: 409 is the most that a workbook can hold."""
    points = grid.look["points"]
    found = [points * 1.5 + 3] * len(grid.rows)

    def needed(column, cell):
        room = sum(widths[column - 1 : column - 1 + cell.across]) * 5.9 - 6
        size = points + (5 if cell.kind == "title" else 0)
        lines = sum(max(1, math.ceil(length(line) * size / room)) for line in cell.text.split("\n"))
        return lines * size * 1.5 + 4

    for row, column, cell in placed:
        if cell.down == 1:
            found[row - 1] = max(found[row - 1], needed(column, cell))
    for row, column, cell in placed:
        lack = needed(column, cell) - sum(found[row - 1 : row - 1 + cell.down])
        for place in range(row - 1, row - 1 + cell.down):
            found[place] += max(0, lack) / cell.down
    return [min(round(height, 1), 409) for height in found]


def length(text):
    """The width of a line in letters of full width; a little more than it is, because lines break early."""
    return sum(1 if ord(letter) > 0x2000 else 0.62 for letter in text) * 1.03


def set_page(sheet, grid):
    """Paper, one page wide, titles, breaks, head and foot."""
    from openpyxl.worksheet.pagebreak import Break

    look = grid.look
    sheet.page_setup.orientation = "landscape" if look["landscape"] else "portrait"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.47
    if grid.repeated:
        sheet.print_title_rows = f"1:{grid.repeated}"
    for row in grid.breaks:
        sheet.row_breaks.append(Break(id=row))
    sheet.oddHeader.left.text = look["page_head"] or None
    sheet.oddFooter.center.text = look["page_foot"].replace("{n}", "&P").replace("{of}", "&N") or None


# --- Printing --------------------------------------------------------------------------------------------------------


def run(*command):
    """Runs a program quietly; what it says is worth reading only when it fails."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=600)
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stderr[-600:]}")


def print_by_chromium(page, pdf):
    """HTML to PDF; the page's own head and foot, none of the browser's."""
    with tempfile.TemporaryDirectory() as profile:
        run(
            os.environ.get("CHROMIUM") or "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--user-data-dir={profile}",
            f"--print-to-pdf={pdf}",
            page.resolve().as_uri(),
        )


def convert_by_libreoffice(books, folder, wanted):
    """Workbooks to PDF or CSV, all in one start of the program."""
    with tempfile.TemporaryDirectory() as profile:
        run(
            os.environ.get("SOFFICE") or "soffice",
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--convert-to",
            wanted,
            "--outdir",
            folder,
            *books,
        )


def move(made, to):
    """Moves a file that a program named by its own rule."""
    shutil.move(str(made), str(to))
