"""What the demonstration tells of conversations."""
