"""What the voice says in a session, and when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.core.plan import Plan
from app.core.script import Prompt
from app.core.session import Session
from app.core.session_events import Halfway
from app.core.soreness import EndReason
from app.core.voice_choices import VoiceChoices
from app.core.voice_trouble import VoiceFault, VoiceTrouble
from app.ui.speaker import LEAD_S, Speaker
from app.ui.spoken_words import WORDS, sentences, words_for
from app.ui.voice_trial import VoiceTrial
from app.ui.voice_words import language_name, trouble_text
from tests.core.building import one_foot, plan, rest, step
from tests.core.fake_clock import FakeClock

SPEAKS_S = 2.0
pytestmark = pytest.mark.usefixtures("qapp")


class FakeVoice:
    """Speaks for two seconds each time, if it has an engine."""

    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock
        self.muted = False
        self.on_free: Callable[[], None] = lambda: None
        self.is_ready = True
        self.said: list[tuple[float, str]] = []
        self.prepared: list[str] = []
        self.speaks_until_s: float | None = None
        self.stops = 0
        self.is_closed = False

    @property
    def is_free(self) -> bool:
        return self.is_ready and self.speaks_until_s is None

    def prepare(self, language: str) -> None:
        self.prepared.append(language)

    def say(self, text: str) -> None:
        assert self.is_free, "talks over itself"
        assert not self.muted
        self.said.append((self.clock.now_s, text))
        self.speaks_until_s = self.clock.now_s + SPEAKS_S

    def stop(self) -> None:
        self.stops += 1
        if self.speaks_until_s is not None:
            self.speaks_until_s = self.clock.now_s

    def close(self) -> None:
        self.is_closed = True

    def become_free(self) -> None:
        self.speaks_until_s = None
        self.on_free()


class Spoken:
    """A session whose words are remembered; instants are seconds since its start."""

    def __init__(self, made: Plan, *, is_ready: bool = True) -> None:
        self.clock = FakeClock()
        self.start_s = self.clock.now_s
        self.session = Session(made, self.clock)
        self.voice = FakeVoice(self.clock)
        self.voice.is_ready = is_ready
        self.speaker = Speaker(self.session, self.voice, self.clock)
        self.speaker.hear(self.session.start())

    def forward(self, by_s: float) -> list[str]:
        """What is said in so many seconds: events, ends of utterances and tones in their order."""
        end_s, before = self.clock.now_s + by_s, len(self.voice.said)
        while (due := self._next_due(end_s)) is not None:
            self.clock.now_s = max(due[0], self.clock.now_s)
            due[1]()
        self.clock.now_s = end_s
        return [text for _, text in self.voice.said[before:]]

    def _next_due(self, end_s: float) -> tuple[float, Callable[[], None]] | None:
        dues: list[tuple[float, Callable[[], None]]] = []
        if self.session.next_due_s is not None:
            dues.append((self.session.next_due_s, self._tick))
        if self.voice.speaks_until_s is not None:
            dues.append((self.voice.speaks_until_s, self.voice.become_free))
        from_s = self.speaker._queue.next_from_s
        if self.speaker._lead.isActive() and from_s is not None:
            dues.append((from_s, self.speaker._speak))
        due = min(dues, key=lambda one: one[0], default=None)
        return due if due is not None and due[0] <= end_s else None

    def _tick(self) -> None:
        self.speaker.hear(self.session.tick())

    @property
    def times_s(self) -> list[float]:
        return [round(at - self.start_s, 3) for at, _ in self.voice.said]

    @property
    def texts(self) -> list[str]:
        return [text for _, text in self.voice.said]


@pytest.fixture
def long_plan() -> Plan:
    return plan(
        step("Slow strokes", 60, cue="As light as lotion.", prompts=(Prompt(20, "Breathe out"),)),
        step("Knead", 400),
    )


def in_language(made: Plan, language: str) -> Plan:
    return replace(made, script=replace(made.script, language=language))


def test_a_step_is_introduced_before_it_and_its_cue_comes_with_it(long_plan: Plan) -> None:
    spoken = Spoken(long_plan)
    assert spoken.forward(9) == ["Left foot. Slow strokes."]
    assert spoken.forward(3) == ["As light as lotion."]
    assert spoken.times_s == [LEAD_S, 10 + LEAD_S]


def test_prompts_half_and_ten_seconds_are_spoken_at_their_instants(long_plan: Plan) -> None:
    spoken = Spoken(long_plan)
    spoken.forward(12)
    assert spoken.forward(57) == ["Breathe out.", "Half. 30 seconds left.", "Ten seconds."]
    assert spoken.times_s[2:] == [30, 40 + LEAD_S, 60]


def test_a_step_without_a_cue_begins_with_the_tone_alone(long_plan: Plan) -> None:
    spoken = Spoken(long_plan)
    spoken.forward(70)
    assert spoken.forward(20) == ["Left foot. Knead."]


def test_the_other_foot_is_named() -> None:
    spoken = Spoken(plan(step("Knead", 450)))
    spoken.forward(10 + 450 - 1)
    assert spoken.forward(10) == ["Right foot. Knead."]


def test_nothing_is_cut_off_and_nothing_talks_over_itself() -> None:
    busy = step("Strokes", 60, cue="Softly.", prompts=(Prompt(1, "One"), Prompt(2, "Two")))
    spoken = Spoken(one_foot(busy, step("Knead", 900)))
    assert spoken.forward(20) == ["Left foot. Strokes.", "Softly.", "One.", "Two."]
    assert spoken.times_s == [0.6, 10.6, 12.6, 14.6]


def test_a_new_step_takes_the_place_of_what_waits() -> None:
    hasty = step("Strokes", 10, cue="Softly.", prompts=(Prompt(8, "One"), Prompt(9, "Two")))
    spoken = Spoken(one_foot(hasty, step("Knead", 900)))
    spoken.forward(19.5)
    assert spoken.forward(10) == ["Left foot. Knead."]


def test_paused_it_is_silent_at_once_and_says_nothing_old_afterwards(long_plan: Plan) -> None:
    spoken = Spoken(long_plan)
    spoken.forward(10 + 20 + 1)
    assert spoken.texts[-1] == "Breathe out."
    spoken.speaker.hear((Halfway(spoken.clock.now_s),))
    spoken.speaker.hear(spoken.session.pause())
    assert spoken.voice.stops == 1
    assert spoken.forward(60) == []
    spoken.speaker.hear(spoken.session.resume())
    assert spoken.forward(3 + 8) == []
    assert spoken.forward(3) == ["Half. 30 seconds left."]


def test_stop_silences_it(long_plan: Plan) -> None:
    spoken = Spoken(long_plan)
    spoken.forward(11)
    spoken.speaker.hear(spoken.session.stop())
    assert spoken.voice.stops == 1
    spoken.speaker.hear(spoken.session.give_reason(EndReason.PAIN))
    spoken.speaker.hear(spoken.session.finish())
    assert spoken.forward(20) == []


def test_what_was_cut_off_before_the_step_is_said_with_it(long_plan: Plan) -> None:
    spoken = Spoken(long_plan)
    spoken.forward(1)
    spoken.speaker.hear(spoken.session.pause())
    spoken.speaker.hear(spoken.session.resume())
    assert spoken.forward(3 + 9 + 2) == ["Left foot. Slow strokes. As light as lotion."]


def test_moving_about_while_paused_is_silent_until_it_goes_on(long_plan: Plan) -> None:
    spoken = Spoken(long_plan)
    spoken.forward(11)
    spoken.speaker.hear(spoken.session.pause())
    spoken.speaker.hear(spoken.session.next())
    assert spoken.forward(30) == []
    spoken.speaker.hear(spoken.session.resume())
    assert spoken.forward(5) == ["Left foot. Knead."]


def test_muted_it_says_nothing_and_unmuted_nothing_old(long_plan: Plan) -> None:
    spoken = Spoken(long_plan)
    spoken.forward(5)
    spoken.voice.muted = True
    assert spoken.forward(36) == []
    spoken.voice.muted = False
    assert spoken.forward(10) == []
    assert spoken.forward(12) == ["Ten seconds."]


def test_a_voice_that_wakes_late_still_says_what_is_young() -> None:
    spoken = Spoken(one_foot(step("Knead", 900, cue="Softly.")), is_ready=False)
    assert spoken.forward(3) == []
    spoken.voice.is_ready = True
    spoken.voice.become_free()
    assert spoken.texts == ["Left foot. Knead."]


def test_a_voice_that_wakes_too_late_says_nothing_old() -> None:
    spoken = Spoken(one_foot(step("Knead", 900)), is_ready=False)
    spoken.forward(9)
    spoken.voice.is_ready = True
    spoken.voice.become_free()
    assert spoken.texts == []


def test_a_step_that_waits_asks_for_the_space_bar_and_then_gives_its_cue() -> None:
    spoken = Spoken(one_foot(step("Stretch", 900, cue="Knee straight.", wait=True)))
    assert spoken.forward(14) == ["Left foot. Stretch.", "Press Space when you are ready."]
    spoken.speaker.hear(spoken.session.resume())
    assert spoken.forward(5) == ["Knee straight."]


def test_the_end_is_spoken() -> None:
    spoken = Spoken(one_foot(step("Knead", 900), rest(60)))
    spoken.forward(10 + 900 + 15 + 60 - 1)
    done = "Done. Stay seated for a moment, then get up slowly."
    assert spoken.forward(4) == [done]


@pytest.mark.parametrize("reason", [one for one in EndReason if one is not EndReason.CRASH])
def test_stopped_the_end_is_spoken_only_to_who_says_done(reason: EndReason) -> None:
    spoken = Spoken(one_foot(step("Knead", 900), rest(60)))
    spoken.forward(100)
    before = len(spoken.texts)
    session = spoken.session
    for events in (session.stop(), session.give_reason(reason), session.finish()):
        spoken.speaker.hear(events)
    spoken.forward(10)
    done = ["Done. Stay seated for a moment, then get up slowly."]
    assert spoken.texts[before:] == (done if reason is EndReason.DONE else [])


def test_missing_minutes_are_spoken() -> None:
    spoken = Spoken(one_foot(step("Knead", 900), rest(60)))
    spoken.forward(10 + 765)
    spoken.speaker.hear(spoken.session.next())
    said = "2 minutes 15 seconds more makes fifteen minutes. Please look at the screen."
    assert spoken.texts[-1] == said


def test_too_sore_it_is_told_to_go_lighter() -> None:
    spoken = Spoken(one_foot(step("A", 300, area="heel"), step("B", 600)))
    spoken.forward(10 + 20)
    spoken.speaker.hear(spoken.session.ease())
    assert spoken.texts[-1] == "Go lighter."


def test_too_sore_twice_the_offer_is_spoken_too() -> None:
    spoken = Spoken(one_foot(*(step(name, 300, area="heel") for name in ("A", "B", "C", "D"))))
    spoken.forward(10 + 20)
    for _ in range(2):
        spoken.speaker.hear(spoken.session.ease())
        spoken.forward(1)
    assert spoken.session.offer is not None
    said = "Too sore here? You can leave this place out: look at the screen."
    assert spoken.texts[-1] == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de-CH", ["Linker Fuß. Kneten.", "Sanft.", "Die Hälfte. Noch 30 Sekunden."]),
        ("es", ["Pie izquierdo. Kneten.", "Sanft.", "La mitad. Tiempo restante: 30 segundos."]),
        ("fr", ["Kneten.", "Sanft."]),
    ],
)
def test_it_speaks_the_language_of_the_script(language: str, said: list[str]) -> None:
    made = one_foot(step("Kneten", 60, cue="Sanft"), step("Rollen", 840))
    assert Spoken(in_language(made, language)).forward(45) == said


def test_closed_it_lets_go_of_the_voice(long_plan: Plan) -> None:
    spoken = Spoken(long_plan)
    spoken.speaker.close()
    assert spoken.voice.is_closed
    spoken.voice.on_free()
    assert spoken.texts == []


def test_the_lead_is_waited_for_by_a_real_timer(long_plan: Plan) -> None:
    spoken = Spoken(long_plan)
    assert spoken.speaker._lead.isActive()
    assert spoken.speaker._lead.interval() == round(LEAD_S * 1000)


# --- words ---


def test_every_language_has_all_words() -> None:
    assert set(WORDS) == {"en", "de", "es"}
    for words in WORDS.values():
        for name in words.__dataclass_fields__:
            assert getattr(words, name), name
        assert "{time}" in words.half
        assert "{time}" in words.short
        assert "{n}" in words.minutes
        assert "{n}" in words.seconds


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.4, "one second"),
        (30, "30 seconds"),
        (60, "one minute"),
        (75, "one minute 15 seconds"),
        (121, "2 minutes one second"),
    ],
)
def test_times_are_written_as_a_voice_reads_them_well(seconds: float, text: str) -> None:
    assert words_for("en-GB").time(seconds) == text


def test_parts_become_sentences() -> None:
    assert sentences("Left foot", "", "Out...", "Ready?") == "Left foot. Out... Ready?"


# --- why there is none ---


def test_on_linux_the_packages_are_named_and_that_all_is_shown() -> None:
    for fault in (VoiceFault.NO_ENGINE, VoiceFault.NO_VOICES):
        text = trouble_text(VoiceTrouble(fault), "linux")
        assert "speech-dispatcher speech-dispatcher-espeak-ng" in text
        assert text.endswith("everything is shown on the screen.")
        assert "does not answer" not in text
        assert "apt" not in trouble_text(VoiceTrouble(fault), "win32")


@pytest.mark.parametrize("fault", list(VoiceFault))
def test_every_trouble_says_what_it_is_and_that_sessions_run_without_it(fault: VoiceFault) -> None:
    text = trouble_text(VoiceTrouble(fault, "de"), "darwin")
    # It stands in Settings too, where no session runs.
    assert text.endswith("Sessions run without the voice; everything is shown on the screen.")
    assert "The session" not in text


def test_an_engine_that_does_not_answer_is_not_said_to_be_missing() -> None:
    text = trouble_text(VoiceTrouble(VoiceFault.NO_ANSWER), "linux")
    assert text.startswith("No voice: the speech engine does not answer.")
    assert "no speech engine was found" not in text
    assert "If it was never installed, on Debian and Ubuntu: apt install" in text
    assert "apt" not in trouble_text(VoiceTrouble(VoiceFault.NO_ANSWER), "win32")


def test_a_missing_language_is_named() -> None:
    text = trouble_text(VoiceTrouble(VoiceFault.NO_LANGUAGE, "de"), "linux")
    assert text.startswith("No voice on this computer speaks German.")
    assert language_name("tlh") == "tlh"


# --- trying the voice ---


@pytest.mark.parametrize(
    ("chosen", "language", "said"),
    [
        ("", "en", WORDS["en"].sample),
        ("de-DE", "de-DE", WORDS["de"].sample),
        ("fr-FR", "fr-FR", "1, 2, 3."),
    ],
)
def test_a_trial_speaks_the_language_of_the_chosen_voice(
    chosen: str, language: str, said: str
) -> None:
    voice = FakeVoice(FakeClock())
    VoiceTrial(voice).run(VoiceChoices(voice_language=chosen))
    assert voice.prepared == [language]
    assert [text for _, text in voice.said] == [said]


def test_a_trial_waits_for_the_voice_and_speaks_once() -> None:
    voice = FakeVoice(FakeClock())
    voice.is_ready = False
    VoiceTrial(voice).run(VoiceChoices())
    assert voice.said == []
    voice.is_ready = True
    voice.become_free()
    voice.become_free()
    assert [text for _, text in voice.said] == [WORDS["en"].sample]


class TrialSteps:
    """Remembers how far a trial was shown to be."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    def show_speaking(self) -> None:
        self.shown.append("speaking")

    def end_test(self) -> None:
        self.shown.append("over")


def test_a_trial_shows_how_far_it_is() -> None:
    clock = FakeClock()
    voice, steps = FakeVoice(clock), TrialSteps()
    voice.is_ready = False
    trial = VoiceTrial(voice)
    trial.view = steps
    trial.run(VoiceChoices())
    assert steps.shown == []
    voice.is_ready = True
    voice.become_free()
    assert steps.shown == ["speaking"]
    voice.become_free()
    assert steps.shown == ["speaking", "over"]
