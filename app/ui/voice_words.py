"""What is shown about the voice: why there is none, and how its languages are called."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QLocale

from app.core.voice_trouble import VoiceFault, VoiceTrouble

PACKAGES = "speech-dispatcher speech-dispatcher-espeak-ng"
"""The Debian packages that make a voice."""


def trouble_text(trouble: VoiceTrouble, platform: str = sys.platform) -> str:
    """Why nothing is spoken, what to do, and that nothing is lost by it.

    Args:
        trouble: as the voice told it.
        platform: as `sys.platform` has it.
    """
    translate = QCoreApplication.translate
    is_linux = platform.startswith("linux")
    what = {
        VoiceFault.NO_MODULE: translate("voice", "No voice: this Qt came without text-to-speech."),
        VoiceFault.NO_ENGINE: translate("voice", "No voice: no speech engine was found."),
        VoiceFault.NO_ANSWER: translate("voice", "No voice: the speech engine does not answer."),
        VoiceFault.NO_VOICES: translate("voice", "No voice: the speech engine has no voices."),
        VoiceFault.NO_LANGUAGE: translate(
            "voice", "No voice on this computer speaks {language}."
        ).format(language=language_name(trouble.language)),
        VoiceFault.DIED: translate("voice", "The voice has stopped: its engine does not answer."),
    }[trouble.fault]
    parts = [what]
    if trouble.fault in (VoiceFault.NO_ENGINE, VoiceFault.NO_VOICES):
        parts.append(_advice(is_linux=is_linux))
    elif trouble.fault is VoiceFault.NO_ANSWER:
        parts.append(_advice_for_silence(is_linux=is_linux))
    parts.append(
        translate("voice", "Sessions run without the voice; everything is shown on the screen.")
    )
    return " ".join(parts)


def _advice(*, is_linux: bool) -> str:
    translate = QCoreApplication.translate
    if is_linux:
        return translate("voice", "On Debian and Ubuntu: apt install {packages}").format(
            packages=f"{PACKAGES}."
        )
    return translate("voice", "Look for voices in the settings of your system.")


def _advice_for_silence(*, is_linux: bool) -> str:
    """What helps where an engine is named: it may be there and hang, or a part of it is missing."""
    translate = QCoreApplication.translate
    again = translate("voice", "Log out and in again, then test the voice.")
    if not is_linux:
        return again
    missing = translate(
        "voice", "If it was never installed, on Debian and Ubuntu: apt install {packages}"
    ).format(packages=f"{PACKAGES}.")
    return f"{again} {missing}"


def language_name(language: str) -> str:
    """A language, as in “German”; its tag where Qt does not know it."""
    locale = QLocale(language)
    if locale.language() is QLocale.Language.C:
        return language
    return QLocale.languageToString(locale.language())
