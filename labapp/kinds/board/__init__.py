"""The board: ideas in columns, written once, moved, merged and handed on."""
