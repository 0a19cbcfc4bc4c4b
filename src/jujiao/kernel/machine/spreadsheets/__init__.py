"""Lists: workbooks (.xlsx, .xls) and texts (.csv) as they come from outside; workbooks in which nothing runs."""

from jujiao.kernel.machine.spreadsheets.reading import Cell, Merge, Sheet, UnableToRead, read
from jujiao.kernel.machine.spreadsheets.writing import Column, write

__all__ = ["Cell", "Column", "Merge", "Sheet", "UnableToRead", "read", "write"]
