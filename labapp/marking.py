"""How a text in a table is marked for translation; a leaf, so that tables of the store may have words people know."""


def N_(msgid: str) -> str:
    """Mark a text for extraction; it is translated where it is shown."""
    return msgid
