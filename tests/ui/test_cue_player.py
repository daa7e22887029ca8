"""Which sounds are heard in a session."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.core.cues import Cue
from app.core.plan import Plan
from app.core.script import Pattern
from app.core.session import Session
from app.core.session_events import Event
from app.core.soreness import EndReason
from app.core.sound_choices import SoundChoices
from app.ui.cue_player import CuePlayer
from tests.core.building import one_foot, plan, rest, step
from tests.core.fake_clock import FakeClock
from tests.fake_devices import FakeChime
from tests.ui.player_fixtures import sample_plan


class BeatingChime(FakeChime):
    """A chime that remembers the beat it was last told to keep, and all that came before."""

    def __init__(self) -> None:
        super().__init__()
        self.beat: tuple[int, float, float] | None = None
        self.beats: list[tuple[int, float, float]] = []
        self.ends = 0

    def start_pace(self, per_min: int, elapsed_s: float, duration_s: float) -> None:
        self.beat = (per_min, elapsed_s, duration_s)
        self.beats.append(self.beat)

    def stop_pace(self) -> None:
        assert self.beat is not None, "there is no beat to be ended"
        self.ends += 1
        self.beat = None

    def stop(self) -> None:
        super().stop()
        self.beat = None

    def follow(self, choices: SoundChoices) -> None:
        """A session's sounds do not change by themselves."""

    def close(self) -> None:
        """Nothing is open."""


class Heard:
    """A session whose sounds are remembered."""

    def __init__(self, made: Plan) -> None:
        self.clock = FakeClock()
        self.session = Session(made, self.clock)
        self.chime = BeatingChime()
        self.cues = CuePlayer(self.session, self.chime)
        self.cues.hear(self.session.start())

    def forward(self, by_s: float) -> list[Cue]:
        """What is heard, event by event, in so many seconds."""
        end_s = self.clock.now_s + by_s
        before = len(self.chime.played)
        while (due_s := self.session.next_due_s) is not None and due_s <= end_s:
            self.clock.now_s = due_s
            self.cues.hear(self.session.tick())
        self.clock.now_s = max(self.clock.now_s, end_s)
        return self.chime.played[before:]


def test_get_ready_begin_half_and_the_last_three_seconds_are_heard() -> None:
    heard = Heard(sample_plan())
    assert heard.chime.played == [Cue.GET_READY]
    assert heard.forward(55) == [Cue.LAST_THREE, Cue.BEGIN, Cue.HALF, Cue.LAST_THREE]


def test_a_changeover_on_the_same_foot_is_silent_until_the_step_begins() -> None:
    heard = Heard(sample_plan())
    heard.forward(55)
    assert heard.forward(5) == [Cue.BEGIN]


def test_the_other_foot_is_announced() -> None:
    heard = Heard(plan(step("Knead", 450)))
    heard.forward(10 + 450 - 4)
    assert heard.forward(5) == [Cue.LAST_THREE, Cue.SIDE_CHANGE]


def test_a_step_for_no_foot_is_no_change_of_the_foot() -> None:
    heard = Heard(one_foot(step("Knead", 900), rest(60)))
    heard.forward(10 + 900 - 4)
    assert heard.forward(5) == [Cue.LAST_THREE]


def test_after_a_jump_the_foot_is_compared_with_the_one_that_was_worked() -> None:
    heard = Heard(plan(step("A", 300), step("B", 300)))
    heard.forward(12)  # A on the left foot
    right_b = heard.session.stretches[-1]
    assert right_b.segment.title == "B"
    heard.cues.hear(heard.session.jump(len(heard.session.stretches) - 1))
    assert heard.chime.played[-1] is Cue.SIDE_CHANGE


def test_holds_and_releases_are_heard_but_not_the_first_hold() -> None:
    pattern = Pattern(hold_s=10, release_s=2, reps=3)
    heard = Heard(one_foot(step("Stretch", pattern=pattern), step("Knead", 900)))
    assert heard.forward(10 + 11) == [Cue.LAST_THREE, Cue.BEGIN, Cue.RELEASE]
    assert heard.forward(3) == [Cue.HOLD]


def test_of_a_late_tick_only_the_newest_is_heard() -> None:
    heard = Heard(sample_plan())
    heard.clock.advance(40)
    heard.cues.hear(heard.session.tick())
    assert heard.chime.played == [Cue.GET_READY, Cue.HALF]


def test_pause_and_stop_silence_what_is_heard_and_going_on_counts_in() -> None:
    heard = Heard(sample_plan())
    heard.cues.hear(heard.session.pause())
    assert heard.chime.stops == 1
    heard.cues.hear(heard.session.resume())
    assert heard.chime.played[-1] is Cue.GET_READY
    heard.cues.hear(heard.session.stop())
    assert heard.chime.stops == 2


def test_a_step_reached_while_paused_is_silent_until_it_runs() -> None:
    heard = Heard(sample_plan())
    heard.cues.hear(heard.session.pause())
    played = len(heard.chime.played)
    heard.cues.hear(heard.session.next())
    assert len(heard.chime.played) == played
    heard.cues.hear(heard.session.resume())
    assert heard.forward(3)[-1] is Cue.BEGIN


def ended_for(reason: EndReason) -> Heard:
    """Stopped for a reason, and finished."""
    heard = Heard(sample_plan())
    heard.forward(20)
    for events in (
        heard.session.stop(),
        heard.session.give_reason(reason),
        heard.session.finish(),
    ):
        heard.cues.hear(events)
    return heard


def test_the_end_is_heard() -> None:
    heard = Heard(sample_plan())
    heard.forward(5000)
    assert heard.chime.played[-1] is Cue.DONE


def test_who_says_done_hears_it() -> None:
    assert ended_for(EndReason.DONE).chime.played[-1] is Cue.DONE


@pytest.mark.parametrize("reason", [one for one in EndReason if one is not EndReason.DONE])
def test_no_jingle_follows_a_stop_for_another_reason(reason: EndReason) -> None:
    assert Cue.DONE not in ended_for(reason).chime.played


# --- the last three seconds, when it is not so far after all ---


def ticking() -> Heard:
    """Two seconds before the end of a step with a beat, while it ticks."""
    heard = paced()
    heard.forward(48)
    assert heard.chime.played[-1] is Cue.LAST_THREE
    return heard


@pytest.mark.parametrize(
    "moves", [Session.extend, Session.next, Session.back, lambda session: session.jump(3)]
)
def test_the_ticks_end_where_the_step_does_not_end_after_them(
    moves: Callable[[Session], tuple[Event, ...]],
) -> None:
    heard = ticking()
    heard.cues.hear(moves(heard.session))
    assert heard.chime.stops == 1


def test_the_beat_goes_on_when_the_ticks_end() -> None:
    heard = ticking()
    heard.cues.hear(heard.session.extend())
    assert heard.chime.beat == (80, 58.0, 75.0)
    heard.forward(17)
    assert heard.chime.played[-1] is Cue.LAST_THREE
    assert heard.chime.stops == 1, "the next ones are heard to their end"


def test_ticks_that_are_over_need_no_stop() -> None:
    heard = ticking()
    heard.forward(2)
    heard.cues.hear(heard.session.next())
    assert heard.chime.stops == 0


def test_what_changes_no_time_lets_them_tick() -> None:
    heard = ticking()
    heard.cues.hear(heard.session.ease())
    heard.cues.hear(heard.session.repeat())
    assert heard.chime.stops == 0


PACED = step("Rub across", 60, technique="cross-fiber-friction", area="heel", pace_per_min=80)


def paced() -> Heard:
    """In a step with a beat, 10 s into it."""
    heard = Heard(one_foot(step("Rub", 60, pace_per_min=80), step("Knead", 900)))
    heard.forward(20)
    return heard


def test_a_beat_begins_with_its_step_and_ends_with_it() -> None:
    heard = Heard(one_foot(step("Rub", 60, pace_per_min=80), step("Knead", 900)))
    heard.forward(9)
    assert heard.chime.beats == []
    heard.forward(1)
    assert heard.chime.beat == (80, 0.0, 60.0)
    heard.forward(59)
    assert heard.chime.beats == [(80, 0.0, 60.0)]
    assert heard.chime.ends == 0
    heard.forward(1)
    assert heard.chime.ends == 1
    heard.forward(30)
    assert len(heard.chime.beats) == 1


@pytest.mark.parametrize("pauses", [Session.pause, Session.stop])
def test_a_pause_and_stop_end_the_beat_and_going_on_takes_it_up_where_it_was(
    pauses: Callable[[Session], tuple[Event, ...]],
) -> None:
    heard = paced()
    heard.cues.hear(pauses(heard.session))
    assert heard.chime.beat is None
    heard.clock.advance(100)
    if pauses is Session.stop:
        heard.cues.hear(heard.session.give_reason(EndReason.OTHER))
    heard.cues.hear(heard.session.resume())
    heard.forward(2.9)
    assert heard.chime.beat is None
    heard.forward(0.1)
    assert heard.chime.beat == (80, 10.0, 60.0)


def test_a_length_that_changes_takes_the_beat_with_it_in_phase() -> None:
    heard = paced()
    heard.cues.hear(heard.session.extend())
    assert heard.chime.beat == (80, 10.0, 75.0)
    heard.forward(5)
    heard.cues.hear(heard.session.shorten())
    assert heard.chime.beat == (80, 15.0, 60.0)


def test_a_length_that_changes_in_a_pause_begins_no_beat() -> None:
    heard = paced()
    heard.cues.hear(heard.session.pause())
    heard.cues.hear(heard.session.extend())
    assert heard.chime.beat is None


def test_the_next_step_ends_the_beat() -> None:
    heard = paced()
    heard.cues.hear(heard.session.next())
    assert heard.chime.beat is None


def test_back_begins_the_beat_anew() -> None:
    heard = paced()
    heard.cues.hear(heard.session.back())
    assert heard.chime.beat == (80, 0.0, 60.0)


def test_a_limited_step_taken_up_again_keeps_its_beat_in_phase() -> None:
    heard = Heard(one_foot(PACED, step("Knead", 900)))
    heard.forward(30)
    heard.cues.hear(heard.session.back())
    assert heard.chime.beat == (80, 20.0, 60.0)


def test_the_end_ends_the_beat() -> None:
    heard = paced()
    for events in (
        heard.session.stop(),
        heard.session.give_reason(EndReason.DONE),
        heard.session.finish(),
    ):
        heard.cues.hear(events)
    assert heard.chime.beat is None


def test_a_late_tick_begins_the_beat_where_the_step_is_by_then() -> None:
    heard = Heard(one_foot(step("Rub", 60, pace_per_min=80), step("Knead", 900)))
    heard.clock.advance(25)
    heard.cues.hear(heard.session.tick())
    assert heard.chime.beats == [(80, 15.0, 60.0)]
