"""Processes, files and clocks: what runs the product, and runs before there are settings."""
