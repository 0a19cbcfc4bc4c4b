"""Why a backup or a restore does not go on."""


class BackupFailed(Exception):
    """The text says what is wrong and, where that is known, what to do."""
