"""Many calls by chance, as exchanges of several vendors tell of them: with loss, doubling, disorder and midnights."""
