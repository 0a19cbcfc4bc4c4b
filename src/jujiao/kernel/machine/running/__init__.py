"""`./jujiao run`: everything that one machine needs, started, watched and stopped together.

prepare  brings the database, the translations and the static files up to date
child    one process that is started again when it dies
run      the web servers, the worker and the embedded PostgreSQL under one Ctrl-C
"""
