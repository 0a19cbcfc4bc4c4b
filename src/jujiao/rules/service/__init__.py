"""Chapter 3 of the regulation: service to the owners."""
