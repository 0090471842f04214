"""Whether bytes are a picture that may be put on a page: a whole PNG or JPEG, not larger than a page can need."""

from __future__ import annotations

import io

from labapp.exchange.photo import MOST_PIXELS


def drawable(data: bytes) -> bool:
    """Look at the head first, so that nothing large is unpacked of what claims to be too large."""
    from PIL import Image  # late: a report without pictures needs none of it

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as seen:
            if not 0 < seen.width * seen.height <= MOST_PIXELS:
                return False
            seen.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return False
    return True
