"""What the demonstration tells of the desk."""
