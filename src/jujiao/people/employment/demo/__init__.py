"""What the demonstration tells of files and papers."""
