"""The voice: when it is free, which voice it puts on, and what it says when it cannot speak."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QCoreApplication

from app.core.voice_choices import Voice, VoiceChoices, VoiceList, primary
from app.core.voice_trouble import VoiceFault, VoiceTrouble
from app.devices.voice import (
    BEGIN_S,
    OPEN_S,
    RETRY_S,
    SETTLE_S,
    SILENCES_MAX,
    Reported,
    Speech,
    SpokenVoice,
    longest_s,
)

ENGLISH = Voice("English (America)", "en-US", "America")
GERMAN = Voice("German", "de-DE", "Germany")
PROMPT = "Left foot. Slow strokes."

pytestmark = pytest.mark.usefixtures("qapp")


class FakeEngine:
    """Remembers what it is told, and reports when a test says so."""

    def __init__(self, machine: FakeSpeech, on_report: Callable[[Reported], None]) -> None:
        self._machine = machine
        self.report = on_report
        self.name = ""
        self.told: list[tuple[str, object]] = []
        self.is_closed = False

    def open(self, name: str) -> None:
        self.name = name

    def voices(self, language: str = "") -> list[Voice]:
        wanted = primary(language)
        return [v for v in self._machine.voices if not wanted or primary(v.language) == wanted]

    def set_voice(self, voice: Voice) -> None:
        self.told.append(("voice", voice.name))

    def set_rate(self, rate: float) -> None:
        self.told.append(("rate", rate))

    def set_volume(self, volume: float) -> None:
        self.told.append(("volume", volume))

    def say(self, text: str) -> None:
        self.told.append(("say", text))

    def stop(self) -> None:
        self.told.append(("stop", ""))

    def close(self) -> None:
        self.is_closed = True

    def is_gone(self, within_ms: int = 0) -> bool:
        return self.is_closed and (within_ms == 0 or not self._machine.hangs)

    @property
    def said(self) -> list[object]:
        return [what for order, what in self.told if order == "say"]


class FakeSpeech:
    """A machine's text-to-speech."""

    def __init__(self) -> None:
        self.engine_names = ["speechd"]
        self.voices = [ENGLISH, GERMAN]
        self.made: list[FakeEngine] = []
        self.hangs = False

    def names(self) -> Sequence[str]:
        return self.engine_names

    def make(self, on_report: Callable[[Reported], None]) -> FakeEngine:
        self.made.append(FakeEngine(self, on_report))
        return self.made[-1]

    def full_tag(self, language: str) -> str:
        return {"en": "en-US", "de": "de-DE"}.get(language, language)


class Stand:
    """A voice on a machine; time goes by when a test says so."""

    def __init__(self, load: Callable[[], Speech] | None = None) -> None:
        self.machine = FakeSpeech()
        self.troubles: list[VoiceTrouble] = []
        self.freed = 0
        self.mended: list[VoiceTrouble] = []
        self.listed: list[VoiceList] = []
        self.voice = SpokenVoice(self.troubles.append, load or (lambda: self.machine))
        self.voice.on_free = self._on_free
        self.voice.on_mended = self.mended.append

    def _on_free(self) -> None:
        self.freed += 1

    @property
    def engine(self) -> FakeEngine:
        return self.machine.made[-1]

    def opened(self, language: str = "en") -> Stand:
        self.voice.prepare(language)
        self.engine.report(Reported.OPENED)
        return self

    def list_voices(self) -> None:
        """Ask for the voices as Settings does."""
        self.voice.on_listed = lambda: self.listed.append(self.voice.voices)
        self.voice.prepare("en")

    def is_free(self) -> bool:
        """A function, so that mypy does not believe that it stays so."""
        return self.voice.is_free

    def pass_s(self, seconds: float) -> None:
        """Let the watchdog bark, if it waits for just so long."""
        assert self.voice._watchdog.isActive()
        assert self.voice._watchdog.interval() == round(seconds * 1000)
        self.voice._watchdog.stop()
        self.voice._watchdog.timeout.emit()


def test_nothing_is_loaded_before_it_is_prepared() -> None:
    def load() -> Speech:
        raise AssertionError

    SpokenVoice(lambda _trouble: None, load)


def test_it_is_free_once_the_engine_is_there_and_the_voice_put_on() -> None:
    stand = Stand()
    stand.voice.prepare("en")
    assert not stand.is_free()
    assert stand.engine.name == "speechd"
    stand.voice.say(PROMPT)
    stand.engine.report(Reported.FREE)  # Qt tells the state before it tells the engine
    assert stand.freed == 0
    stand.engine.report(Reported.OPENED)
    assert stand.is_free()
    assert stand.freed == 1
    assert stand.engine.told == [("voice", ENGLISH.name), ("rate", 0.0), ("volume", 1.0)]


def test_it_is_free_again_when_an_utterance_is_over() -> None:
    stand = Stand().opened()
    stand.voice.say(PROMPT)
    assert not stand.is_free()
    stand.engine.report(Reported.SPEAKING)
    stand.voice.say("Talks into it.")
    assert stand.engine.said == [PROMPT]
    stand.engine.report(Reported.FREE)
    assert stand.is_free()
    assert stand.freed == 2


def test_the_end_of_what_came_before_is_not_taken_for_the_end_of_this() -> None:
    stand = Stand().opened()
    stand.voice.say(PROMPT)
    stand.engine.report(Reported.FREE)
    assert not stand.is_free()


def test_stopped_it_is_free_only_when_it_is_silent() -> None:
    stand = Stand().opened()
    stand.voice.say(PROMPT)
    stand.engine.report(Reported.SPEAKING)
    stand.voice.stop()
    assert stand.engine.told[-1] == ("stop", "")
    assert not stand.is_free()
    stand.engine.report(Reported.FREE)
    assert stand.is_free()
    stand.voice.stop()
    assert stand.engine.told.count(("stop", "")) == 1


def test_an_engine_that_does_not_report_its_silence_is_believed_after_a_moment() -> None:
    stand = Stand().opened()
    stand.voice.say(PROMPT)
    stand.voice.stop()
    stand.pass_s(SETTLE_S)
    assert stand.is_free()


def test_an_utterance_that_never_ends_holds_up_the_next_only_so_long() -> None:
    stand = Stand().opened()
    stand.voice.say(PROMPT)
    stand.engine.report(Reported.SPEAKING)
    stand.pass_s(longest_s(PROMPT))
    assert stand.is_free()
    assert stand.freed == 2
    assert stand.troubles == []


def test_an_utterance_may_last_twice_as_long_as_a_slow_voice_takes() -> None:
    assert longest_s(PROMPT) > 2 * len(PROMPT) / 12
    assert longest_s(PROMPT) < 10


def test_an_engine_that_never_begins_is_given_up_after_three_times() -> None:
    stand = Stand().opened()
    for _ in range(SILENCES_MAX):
        assert stand.troubles == []
        stand.voice.say(PROMPT)
        stand.pass_s(BEGIN_S)
    assert stand.troubles == [VoiceTrouble(VoiceFault.DIED)]
    assert stand.engine.is_closed
    assert not stand.is_free()


def test_one_utterance_that_is_spoken_makes_up_for_those_that_were_not() -> None:
    stand = Stand().opened()
    for _ in range(SILENCES_MAX - 1):
        stand.voice.say(PROMPT)
        stand.pass_s(BEGIN_S)
    stand.voice.say(PROMPT)
    stand.engine.report(Reported.SPEAKING)
    stand.engine.report(Reported.FREE)
    stand.voice.say(PROMPT)
    stand.pass_s(BEGIN_S)
    assert stand.troubles == []


def test_an_engine_that_dies_is_told_once_and_it_keeps_silent() -> None:
    stand = Stand().opened()
    engine = stand.engine
    stand.voice.say(PROMPT)
    engine.report(Reported.SPEAKING)
    engine.report(Reported.BROKEN)
    assert stand.troubles == [VoiceTrouble(VoiceFault.DIED)]
    assert engine.is_closed
    stand.voice.say("More words.")
    assert engine.said == [PROMPT]
    stand.voice.stop()


def test_what_died_is_tried_again_when_the_next_session_prepares() -> None:
    stand = Stand().opened()
    stand.engine.report(Reported.BROKEN)
    stand.opened()
    assert len(stand.machine.made) == 2
    assert stand.is_free()


def test_no_module_is_told_once() -> None:
    def load() -> Speech:
        raise ImportError

    stand = Stand(load)
    stand.voice.prepare("en")
    stand.voice.prepare("en")
    stand.voice.say(PROMPT)
    assert stand.troubles == [VoiceTrouble(VoiceFault.NO_MODULE)]
    stand.list_voices()
    assert stand.listed == [VoiceList()]


def test_no_engine_is_told_once() -> None:
    stand = Stand()
    stand.machine.engine_names = []
    stand.voice.prepare("en")
    stand.voice.prepare("en")
    assert stand.troubles == [VoiceTrouble(VoiceFault.NO_ENGINE)]


def test_an_engine_that_cannot_be_reached_is_tried_twice_and_then_told() -> None:
    stand = Stand()
    stand.voice.prepare("en")
    stand.engine.report(Reported.BROKEN)
    assert stand.troubles == []
    assert len(stand.machine.made) == 1
    stand.pass_s(RETRY_S)
    assert len(stand.machine.made) == 2
    assert stand.machine.made[0].is_closed
    stand.engine.report(Reported.BROKEN)
    assert stand.troubles == [VoiceTrouble(VoiceFault.NO_ANSWER)]


def test_an_engine_that_comes_at_the_second_try_speaks() -> None:
    stand = Stand()
    stand.voice.prepare("en")
    stand.engine.report(Reported.BROKEN)
    stand.voice.prepare("de")
    stand.pass_s(RETRY_S)
    stand.engine.report(Reported.OPENED)
    assert stand.engine.told[0] == ("voice", GERMAN.name)
    assert stand.troubles == []


def test_an_engine_that_never_answers_is_given_up() -> None:
    stand = Stand()
    stand.voice.prepare("en")
    stand.pass_s(OPEN_S)
    assert stand.troubles == [VoiceTrouble(VoiceFault.NO_ANSWER)]
    assert stand.engine.is_closed


def test_what_is_spoken_ends_the_trouble_and_it_would_be_told_anew() -> None:
    unreachable = VoiceTrouble(VoiceFault.NO_ANSWER)
    stand = Stand()
    stand.voice.prepare("en")
    stand.pass_s(OPEN_S)
    stand.opened()
    assert stand.mended == [], "a voice that is there has not spoken yet"
    stand.voice.say(PROMPT)
    stand.engine.report(Reported.SPEAKING)
    assert stand.mended == [unreachable]
    stand.voice.close()
    stand.voice.prepare("en")
    stand.pass_s(OPEN_S)
    assert stand.troubles == [unreachable, unreachable]


def test_a_language_is_not_mended_by_words_in_another() -> None:
    stand = Stand().opened("fr")
    missing = VoiceTrouble(VoiceFault.NO_LANGUAGE, "fr")
    assert stand.troubles == [missing]
    stand.voice.prepare("en")
    stand.voice.say(PROMPT)
    stand.engine.report(Reported.SPEAKING)
    assert stand.mended == []
    stand.engine.report(Reported.FREE)
    stand.machine.voices.append(Voice("French", "fr-FR", "France"))
    stand.voice.prepare("fr")
    stand.voice.say(PROMPT)
    stand.engine.report(Reported.SPEAKING)
    assert stand.mended == [missing]


def test_who_tries_it_is_told_again_once() -> None:
    stand = Stand()
    stand.machine.engine_names = []
    stand.voice.prepare("en")
    stand.voice.tell_again()
    stand.voice.prepare("en")
    stand.voice.prepare("en")
    assert stand.troubles == [VoiceTrouble(VoiceFault.NO_ENGINE)] * 2


def test_an_engine_without_voices_is_told() -> None:
    stand = Stand()
    stand.machine.voices = []
    stand.opened()
    assert stand.troubles == [VoiceTrouble(VoiceFault.NO_VOICES)]
    assert stand.freed == 0


def test_a_language_that_no_voice_speaks_is_told_once_and_not_spoken() -> None:
    stand = Stand().opened("fr-CA")
    stand.voice.prepare("fr")
    assert stand.troubles == [VoiceTrouble(VoiceFault.NO_LANGUAGE, "fr")]
    assert stand.freed == 0
    stand.voice.say("Pied gauche.")
    assert stand.engine.said == []


def test_the_next_script_gets_the_voice_of_its_language() -> None:
    stand = Stand().opened("en")
    stand.voice.prepare("de")
    voices = [what for order, what in stand.engine.told if order == "voice"]
    assert voices == [ENGLISH.name, GERMAN.name]
    assert len(stand.machine.made) == 1


def test_choices_hold_at_once_and_again_after_it_was_closed() -> None:
    stand = Stand().opened()
    chosen = VoiceChoices(rate_percent=-30, volume_percent=40)
    stand.voice.follow(chosen)
    wanted = [("voice", ENGLISH.name), ("rate", -0.3), ("volume", 0.4)]
    assert stand.engine.told[-3:] == wanted
    stand.voice.follow(chosen)
    assert len(stand.engine.told) == 6
    stand.voice.close()
    stand.opened()
    assert stand.engine.told == wanted


def test_choices_before_it_is_prepared_start_nothing() -> None:
    stand = Stand()
    stand.voice.follow(VoiceChoices(engine="sapi", rate_percent=30))
    assert stand.machine.made == []


def test_another_engine_takes_the_place_of_the_first() -> None:
    stand = Stand()
    stand.machine.engine_names = ["winrt", "sapi"]
    stand.opened()
    first = stand.engine
    assert first.name == "winrt"
    stand.voice.follow(VoiceChoices(engine="sapi"))
    assert first.is_closed
    assert stand.engine.name == "sapi"
    stand.engine.report(Reported.OPENED)
    assert stand.voice.voices == VoiceList(("winrt", "sapi"), "sapi", (ENGLISH, GERMAN))


def test_the_voices_are_listed_once_the_engine_is_there() -> None:
    stand = Stand()
    stand.list_voices()
    assert stand.listed == []
    stand.engine.report(Reported.OPENED)
    assert stand.listed == [VoiceList(("speechd",), "speechd", (ENGLISH, GERMAN))]
    stand.voice.close()
    stand.opened("de")
    assert len(stand.listed) == 1, "the next session does not list them again"


def test_who_asks_for_voices_is_answered_every_time_there_are_none() -> None:
    stand = Stand()
    for count in (1, 2):
        stand.list_voices()
        stand.pass_s(OPEN_S)
        assert stand.listed == [VoiceList()] * count
    assert stand.troubles == [VoiceTrouble(VoiceFault.NO_ANSWER)]


def test_an_engine_that_is_gone_is_replaced_by_the_usual_one() -> None:
    stand = Stand()
    stand.voice.follow(VoiceChoices(engine="sapi"))
    assert stand.opened().engine.name == "speechd"


def test_muted_it_stops_and_says_nothing() -> None:
    stand = Stand().opened()
    stand.voice.say(PROMPT)
    stand.engine.report(Reported.SPEAKING)
    stand.voice.muted = True
    assert stand.engine.told[-1] == ("stop", "")
    stand.engine.report(Reported.FREE)
    stand.voice.say("More words.")
    assert stand.engine.said == [PROMPT]
    stand.voice.muted = False
    stand.voice.say("More words.")
    assert stand.engine.said == [PROMPT, "More words."]


def test_closed_it_lets_go_and_calls_nobody() -> None:
    stand = Stand().opened()
    stand.voice.close()
    assert stand.engine.is_closed
    assert not stand.voice._watchdog.isActive()
    assert stand.freed == 1
    stand.voice.close()


@pytest.mark.parametrize("hangs", [False, True])
def test_at_the_end_of_the_program_it_tells_whether_an_engine_hangs(
    hangs: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    stand = Stand().opened()
    stand.machine.hangs = hangs
    assert stand.voice.end() is not hangs
    assert stand.engine.is_closed


def test_the_watchdog_is_a_real_timer() -> None:
    stand = Stand().opened()
    stand.voice.say(PROMPT)
    timer = stand.voice._watchdog
    assert timer.isSingleShot()
    assert timer.isActive()
    assert timer.thread() is QCoreApplication.instance().thread()  # type: ignore[union-attr]
