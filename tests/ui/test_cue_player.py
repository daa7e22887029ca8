"""Which sounds are heard in a session."""

from __future__ import annotations

import pytest

from app.core.cues import Cue
from app.core.plan import Plan
from app.core.script import Pattern
from app.core.session import Session
from app.core.soreness import EndReason
from app.ui.cue_player import CuePlayer
from tests.core.building import one_foot, plan, rest, step
from tests.core.fake_clock import FakeClock
from tests.ui.player_fixtures import FakeChime, sample_plan


class Heard:
    """A session whose sounds are remembered."""

    def __init__(self, made: Plan) -> None:
        self.clock = FakeClock()
        self.session = Session(made, self.clock)
        self.chime = FakeChime()
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


@pytest.mark.parametrize("is_early", [True, False])
def test_the_end_is_heard(*, is_early: bool) -> None:
    heard = Heard(sample_plan())
    if is_early:
        for events in (
            heard.session.stop(),
            heard.session.give_reason(EndReason.DONE),
            heard.session.finish(),
        ):
            heard.cues.hear(events)
    else:
        heard.forward(5000)
    assert heard.chime.played[-1] is Cue.DONE
