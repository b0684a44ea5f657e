"""Where names stand in a text, and which kind of thing each means."""
