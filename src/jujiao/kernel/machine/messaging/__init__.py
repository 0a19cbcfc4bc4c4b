"""How messages leave the house: one port, and behind it mail, text messages of two vendors, and the robots of three."""
