"""What an address asks for and nobody has: a sentence, with 404."""

from __future__ import annotations


class NotHereError(Exception):
    """Nothing of that id is here. `sentence` is marked for translation; `values` fill it in."""

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.values = values
