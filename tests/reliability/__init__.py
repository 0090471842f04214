"""What survives: kills, power loss, hostile files; the same trials serve the suite, the bench and the table."""
