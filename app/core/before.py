"""What went before a session and is kept with it: the check, its verdict, and how the feet felt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.answer import Answer
from app.core.health_answers import Check
from app.core.health_questions import Limit, Outcome, Questionnaire
from app.core.kept_session import answer_to_json, ratings_from
from app.core.plain_values import instant, items, mapping, text, whole, word
from app.core.soreness import Rating


@dataclass(frozen=True, slots=True)
class Before:
    """What was asked and answered before a session.

    Attributes:
        session_id: the UUID of the session.
        verdict: what followed from it, as the log keeps it with the session.
        check: the today check, named to the session.
        ratings: pain now, and soreness that was left from the session before.
        limits: what else holds for it, to be said while it runs and after it.
    """

    session_id: str
    verdict: Outcome
    check: Check
    ratings: tuple[Rating, ...] = ()
    limits: tuple[Limit, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Plain values, for a file."""
        check = self.check
        return {
            "session_id": self.session_id,
            "verdict": self.verdict,
            "check": {
                "id": check.id,
                "questionnaire": check.questionnaire,
                "version": check.version,
                "when": check.when.isoformat(),
                "answers": {id_: answer.as_text() for id_, answer in check.answers.items()},
                "level": check.level,
            },
            "ratings": [answer_to_json(rating) for rating in self.ratings],
            "limits": list(self.limits),
        }

    @classmethod
    def from_json(cls, data: object) -> Before:
        """Read what `to_json` gave.

        Raises:
            KeyError, TypeError, ValueError: it is something else.
        """
        found = mapping(data)
        session_id = text(found["session_id"])
        return cls(
            session_id,
            word(Outcome, found["verdict"]),
            _check(mapping(found["check"]), session_id),
            ratings_from(found["ratings"]),
            # They were not kept at first.
            tuple(word(Limit, one) for one in items(found.get("limits", []))),
        )


def _check(found: Mapping[str, object], session_id: str) -> Check:
    answers = mapping(found["answers"])
    return Check(
        id=text(found["id"]),
        questionnaire=word(Questionnaire, found["questionnaire"]),
        version=whole(found["version"]),
        when=instant(found["when"]),
        answers={id_: Answer.from_text(text(line)) for id_, line in answers.items()},
        level=text(found["level"]),
        session_id=session_id,
    )
