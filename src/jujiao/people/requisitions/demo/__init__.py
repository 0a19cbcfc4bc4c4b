"""What the demonstration tells of requisitions."""
