"""Who sits at which table in which round: pure values and arithmetic, no document, no window."""
