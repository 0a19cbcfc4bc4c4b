"""Chapter 2 of the regulation: people (人力资源)."""
