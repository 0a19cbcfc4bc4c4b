"""Backups of the embedded database and of what people sent along, and the way back to any second.

A *base backup* is a copy of the whole database, made each night. The *log* (WAL, 预写日志) is every change since,
received as it happens by `pg_receivewal`. Base plus log give any moment in between; attachments never change, so a
copy of each is enough. All lie on one *shelf*, a folder that may be another disk (JUJIAO_BACKUP):

    20261123T183000Z/   one base backup: database/ as pg_basebackup made it, and backup.json once it was checked
    wal/SYSTEM-LINE/    the log, by the database's identity and its line of history
    photos/files/…      photos, recordings and papers as they lie in media, and photos/index with the checksum of each
    secret_key          without it second factors could not be read

Imports nothing of Django: it works where the settings do not.
"""
