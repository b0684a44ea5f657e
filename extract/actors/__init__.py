"""Who is who in one document: platforms, people, organisations, groups, and whom words mean."""
