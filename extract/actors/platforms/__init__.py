"""Platforms and companies: by the register, by what a text calls them, and by their second names."""
