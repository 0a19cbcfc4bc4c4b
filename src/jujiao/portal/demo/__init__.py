"""The demonstration: an estate with its people, and its history written by the same operations that people use."""
