"""What the demonstration tells of rosters."""
