"""Rosters (排班, 3.1.1): who is planned for which duty, and what the law says of it. Everything is counted between
instants; no rule knows a shift by its name. Days, nights and weeks are those of Shanghai."""
