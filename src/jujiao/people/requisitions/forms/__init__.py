"""What people type about requisitions and headcounts."""
