"""The answers for single places, as the log shows one session."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
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


def shown(qtbot: QtBot, session: LoggedSession) -> list[tuple[str, ...]]:
    detail = LogDetail(made_icons())
    qtbot.addWidget(detail)
    detail.show_session(session)
    grid = detail._scores
    lines = []
    for row in range(grid.rowCount()):
        cells = [grid.itemAtPosition(row, column) for column in range(3)]
        labels = [None if cell is None else cell.widget() for cell in cells]
        lines.append(tuple(one.text() for one in labels if isinstance(one, QLabel)))
    return [tuple(text.replace("\xa0", " ") for text in line) for line in lines]


def test_each_place_has_its_line_below_the_whole_foot(qtbot: QtBot) -> None:
    session = rated(
        (SORE, Foot.LEFT, Area.CALF, 1),
        (SORE, Foot.LEFT, Area.WHOLE_FOOT, 2),
        (SORE, Foot.LEFT, Area.HEEL, 4),
        (SORE, Foot.RIGHT, Area.HEEL, 3),
        (PAIN, Foot.RIGHT, Area.WHOLE_FOOT, 5),
    )
    assert shown(qtbot, session) == [
        ("Pain", "After", "R 5"),
        ("Soreness", "After", "L 2"),
        ("", "", "Heel: L 4 · R 3"),
        ("", "", "Calf: L 1"),
    ]


def test_a_place_alone_says_nothing_of_the_whole_foot(qtbot: QtBot) -> None:
    session = rated((SORE, Foot.LEFT, Area.HEEL, 4))
    assert shown(qtbot, session) == [("Soreness", "After", "Heel: L 4")]


def test_a_question_that_was_left_open_is_shown_as_missing(qtbot: QtBot) -> None:
    session = logged(1).session
    skipped = Rating(
        "1", session.id, PAIN, RatingContext.AFTER, START, Foot.LEFT, Area.WHOLE_FOOT, None
    )
    assert shown(qtbot, LoggedSession(session, (skipped,))) == [("Pain", "After", "–")]
