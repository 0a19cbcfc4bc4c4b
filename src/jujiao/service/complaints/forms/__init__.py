"""What people type about a complaint: one form for registering it, and one for each step."""
