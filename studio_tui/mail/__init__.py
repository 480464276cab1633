"""Email: how a message is made, and how a server takes it. Plain values in, results out."""
