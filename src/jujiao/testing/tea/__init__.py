"""A chapter of the tests alone, with each part that a chapter may have: tea is served to residents at the desk."""
