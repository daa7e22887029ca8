"""Today with all that can stand there: what is due, what is advised, what stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.advice import DueAdvice, advice_due
from app.core.after_questions import FlagReason
from app.core.due_check_ins import DueCheckIn
from app.core.flag import Flag
from app.core.health_questions import Lead, Limit, Outcome, Urgency
from app.core.library import Library
from app.core.plan import Foot
from app.core.preferences import Preferences, Theme
from app.core.soreness import EndReason
from app.core.today import TodayView, view_today
from app.ui.advice_card import AdviceCard
from app.ui.due_card import DueCard
from app.ui.icons import Icons
from app.ui.standing_words import standing_text
from app.ui.theme import Looks
from app.ui.today_room import WHEN_TO_SEE, TodayRoom
from tests.core.followup_building import H24, hours, session
from tests.core.health_building import LEFT, QUESTIONS, RIGHT
from tests.ui.check_in_stand import THURSDAY, due_of, titled

FRIDAY = THURSDAY + timedelta(days=1)
SOON, TODAY, EMERGENCY = Urgency.SOON, Urgency.TODAY, Urgency.EMERGENCY
SAID = "Say this."


def flag(
    reason: FlagReason = FlagReason.SORE_AT_48H,
    outcome: Outcome = Outcome.ADAPT,
    *feet: Foot,
    urgency: Urgency = SOON,
    limits: tuple[Limit, ...] = (),
    asked_by: str = "",
) -> Flag:
    lead = Lead(outcome, SAID, urgency)
    return Flag(reason, FRIDAY, FRIDAY, lead, frozenset(feet), limits, asked_by)


def advised(*flags: Flag) -> tuple[DueAdvice, ...]:
    return advice_due(QUESTIONS, flags, {}, FRIDAY)


@dataclass
class Desk:
    """Gives Today what a test wants it to show."""

    library: Library
    now: datetime = THURSDAY + hours(48)
    due: tuple[DueCheckIn, ...] = ()
    flags: tuple[Flag, ...] = ()
    advice: tuple[DueAdvice, ...] = field(default=())

    def view(self) -> TodayView:
        return view_today(
            [one.logged for one in self.due],
            [],
            self.library,
            self.now,
            flags=self.flags,
            advice=self.advice,
            due=self.due,
        )


@pytest.fixture
def desk(library: Library) -> Desk:
    return Desk(library)


@pytest.fixture
def room(qtbot: QtBot, icons: Icons, desk: Desk) -> TodayRoom:
    made = TodayRoom(icons, Preferences(), desk.view)
    qtbot.addWidget(made)
    made.resize(1150, 760)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def says(room: QWidget, words: str) -> bool:
    return any(
        words in shown.text().replace("\xa0", " ")
        for shown in room.findChildren(QLabel)
        if shown.isVisible()
    )


def buttons(room: QWidget) -> Iterator[QPushButton]:
    yield from (one for one in room.findChildren(QPushButton) if one.isVisible())


def named(room: QWidget, name: str) -> QPushButton:
    return next(one for one in buttons(room) if one.text() == name)


def leaders(room: QWidget) -> list[str]:
    return [one.text() for one in buttons(room) if one.property("role") == "primary"]


def place_of(room: QWidget, part: QWidget) -> tuple[int, int]:
    """Left and top in the room."""
    at = part.mapTo(room, part.rect().topLeft())
    return at.x(), at.y()


def card(room: QWidget, kind: type[QWidget]) -> QWidget:
    return room.findChildren(kind)[0]


def thursday(after: float = 48) -> tuple[DueCheckIn, ...]:
    return due_of(titled(session(THURSDAY), "Slow release"), after=after)


# --- what is due ---


def test_with_nothing_due_there_is_no_card(room: TodayRoom) -> None:
    assert not card(room, DueCard).isVisible()
    assert not card(room, AdviceCard).isVisible()
    assert leaders(room) == ["Start"]


def test_what_is_due_is_the_next_thing(qtbot: QtBot, desk: Desk, room: TodayRoom) -> None:
    desk.due = thursday()
    room.refresh()
    assert says(room, "Due: 48 hours after Thursday")
    text = "Thursday's session, Slow release, worked both feet. How sore, and anything new."
    assert says(room, text)
    assert says(room, "under a minute")
    assert not says(room, "late")
    assert leaders(room) == ["Answer now"]
    room.setFocus()
    assert QApplication.focusWidget() is named(room, "Answer now")
    with qtbot.waitSignal(room.answer_requested):
        QTest.keyClick(named(room, "Answer now"), Qt.Key.Key_Space)


def test_before_it_is_due_it_can_be_answered_and_does_not_lead(desk: Desk, room: TodayRoom) -> None:
    [due] = thursday()
    desk.due = (replace(due, is_early=True),)
    room.refresh()
    assert says(room, "You can answer now: 48 hours after Thursday")
    assert not says(room, "Due:")
    assert leaders(room) == ["Start"]
    room.setFocus()
    assert QApplication.focusWidget() is named(room, "Start")
    assert named(room, "Answer now").accessibleDescription().startswith("You can answer now")
    older = replace(due, check_in=replace(due.check_in, context=H24))
    desk.due = (older, *desk.due)
    room.refresh()
    assert says(room, "Due: 24 hours after Thursday"), "what is due goes before"
    assert leaders(room) == ["Answer now"]


@pytest.mark.parametrize(
    ("after", "title"),
    [(3, "Due: 3 hours after today's session"), (24, "Due: 24 hours after yesterday's session")],
)
def test_near_days_are_said_as_people_say_them(
    desk: Desk, room: TodayRoom, after: float, title: str
) -> None:
    desk.due, desk.now = thursday(after), THURSDAY + hours(after)
    room.refresh()
    assert says(room, title)


def test_lateness_is_said_plainly(desk: Desk, room: TodayRoom) -> None:
    desk.due, desk.now = thursday(62), THURSDAY + hours(62)
    room.refresh()
    assert says(room, "A bit late: your answers are kept with their real hours.")


def test_several_are_listed(desk: Desk, room: TodayRoom) -> None:
    [newer] = thursday()
    older = replace(newer, check_in=replace(newer.check_in, context=H24))
    desk.due = (newer, older)
    room.refresh()
    assert says(room, "Due: 48 hours after Thursday")
    assert says(room, "Also: 24 hours after Thursday's session")
    assert not says(room, "under a minute"), "it is a minute for each"
    assert [one.text() for one in buttons(room)].count("Answer now") == 1


def test_a_session_without_massage_is_not_asked_how_sore_it_is(desk: Desk, room: TodayRoom) -> None:
    stopped = session(THURSDAY, hands_on_s=0, ended_early_reason=EndReason.DIZZY)
    desk.due = due_of(titled(stopped, "Slow release"), after=48)
    room.refresh()
    assert says(room, "Thursday's session: Slow release. How your feet feel, and anything new.")


# --- advice ---


def test_advice_that_can_wait_does_not_lead(qtbot: QtBot, desk: Desk, room: TodayRoom) -> None:
    desk.flags = (flag(FlagReason.SORE_AT_48H, Outcome.ADAPT, LEFT),)
    desk.advice = advised(*desk.flags)
    room.refresh()
    assert says(room, "Ask a professional soon")
    assert says(room, "Left foot. Two days after a session you were sorer than before it.")
    assert says(room, "Soon · told yesterday")
    assert leaders(room) == ["Start"]
    with qtbot.waitSignal(room.help_wanted) as told:
        QTest.keyClick(named(room, "When to see someone"), Qt.Key.Key_Space)
    assert told.args == [WHEN_TO_SEE] == ["when-to-see-someone"]
    with qtbot.waitSignal(room.advice_understood):
        QTest.keyClick(named(room, "Understood"), Qt.Key.Key_Return)


def test_what_is_urgent_stands_before_all_and_alone(desk: Desk, room: TodayRoom) -> None:
    desk.due = thursday()
    calf = flag(FlagReason.CALF, Outcome.STOP, urgency=TODAY)
    desk.advice = advised(calf, flag())
    desk.flags = (calf, flag())
    room.refresh()
    QApplication.processEvents()
    assert says(room, "This needs a professional today")
    assert says(room, "Call your doctor or your local urgent care line")
    assert not says(room, "you were sorer")
    assert leaders(room) == ["Understood"]
    advice = card(room, AdviceCard)
    others = [one for one in room._leaders if one is not advice and one.isVisible()]
    assert all(place_of(room, advice)[1] < place_of(room, one)[1] for one in others)
    assert advice.width() > 900, "over both columns"
    desk.advice = advised(flag())
    room.refresh()
    QApplication.processEvents()
    assert says(room, "Ask a professional soon")
    assert leaders(room) == ["Answer now"]
    assert place_of(room, advice)[1] > place_of(room, card(room, DueCard))[1]


def test_an_emergency_is_called_one(desk: Desk, room: TodayRoom) -> None:
    desk.advice = advised(flag(FlagReason.CALF, Outcome.STOP, urgency=EMERGENCY))
    room.refresh()
    assert says(room, "Get help now")
    assert says(room, SAID), "what the answer led to, not the milder advice"
    assert says(room, "Now · told yesterday")


def urgent(desk: Desk) -> None:
    """Two reasons for help: one of now, one of today."""
    desk.flags = (
        flag(FlagReason.CALF, Outcome.STOP, urgency=EMERGENCY),
        flag(FlagReason.SPREADING_BRUISE, Outcome.STOP, urgency=TODAY),
    )
    desk.advice = advised(*desk.flags)


def test_each_urgent_reason_is_understood_by_itself(
    qtbot: QtBot, desk: Desk, room: TodayRoom
) -> None:
    urgent(desk)
    room.refresh()
    room.setFocus()
    assert says(room, "Please read this first")
    assert not says(room, "Good")
    assert [one.text() for one in buttons(room)].count("Understood") == 2
    assert leaders(room) == ["Understood"]
    here = QApplication.focusWidget()
    assert here is named(room, "Understood")
    assert here.accessibleDescription() == f"Get help now. {SAID}"
    with qtbot.waitSignal(room.advice_understood) as told:
        QTest.keyClick(here, Qt.Key.Key_Space)
    assert told.args == [desk.advice[:1]]
    desk.advice = desk.advice[1:]
    room.refresh()
    assert not says(room, SAID)
    assert says(room, "a bruise is growing")
    assert [one.text() for one in buttons(room)].count("Understood") == 1


@pytest.mark.parametrize("size", [(1150, 760), (800, 600), (700, 300)])
@pytest.mark.parametrize("percent", [100, 200])
def test_no_key_puts_away_what_is_urgent_and_was_not_seen(
    desk: Desk, room: TodayRoom, looks: Looks, size: tuple[int, int], percent: int
) -> None:
    urgent(desk)
    looks.follow(Preferences(text_percent=percent))
    room.resize(*size)
    room.refresh()
    room.setFocus()
    here = QApplication.focusWidget()
    assert here is not None
    text = next(one for one in room.findChildren(QLabel) if one.text() == SAID)
    assert not text.visibleRegion().isEmpty()
    assert text.visibleRegion().boundingRect().top() == 0, "from its first line"
    if isinstance(here, QPushButton):
        assert here.visibleRegion().boundingRect() == here.rect()
        assert text.visibleRegion().boundingRect() == text.rect()
    else:
        assert here is text
        QTest.keyClick(here, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is named(room, "Understood")


def test_a_text_that_changes_is_seen_whole(desk: Desk, room: TodayRoom) -> None:
    desk.advice = advised(flag(FlagReason.CALF, Outcome.STOP, urgency=TODAY))
    room.refresh()
    QApplication.processEvents()
    desk.advice = advised(flag(), flag(FlagReason.LARGE_BRUISE), flag(FlagReason.NO_CHANGE))
    desk.flags = (flag(FlagReason.SKIN, Outcome.STOP, LEFT), flag(FlagReason.DIZZY, Outcome.CLEAR))
    room.refresh()
    QApplication.processEvents()
    for shown in room.findChildren(QLabel):
        if shown.isVisible() and shown.wordWrap():
            assert shown.height() >= shown.heightForWidth(shown.width()), shown.text()


# --- what stands ---


def test_what_stands_is_said_in_a_quiet_line(desk: Desk, room: TodayRoom) -> None:
    desk.flags = (flag(asked_by="T6"),)
    room.refresh()
    line = "Firm scripts wait: about two days after a session you were sorer than before it."
    assert says(room, f"{line} Told yesterday.")
    assert says(room, "Before the next session you are asked whether it is gone.")
    desk.advice = advised(*desk.flags)
    room.refresh()
    assert not says(room, line), "its advice says it"


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (
            flag(FlagReason.SWELLING, Outcome.STOP, LEFT),
            "The left foot rests: a foot or leg is swollen, red or warm. Told",
        ),
        (flag(FlagReason.NUMBNESS, Outcome.STOP, RIGHT), "The right foot rests: a foot is numb"),
        (
            flag(FlagReason.CALF, Outcome.STOP),
            "Both feet rest: a leg is swollen, warm, red or painful. Told",
        ),
        (
            flag(FlagReason.SKIN, Outcome.STOP),
            "Both feet rest: the skin is broken, and you did not say on which side. Told",
        ),
        (flag(FlagReason.NO_CHANGE, Outcome.CLEAR), "Worth asking a professional about: your"),
        (
            flag(FlagReason.DIZZY, Outcome.CLEAR, limits=(Limit.SLOW_RISE,)),
            "Get up slowly, with somebody near: you were dizzy.",
        ),
    ],
)
def test_what_waits_is_what_the_flag_does(standing: Flag, said: str) -> None:
    assert standing_text(standing, FRIDAY.date()).startswith(said)


def test_several_that_are_asked_about_are_several(desk: Desk, room: TodayRoom) -> None:
    desk.flags = (flag(asked_by="T6"), flag(FlagReason.SKIN, asked_by="A7"), flag(FlagReason.DIZZY))
    room.refresh()
    assert says(room, "Before the next session you are asked whether they are gone.")


def test_whoever_said_on_both_feet_is_not_told_that_they_did_not() -> None:
    both = replace(flag(FlagReason.NUMBNESS, Outcome.STOP), feet=frozenset(Foot))
    text = standing_text(both, FRIDAY.date())
    assert text.startswith("Both feet rest: a foot is numb or tingles. Told")


@pytest.mark.parametrize("reason", FlagReason)
def test_every_reason_has_words_for_it(reason: FlagReason) -> None:
    text = standing_text(flag(reason), FRIDAY.date())
    assert text.startswith("Firm scripts wait: ")
    assert text.endswith(". Told today.")


# --- the whole page ---


def everything(desk: Desk) -> None:
    desk.due = thursday()
    desk.advice = advised(flag(FlagReason.CALF, Outcome.STOP, urgency=TODAY))
    desk.flags = (flag(FlagReason.CALF, Outcome.STOP, urgency=TODAY), flag(asked_by="T6"))


def test_tab_leads_from_what_is_urgent_to_what_is_past(desk: Desk, room: TodayRoom) -> None:
    everything(desk)
    room.refresh()
    QApplication.processEvents()
    seen: list[str] = []
    room.setFocus()
    for _ in range(40):
        focused = QApplication.focusWidget()
        assert isinstance(focused, QPushButton)
        seen.append(focused.text())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    wanted = ["Understood", "When to see someone", "Answer now", "0", "See the sessions"]
    places = [seen.index(name) for name in (*wanted, "Change the plan")]
    assert places == sorted(places)


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
@pytest.mark.parametrize(
    ("size", "percent"), [((1280, 820), 100), ((700, 600), 100), ((700, 600), 200)]
)
def test_with_everything_at_once_nothing_is_cut_off(
    desk: Desk, room: TodayRoom, looks: Looks, theme: Theme, size: tuple[int, int], percent: int
) -> None:
    everything(desk)
    looks.follow(Preferences(theme=theme, text_percent=percent))
    room.resize(*size)
    room.refresh()
    for _ in range(3):
        QApplication.processEvents()
    assert len(leaders(room)) == 1
    for shown in room.findChildren(QLabel):
        if shown.isVisible():
            assert place_of(room, shown)[0] + shown.width() <= size[0], shown.text()
            assert shown.height() >= shown.heightForWidth(shown.width()), shown.text()


def test_in_one_column_what_is_due_comes_before_what_is_suggested(
    desk: Desk, room: TodayRoom
) -> None:
    desk.due = thursday()
    desk.advice = advised(flag())
    room.resize(700, 600)
    room.refresh()
    QApplication.processEvents()
    kinds = [DueCard, AdviceCard]
    heights = [place_of(room, card(room, kind))[1] for kind in kinds]
    heights.append(place_of(room, room._suggestion)[1])
    assert heights == sorted(heights)
    lefts = {place_of(room, card(room, kind))[0] for kind in kinds}
    assert lefts == {place_of(room, room._suggestion)[0]}
