"""The server's settings, written anew at each start so that they follow the code.

Who runs the server adds to them with ALTER SYSTEM, which is kept apart from this file and wins over it.
"""

from jujiao.kernel.machine.postgres.places import Places

OWNER = "jujiao"
"""The role of the product: may create databases, is no superuser."""

SUPERUSER = "postgres"

_ALWAYS = {
    "listen_addresses": "",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "dynamic_shared_memory_type": "mmap",  # a container's /dev/shm is often too small for parallel queries
    "max_parallel_workers_per_gather": "1",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "unix_socket_permissions": "0700",
    "lc_messages": "C",
    "log_line_prefix": "%m [%p] %d ",
    "log_min_duration_statement": "1s",
}
_DURABLE = {
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "wal_compression": "on",
    "max_slot_wal_keep_size": "8GB",  # a log that nobody receives any more must not fill the disk
}
_FORGETFUL = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_wal_size": "4GB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


def write(places: Places, *, durable: bool) -> None:
    """Write both files of settings. Everyone who reaches the socket is trusted: its folder is closed to others."""
    settings = _ALWAYS | (_DURABLE if durable else _FORGETFUL) | {"unix_socket_directories": f'"{places.socket}"'}
    lines = [f"{name} = '{value.replace("'", "''")}'\n" for name, value in settings.items()]
    _write(places, "postgresql.conf", "# Written at each start; use ALTER SYSTEM instead.\n" + "".join(lines))
    _write(places, "pg_hba.conf", "local all all trust\nlocal replication all trust\n")


def _write(places: Places, name: str, text: str) -> None:
    path = places.data / name
    path.write_text(text, encoding="utf-8")
    places.account.give(path)
