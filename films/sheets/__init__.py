"""Records as spreadsheets, out and in.

`table.py` reads and writes files (pure); `layout.py` says which columns a noun has (pure); `rows.py` tells records
as rows; `reading.py` turns the rows of a file into a list of changes and of everything that is wrong.
"""
