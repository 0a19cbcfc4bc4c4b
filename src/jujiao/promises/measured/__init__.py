"""Beside the promises: what is known only when it is over, measured and judged once."""
