"""The workbook of an estate: rooms, residents and employees in one form, out and in again without a change."""
