"""Messages leave the house through one port, whichever vendor takes them."""
