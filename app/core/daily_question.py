"""Which question is asked once a day and foot, by where it hurts most."""

from __future__ import annotations

from enum import StrEnum

from app.core.script import Area

NOON_H = 12
NIGHT_ENDS_H = 4


class HurtsMost(StrEnum):
    """Where it hurts most, in the person's own view; not a diagnosis.

    It sets the daily question (domain notes 5.3): the first steps of the morning for heel or arch,
    pain after standing or walking for the ball of the foot, stiffness or pain in the morning for
    the Achilles tendon.
    """

    HEEL_OR_ARCH = "heel-or-arch"
    BALL_OF_FOOT = "ball-of-foot"
    ACHILLES = "achilles"

    @property
    def region(self) -> Area:
        """The region under which answers are kept, which tells the three questions apart."""
        return {
            HurtsMost.HEEL_OR_ARCH: Area.WHOLE_FOOT,
            HurtsMost.BALL_OF_FOOT: Area.BALL_OF_FOOT,
            HurtsMost.ACHILLES: Area.ACHILLES,
        }[self]

    @classmethod
    def of_region(cls, region: Area) -> HurtsMost:
        """Of which question an answer is."""
        found = [one for one in cls if one.region is region]
        return found[0] if found else cls.HEEL_OR_ARCH

    def is_asked_at(self, hour: int) -> bool:
        """Whether its question is asked at a local hour: of the morning, or from noon on."""
        if self is HurtsMost.BALL_OF_FOOT:
            return hour >= NOON_H
        return NIGHT_ENDS_H <= hour < NOON_H
