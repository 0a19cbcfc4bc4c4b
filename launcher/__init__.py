"""What stands between a fresh clone and the running product: Python, packages, pages' files.

Run by whatever python3 the machine has (3.8 or later), so it uses the standard library alone. Each part is stamped with
what it was made from and skipped while that has not changed; a second start costs a fraction of a second here.
"""
