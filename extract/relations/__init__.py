"""What a document states between its actors: ownership, affiliation, jurisdiction, laws."""
