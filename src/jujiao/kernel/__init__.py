"""What is technical, in four rooms: pages above record above database above machine, as an import contract keeps it.

pages     lists, filters, parts of pages, dialogs, and what all endpoints of the API share
record    who asks and what may be known, what rows speak of, the timeline, chapters, requests that come twice
database  the connection, queries made once, transactions, who acts, versions of rows
machine   processes, files, the clock, the embedded PostgreSQL, the web server's front, backups, jobs

Beside the rooms lie what Django looks for here, and, below them all, the tables, the choices and the refusals.
"""
