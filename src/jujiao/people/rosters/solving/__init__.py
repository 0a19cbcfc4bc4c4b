"""Searching for a roster: in a process of its own, since the solver takes 88 MB that no page and no worker needs."""
