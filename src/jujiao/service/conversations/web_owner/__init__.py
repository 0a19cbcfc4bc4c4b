"""Pages on which owners and residents write to the desk and read what they are answered."""
