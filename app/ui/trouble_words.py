"""What the player says in short where sound or voice is missing; Settings say all of it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def no_voice_in_short() -> str:
    """That nothing is spoken, to be read from afar."""
    return QCoreApplication.translate("player", "No voice: see Settings.")


def no_sound_in_short(sentence: str) -> str:
    """That no sound, or one of them, is heard, to be read from afar.

    Args:
        sentence: the whole of it, as the sound's device told it.
    """
    translate = QCoreApplication.translate
    if sentence.startswith("No sound:"):
        return translate("player", "No sound: see Settings.")
    return translate("player", "A sound is missing: see Settings.")
