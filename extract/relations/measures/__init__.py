"""Laws, orders, bans, rulings and fines: what they are, who imposes them, on whom."""
