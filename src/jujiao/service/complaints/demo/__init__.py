"""What the demonstration tells of complaints."""
