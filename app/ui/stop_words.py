"""Why a person stops, and what helps then: plain words, no alarm, no diagnosis.

The signs and what to do are those of section 4.3 of the domain research; telephone numbers differ
from country to country and are left out.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.soreness import EndReason

REASONS = (
    EndReason.DONE,
    EndReason.PAIN,
    EndReason.SHARP_PAIN,
    EndReason.NUMB,
    EndReason.DIZZY,
    EndReason.SKIN,
    EndReason.CALF,
    EndReason.OTHER,
)
"""What is offered, in this order; a digit from 1 chooses one."""


def reason_choice(reason: EndReason) -> str:
    """A reason as a person would say it."""
    translate = QCoreApplication.translate
    return {
        EndReason.DONE: translate("stop", "I am done for today"),
        EndReason.PAIN: translate("stop", "It hurts too much"),
        EndReason.SHARP_PAIN: translate("stop", "Sharp, shooting or burning pain"),
        EndReason.NUMB: translate("stop", "The foot is numb or tingles"),
        EndReason.DIZZY: translate("stop", "Dizzy, cold sweat or short of breath"),
        EndReason.SKIN: translate("stop", "The skin is broken or sore"),
        EndReason.CALF: translate("stop", "The calf is painful, hot or swollen"),
        EndReason.CRASH: translate("stop", "It was interrupted"),
        EndReason.OTHER: translate("stop", "Something else, or by mistake"),
    }[reason]


def advice(reason: EndReason) -> tuple[str, ...]:
    """What to do now, one thing a line; the first is the most pressing."""
    translate = QCoreApplication.translate
    return {
        EndReason.DONE: (
            translate("stop", "That is fine. What you did is kept in the log."),
            translate("stop", "Wipe your soles before you stand up."),
        ),
        EndReason.PAIN: (
            translate("stop", "Take your hands off and let the foot rest."),
            translate("stop", "Next time stay one level lighter, or take the gentle session."),
            translate(
                "stop",
                "If the pain is strong or does not settle, ask a doctor or physical therapist.",
            ),
        ),
        EndReason.SHARP_PAIN: (
            translate("stop", "Stop here. Let the foot rest, and leave this place alone today."),
            translate(
                "stop", "If it comes back or does not settle, ask a doctor or physical therapist."
            ),
        ),
        EndReason.NUMB: (
            translate("stop", "Stop here. Let go of the foot and move it gently."),
            translate("stop", "No massage on this foot until it feels normal again."),
            translate("stop", "If the feeling does not come back soon, see a doctor."),
        ),
        EndReason.DIZZY: (
            translate("stop", "Lie down, or sit with your head low."),
            translate("stop", "Sip some water. Do not stand up alone."),
            translate(
                "stop",
                "If you are short of breath, your chest hurts or it does not pass, call your "
                "local emergency number.",
            ),
        ),
        EndReason.SKIN: (
            translate("stop", "Clean the place and cover it."),
            translate("stop", "No massage there until the skin is whole again."),
        ),
        EndReason.CALF: (
            translate("stop", "Do not massage this leg any more."),
            translate("stop", "A painful, hot or swollen calf needs medical advice today."),
            translate(
                "stop",
                "If you are short of breath or your chest hurts, call your local emergency number.",
            ),
        ),
        EndReason.CRASH: (),
        EndReason.OTHER: (
            translate("stop", "The timer stands still. Take your time."),
            translate("stop", "Go on when you are ready, or end the session here."),
        ),
    }[reason]
