"""The events of a session that have a sound of their own."""

from enum import StrEnum


class Cue(StrEnum):
    """An event that is heard; its value is the stem of its file in resources/sounds."""

    # The count-in before a session, and again after a pause.
    GET_READY = "get-ready"
    # A step begins: its first stroke is now.
    BEGIN = "begin"
    # Within a step, the other foot's turn.
    SIDE_CHANGE = "side-change"
    # Half of the step's time is over.
    HALF = "half"
    # Three ticks, one second apart, for the last three seconds; the first is at once.
    LAST_THREE = "last-three"
    # In a pattern: press and stay.
    HOLD = "hold"
    # In a pattern: let go.
    RELEASE = "release"
    # One stroke of a step with a pace; the beats of a step are rendered from it.
    PACE = "pace"
    # The session has reached its end.
    DONE = "done"
