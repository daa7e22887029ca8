"""The picture of a moment: within a second only what moves is worked out anew."""

from __future__ import annotations

import pytest

from app.core.script import Pattern
from app.ui.player_picture import PlayerPicture, later, picture_of
from tests.core.building import one_foot, rest, step
from tests.core.fake_clock import Walk

pytestmark = pytest.mark.usefixtures("qapp")


def walk() -> Walk:
    steps = (step("A", 12), step("B", pattern=Pattern(3, 1, 2)), step("C", 900), rest(10))
    return Walk(one_foot(*steps))


def moves(picture: PlayerPicture) -> tuple[object, ...]:
    return picture.time, picture.step


def test_within_a_second_it_is_what_a_whole_look_gives() -> None:
    walked = walk()
    commands = {155: walked.session.pause, 190: walked.session.resume, 455: walked.session.extend}
    picture, moved = picture_of(walked.session), 0
    for tenth in range(600):
        happened = [*walked.forward(0.1), *commands.get(tenth, tuple)()]
        whole, found = picture_of(walked.session), later(picture, walked.session)
        if found is None:
            assert whole.time.figures != picture.time.figures
        elif not happened:
            moved += 1
            assert moves(found) == moves(whole)
        picture = whole
    assert moved > 500
