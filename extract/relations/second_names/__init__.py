"""What else a thing or a person is called."""
