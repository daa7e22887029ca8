"""What of the help holds the words of a search, best first, with the place where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.core.help_topics import Topic

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "-": " ", "‑": " "})
"""What a keyboard types for the signs of a text; each is one sign for one."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A topic that holds all words.

    `excerpt` is the line that tells most of why; of a topic whose title does, its summary.
    """

    topic: Topic
    excerpt: str


def search_words(typed: str) -> tuple[str, ...]:
    """The words of a search, as they are compared."""
    return tuple(plain(typed).split())


def plain(text: str) -> str:
    """A text as it is compared: in small letters, with a keyboard's signs.

    As long as the text itself, but for the few letters that have no small one of their own.
    """
    return text.translate(_PLAIN).casefold()


def search(topics: Iterable[Topic], typed: str) -> tuple[Hit, ...]:
    """The topics that hold every word somewhere; those first that hold them in their title.

    Args:
        topics: what is searched, in the order in which equals are given.
        typed: words, in any case; part of a word is enough. Without any there is no hit.
    """
    words = search_words(typed)
    if not words:
        return ()
    ranked = [(rank, topic) for topic in topics if (rank := _rank(topic, words)) is not None]
    ranked.sort(key=lambda one: one[0])
    return tuple(
        Hit(topic, _excerpt(topic, words) if rank else topic.summary) for rank, topic in ranked
    )


def _rank(topic: Topic, words: tuple[str, ...]) -> int | None:
    """Which circle of the topic's texts holds all words, from 0 on; None where none does."""
    named = [topic.title, topic.id]
    told = [*named, topic.summary, *topic.also, *(part.heading for part in topic.sections)]
    everything = [*told, *_lines(topic)]
    for rank, texts in enumerate((named, told, everything)):
        if _holds("\n".join(texts), words):
            return rank
    return None


def _lines(topic: Topic) -> list[str]:
    lines = [line for part in topic.sections for line in part.lines]
    return lines if topic.dose is None else [topic.dose.time, *lines]


def _excerpt(topic: Topic, words: tuple[str, ...]) -> str:
    """The line with the most of the words; the summary where no other has more."""
    lines = [topic.summary, *_lines(topic)]
    return max(lines, key=lambda line: sum(word in plain(line) for word in words))


def _holds(text: str, words: tuple[str, ...]) -> bool:
    compared = plain(text)
    return all(word in compared for word in words)
