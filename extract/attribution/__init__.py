"""Who says what: cues, sources and contents by rules, and claims made of them."""
