"""Files, folders and corpora to documents: text as it stands, with what is known of it."""
