"""What goes wrong with the embedded server, in words for the one who runs it."""


class ServerFailed(Exception):
    """The embedded PostgreSQL could not be set up or started. The text says why and, where known, how to mend it."""
