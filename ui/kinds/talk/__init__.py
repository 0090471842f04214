"""The talk's page on the console and its scene on the stage."""
