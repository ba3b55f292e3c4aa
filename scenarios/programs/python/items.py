"""The computing half of the work on one Pokémon: parse the document, take the type names."""

import json


class ItemError(Exception):
    """An item without a result; its kind is one of the kinds of docs/programs.md."""

    def __init__(self, kind: str, text: str) -> None:
        super().__init__(text)
        self.kind = kind


def types_line(name: str, body: bytes) -> str:
    """The computing half: the result line of one item."""
    try:
        document = json.loads(body)
    except ValueError as error:
        raise ItemError("json", f"not JSON: {body[:40]!r}") from error
    try:
        types = [entry["type"]["name"] for entry in document["types"]]
        return f"Worker fetched {name}: [{', '.join(types)}]"
    except (KeyError, TypeError) as error:
        raise ItemError("shape", f"{name}: {error!r}") from error
