"""The answers for single places, as the log shows one session."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import LoggedSession, Rating, RatingContext, RatingKind
from app.ui.log_detail import LogDetail
from tests.ui.player_fixtures import START, made_icons
from tests.ui.test_log_room import logged

PAIN, SORE = RatingKind.PAIN, RatingKind.SORENESS


def rated(*answers: tuple[RatingKind, Foot, Area, int]) -> LoggedSession:
    session = logged(1).session
    ratings = tuple(
        Rating(str(i), session.id, kind, RatingContext.AFTER, START, foot, area, value)
        for i, (kind, foot, area, value) in enumerate(answers)
    )
    return LoggedSession(session, ratings)


def shown(qtbot: QtBot, session: LoggedSession) -> list[tuple[str, str]]:
    detail = LogDetail(made_icons())
    qtbot.addWidget(detail)
    detail.show_session(session)
    lines = detail.ratings.lines.values()
    return [(line.name.text(), line.value.text()) for line in lines]


def test_each_place_has_its_line_after_those_of_what_was_felt_before(qtbot: QtBot) -> None:
    session = rated(
        (SORE, Foot.LEFT, Area.CALF, 1),
        (SORE, Foot.LEFT, Area.WHOLE_FOOT, 2),
        (SORE, Foot.LEFT, Area.HEEL, 4),
        (SORE, Foot.RIGHT, Area.HEEL, 3),
        (PAIN, Foot.RIGHT, Area.WHOLE_FOOT, 5),
    )
    assert shown(qtbot, session) == [
        ("Pain, right foot", "5"),
        ("Soreness, left foot", "2"),
        ("Soreness, left foot, heel", "4"),
        ("Soreness, left foot, calf", "1"),
        ("Soreness, right foot, heel", "3"),
    ]


def test_a_place_alone_says_nothing_of_the_whole_foot(qtbot: QtBot) -> None:
    session = rated((SORE, Foot.LEFT, Area.HEEL, 4))
    assert shown(qtbot, session) == [("Soreness, left foot, heel", "4")]
