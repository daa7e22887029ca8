"""Where the beats of a step with a pace lie, in samples of a sound."""

from __future__ import annotations

from math import ceil


def beat_samples(per_min: int, from_s: float, until_s: float, rate_hz: int) -> list[int]:
    """Tell where the beats are in a sound that begins `from_s` seconds into a step.

    Beat number k is due k × 60 / per_min seconds into the step, whenever the sound begins; each
    position is computed from k alone, so that no rounding adds up.

    Args:
        per_min: strokes in a minute, over 0.
        from_s: seconds into the step at which the sound begins, 0 or more.
        until_s: seconds into the step before which the last beat begins.
        rate_hz: samples in a second.

    Returns:
        The index of each beat's first sample, ascending; none where no beat is left.
    """
    first = ceil(from_s * per_min / 60)
    after_last = ceil(until_s * per_min / 60)
    return [max(0, round((k * 60 / per_min - from_s) * rate_hz)) for k in range(first, after_last)]
