"""How the product speaks with PostgreSQL: the connection, queries, transactions, versions of rows."""
