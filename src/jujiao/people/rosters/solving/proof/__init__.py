"""What proves the search: rosters to be made, and a checker of its own that reads nothing but instants."""
