"""What no line may part, in both languages: written here with "~" for the space that ties."""

import pytest

from labapp.wording.tied import tied


@pytest.mark.parametrize(("text", "together"), [
    ("7 · 100%", "7~·~100%"),
    ("za 7 : 5 : 0 głosów", "za 7~:~5~:~0~głosów"),
    ("Park · 4000 zł", "Park ·~4000~zł"),
    ("różnica 50 pkt proc.", "różnica 50~pkt~proc."),
    ("Support : reservations : blocks", "Support~: reservations~: blocks"),
    ("1. Park; 2. Las", "1.~Park; 2.~Las"),
    ("Tyle samo – 9 głosów", "Tyle samo~– 9~głosów"),
    ("przy ul. Polnej nr 5", "przy ul.~Polnej nr~5"),
    ("beside “A park”", "beside “A~park”"),
    ("Uwaga: w 2027 r.", "Uwaga: w~2027 r."),
])  # fmt: skip
def test_what_belongs_together_is_tied(text: str, together: str) -> None:
    assert tied(text).replace("\N{NO-BREAK SPACE}", "~") == together
