"""What waits to be spoken: in order, nothing twice, nothing late, one at a time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from app.core.speech_queue import SpeechKind, SpeechQueue, Utterance

KINDS = list(SpeechKind)


def says(text: str, kind: SpeechKind, due_s: float = 0.0, lead_s: float = 0.0) -> Utterance:
    return Utterance(text, kind, due_s, lead_s)


def taken(queue: SpeechQueue, now_s: float = 0.0) -> str:
    utterance = queue.take(now_s)
    return "" if utterance is None else utterance.text


def test_what_waits_is_spoken_in_order_and_one_at_a_time() -> None:
    queue = SpeechQueue()
    queue.put(says("Left foot.", SpeechKind.ANNOUNCEMENT))
    queue.put(says("Slowly.", SpeechKind.PROMPT))
    queue.put(says("Half.", SpeechKind.TIME_LEFT))
    assert taken(queue) == "Left foot."
    assert queue.is_speaking
    assert taken(queue) == ""
    queue.end()
    assert taken(queue) == "Slowly."
    queue.end()
    assert taken(queue) == "Half."
    queue.end()
    assert taken(queue) == ""
    assert not queue.is_speaking


def test_an_announcement_takes_the_place_of_what_waits_but_cuts_nothing_off() -> None:
    queue = SpeechQueue()
    queue.put(says("A prompt.", SpeechKind.PROMPT))
    assert taken(queue) == "A prompt."
    queue.put(says("Another prompt.", SpeechKind.PROMPT))
    queue.put(says("Ten seconds.", SpeechKind.TIME_LEFT))
    queue.put(says("Right foot.", SpeechKind.ANNOUNCEMENT))
    assert queue.is_speaking
    queue.end()
    assert taken(queue) == "Right foot."
    assert queue.waiting == ()


@pytest.mark.parametrize(
    ("kind", "late_s"),
    [(SpeechKind.ANNOUNCEMENT, 8.0), (SpeechKind.PROMPT, 5.0), (SpeechKind.TIME_LEFT, 2.5)],
)
def test_what_is_late_is_dropped(kind: SpeechKind, late_s: float) -> None:
    in_time, late = SpeechQueue(), SpeechQueue()
    in_time.put(says("Now.", kind, 100))
    late.put(says("Now.", kind, 100))
    assert taken(in_time, 100 + late_s) == "Now."
    assert taken(late, 100 + late_s + 0.01) == ""
    assert late.waiting == ()


def test_what_is_dropped_does_not_hold_up_what_comes_after_it() -> None:
    queue = SpeechQueue()
    queue.put(says("Ten seconds.", SpeechKind.TIME_LEFT, 100))
    queue.put(says("Slowly.", SpeechKind.PROMPT, 102))
    assert taken(queue, 105) == "Slowly."


def test_words_wait_for_the_tone_that_sounds_with_them() -> None:
    queue = SpeechQueue()
    queue.put(says("Left foot.", SpeechKind.ANNOUNCEMENT, 100, lead_s=0.6))
    assert taken(queue, 100.5) == ""
    assert not queue.is_speaking
    assert queue.next_from_s == 100.6
    assert taken(queue, 100.6) == "Left foot."
    assert queue.next_from_s is None


def test_cleared_it_says_nothing_old() -> None:
    queue = SpeechQueue()
    queue.put(says("Left foot.", SpeechKind.ANNOUNCEMENT))
    queue.put(says("Slowly.", SpeechKind.PROMPT))
    taken(queue)
    queue.clear()
    assert queue.is_speaking
    queue.end()
    assert taken(queue) == ""


class QueueMachine(RuleBasedStateMachine):
    """Events come, the voice begins and ends, time goes by; texts are numbered by their order."""

    def __init__(self) -> None:
        super().__init__()
        self.queue = SpeechQueue()
        self.now_s = 0.0
        self.put: list[Utterance] = []
        self.spoken: list[int] = []
        self.voice_is_busy = False
        self.cleared_up_to = 0

    @rule(kind=st.sampled_from(KINDS), lead_s=st.sampled_from([0.0, 0.6]))
    def something_is_due(self, kind: SpeechKind, lead_s: float) -> None:
        utterance = Utterance(str(len(self.put)), kind, self.now_s, lead_s)
        self.put.append(utterance)
        self.queue.put(utterance)

    @rule(by_s=st.floats(0, 6))
    def time_goes_by(self, by_s: float) -> None:
        self.now_s += by_s

    @rule()
    def the_voice_asks(self) -> None:
        utterance = self.queue.take(self.now_s)
        if utterance is None:
            return
        assert not self.voice_is_busy, "two at once"
        self.voice_is_busy = True
        number = int(utterance.text)
        assert utterance.from_s <= self.now_s
        assert self.now_s - utterance.due_s <= utterance.kind.late_after_s, "late"
        assert number >= self.cleared_up_to, "said although it was cleared"
        newer = [u for u in self.put[number + 1 :] if u.kind is SpeechKind.ANNOUNCEMENT]
        assert not newer, "an old step's words after a newer step was announced"
        assert not self.spoken or number > self.spoken[-1], "out of order or twice"
        self.spoken.append(number)

    @precondition(lambda self: self.voice_is_busy)
    @rule()
    def the_voice_is_free(self) -> None:
        self.voice_is_busy = False
        self.queue.end()

    @rule()
    def all_is_forgotten(self) -> None:
        self.queue.clear()
        self.cleared_up_to = len(self.put)

    @invariant()
    def it_knows_whether_the_voice_speaks(self) -> None:
        assert self.queue.is_speaking == self.voice_is_busy


TestQueueMachine = QueueMachine.TestCase


@given(st.lists(st.sampled_from(KINDS), max_size=8))
def test_with_a_voice_that_is_quick_enough_nothing_after_the_last_announcement_is_lost(
    kinds: list[SpeechKind],
) -> None:
    queue = SpeechQueue()
    for number, kind in enumerate(kinds):
        queue.put(says(str(number), kind))
    last = max((i for i, kind in enumerate(kinds) if kind is SpeechKind.ANNOUNCEMENT), default=0)
    heard = []
    while text := taken(queue):
        heard.append(text)
        queue.end()
    assert heard == [str(number) for number in range(last, len(kinds))]
