"""Pages of owners and residents: they see their own complaints, and of these only what was said to and by them."""
