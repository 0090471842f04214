"""The words a spreadsheet writes where a formula has no result: on a ballot each hides a mark."""

from __future__ import annotations

# A text is saved as it is shown, so in the program's language (Polish: #ADR! is #REF!, #ARG! is #VALUE!).
FAULTS = frozenset(
    {"#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#N/A", "#NUM!", "#NULL!", "#CALC!", "#SPILL!", "#FIELD!", "#BLOCKED!",
     "#UNKNOWN!", "#CONNECT!", "#BUSY!", "#EXTERNAL!", "#PYTHON!", "#GETTING_DATA", "#ERROR!",
     "#ADR!", "#ARG!", "#DZIEL/0!", "#NAZWA?", "#N/D!", "#N/D", "#LICZBA!", "#ZERO!", "#ROZLANIE!", "#OBL!"}
    | {f"Err:{number}" for number in range(501, 541)}
)  # fmt: skip
