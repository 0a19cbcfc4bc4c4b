"""3.1.2 Calls (电话): what an exchange tells of them, how that is folded, and what it says of three rings."""
