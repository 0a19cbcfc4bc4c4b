"""Exchanges of every vendor that are none: what they tell of a call, in the vendor's own form."""
