"""The demonstration studio: invented people and bookings, the same for the same day and seed."""
