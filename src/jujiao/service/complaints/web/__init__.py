"""Pages of the staff; the owner's own are in web_owner."""
