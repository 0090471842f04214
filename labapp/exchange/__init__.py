"""Foreign formats in and out; what is wrong with a file is said with its place, never passed over in silence."""
