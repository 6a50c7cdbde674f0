"""The English stemmer of the Snowball project. Over the package `snowballstemmer`."""

from threading import Lock

import snowballstemmer


class EnglishStemmer:
    """Reduces a word of a to z. It works in place, so that one thread at a time may use it."""

    def __init__(self) -> None:
        self._snowball = snowballstemmer.stemmer("english")
        self._one_at_a_time = Lock()

    def __call__(self, word: str) -> str:
        with self._one_at_a_time:
            stem: str = self._snowball.stemWord(word)
        return stem
