"""What stops the launcher, in words that say what to do."""


class Trouble(Exception):
    """Something is missing that the launcher cannot get by itself."""
