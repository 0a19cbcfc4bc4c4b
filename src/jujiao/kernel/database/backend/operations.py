"""What the backend does in its own way."""

from django.db.backends.postgresql import operations

from jujiao.kernel.database.backend import compiler


class DatabaseOperations(operations.DatabaseOperations):
    compiler_module = compiler.__name__
