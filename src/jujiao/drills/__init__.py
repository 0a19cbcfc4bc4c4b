"""Proof: what the product promises, tried on real processes. Each drill has a control that must fail."""
