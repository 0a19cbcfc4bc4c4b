"""Exchanges that post nothing: we listen at an address of theirs, beside the worker's loop."""
