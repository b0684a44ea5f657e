"""Countries, unions, their parts and their people."""
