"""Before a database is used or changed: whether it is one of ours, reachable, and of an age that this code knows.

fitness  what the migrations that it has seen say, as a pure function of names
asking   asks the database, and refuses one that does not fit, in a sentence
alone    one start upgrades at a time, on whichever host; the others wait
"""
