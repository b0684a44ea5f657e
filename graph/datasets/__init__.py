"""Other people's datasets become N-Triples: one reader a format, chosen by what the file holds."""
