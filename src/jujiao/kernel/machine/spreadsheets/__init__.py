"""Excel workbooks (.xlsx): read from whoever sends them, written so that nothing in them runs."""

from jujiao.kernel.machine.spreadsheets.reading import Cell, Sheet, UnableToRead, read
from jujiao.kernel.machine.spreadsheets.writing import Column, write

__all__ = ["Cell", "Column", "Sheet", "UnableToRead", "read", "write"]
