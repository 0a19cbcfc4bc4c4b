"""The demonstration: its company, its people and its time; each chapter tells its own stories there."""
