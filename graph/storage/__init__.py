"""What lies on the disk: the store, the tables beside it, and how both are opened and written."""
