"""Django's PostgreSQL, with one more promise: a commit is also at the standby, where one is waited for."""
