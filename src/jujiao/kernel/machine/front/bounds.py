"""How much, how slow and how many: every figure of the front, for each process where nothing else is said."""

from typing import Final

MEGABYTE: Final = 1024 * 1024

PLAIN: Final = 2 * MEGABYTE
"""Bytes of a body at most, where the door takes no attachments."""
IN_MEMORY: Final = 64 * 1024
"""Bytes of a body that are kept in memory; more goes to a file without a name."""
SPOOLED: Final = 256 * MEGABYTE
"""Bytes in such files at most, of all requests together."""

PATIENCE: Final = 10.0
"""Seconds that a body gets in any case."""
SLOWEST: Final = 16 * 1024
"""Bytes for which it gets one second more: 128 kbit/s, less than any phone sends with."""
LONGEST: Final = 300.0
"""Seconds after which it is refused, however it comes."""
READ_AT_ONCE: Final = 256
"""Bodies that are on their way in; the slowest makes room for the next."""
READ_FROM_ONE: Final = 64
"""The same from one address."""
DRAINED: Final = 16 * MEGABYTE
"""Bytes still taken and thrown away after a refusal: most browsers show an answer only once they have sent all."""
DRAIN_SECONDS: Final = 3.0

THREADS: Final = 4
WAITING: Final = 200
"""Requests that wait for a thread; who comes then is asked to come again."""

COSTLY: Final = 1
"""Threads of them for what takes long by intent, as checking a password does: the others are there for pages."""
COSTLY_WAITING: Final = 100
COSTLY_FROM_ONE: Final = 50

HEADER_SECONDS: Final = 8
"""Until the head of a request must be there whole; also how long an idle connection stays open."""
HEADER_BYTES: Final = 64 * 1024
CONNECTIONS: Final = 4096
"""Open at once. Fewer where the system allows a process fewer files."""
IDLE_FROM_ONE: Final = 256
"""Connections of one address without a request: an office has some six for each browser."""
IDLE_SHARE: Final = 0.75
"""Of all connections, what may be taken before those that are idle longest are closed."""
LOOK_SECONDS: Final = 1.0
UNREAD_SECONDS: Final = 60
"""After so long without a word from who does not fetch an answer the system gives the connection up."""
