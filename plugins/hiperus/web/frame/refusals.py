"""What an address asks for and cannot have: a sentence in the reader's language, with a status."""

from __future__ import annotations


class RefusedError(Exception):
    """The address asks for something that does not exist.

    `sentence` is marked for translation; `values` fill it in.
    """

    status = 400

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.values = values


class NotHereError(RefusedError):
    """Nothing of that id is here."""

    status = 404
