"""What the demonstration tells of calls."""
