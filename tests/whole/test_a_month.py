"""A month with Footwell on the built app, in virtual time: what Today says each day.

The person has sore heels and wants three sessions a week. They answer most of what is asked and
miss some, are sorer than before two days after a friction session, rest for it, are told STOP once,
and have three bad days. Each line of the month is a time, what Today says when Footwell is started
then, and what the person does after reading it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.core.plan import Foot
from app.core.soreness import RatingKind
from app.ui.check_in_page import CheckInPage
from app.ui.check_page import CheckPage
from app.ui.verdict_page import VerdictPage
from tests.whole.conftest import MORNING, World, focus_of
from tests.whole.test_before_a_session import find
from tests.whole.test_plan_of_the_week import says, tab_to
from tests.whole.test_whole_session import driver_of, rate

CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key
FEET = (Foot.LEFT, Foot.RIGHT)
FIRST_STEPS = "First few steps out of bed: how strong was the pain?"


class Life:
    """A person before a machine on which Footwell is started anew each time."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.footwell = world.start()

    def come(self, day: int, hour: int) -> None:
        """Start Footwell at an hour of a day; the first day is 1, a Saturday."""
        self.world.quit(self.footwell)
        wanted = MORNING.replace(hour=hour) + timedelta(days=day - 1)
        assert wanted >= self.world.now(), "time goes on"
        self.world.day_ahead_s += (wanted - self.world.now()).total_seconds()
        self.footwell = self.world.start()

    def press(self, *keys: Key) -> None:
        for key in keys:
            self.world.press(self.footwell, key)

    def done(self) -> None:
        self.world.press(self.footwell, Key.Key_Return, CONTROL)

    def today(self) -> str:
        """What Today says, in one line: the one thing to do, then what stands beside it."""
        view = self.footwell.today.view()
        found = [] if view.rest is None else [f"rest: {view.rest}"]
        if view.suggestion is not None:
            script = view.suggestion.entry.id
            name = "gentle" if script == GENTLE else script
            found.append(f"{name} ({view.suggestion.reason})")
        found += [f"due {one.check_in.context}{' late' * one.is_late}" for one in view.due]
        found += [f"says {one.flag.reason}" for one in view.said]
        found += [f"stands {flag.reason}" for flag in view.standing]
        rested = " ".join(f"{day:%a}" for day in view.week.rested)
        found.append(
            f"{view.week.sessions} of {view.week.wanted}" + f", rested {rested}" * bool(rested)
        )
        return "; ".join(found)

    # --- what the person does ---

    def first_steps(self, left: int, right: int) -> None:
        for foot, score in (("Left foot", left), ("Right foot", right)):
            tab_to(self.world, self.footwell, f"{foot}. {FIRST_STEPS}: 0")
            QTest.keyClicks(focus_of(self.footwell), str(score))
            self.world.settle()

    def massage(self, script: str, soreness: int) -> None:
        """A whole session by keys, nothing found before it; then soreness of both feet."""
        find(self.world, self.footwell, script)
        self.world.get_through(self.footwell)
        driver = driver_of(self.footwell)
        self.world.run_to(driver, lambda: self.footwell.session.end_room is not None)
        self.world.settle()
        for foot in FEET:
            rate(self.world, self.footwell, RatingKind.SORENESS, foot, soreness)
        self.done()
        assert not self.footwell.window.is_full

    def answer(self, pain: int, soreness: int) -> None:
        """What is due, by keys: the same number for both feet, no to every question."""
        tab_to(self.world, self.footwell, "Answer now")
        self.press(Key.Key_Space)
        page = self.footwell.today.check_in_room.page
        assert isinstance(page, CheckInPage)
        for asked in page.answers:
            score = pain if asked.kind is RatingKind.PAIN else soreness
            QTest.keyClicks(focus_of(self.footwell), str(score))
            self.press(Key.Key_Return)
        while focus_of(self.footwell) is not page.on:
            self.press(Key.Key_N)
        self.press(Key.Key_Return)
        assert not self.footwell.window.is_full

    def understand(self) -> None:
        tab_to(self.world, self.footwell, "Understood")
        self.press(Key.Key_Space)

    def be_stopped(self, question: str) -> None:
        """Want a session, answer one question of the day with yes, and take the STOP."""
        find(self.world, self.footwell, "gentle first")
        page = self.footwell.session_desk.intake.page
        assert isinstance(page, CheckPage)
        page.rows[question].yes.click()
        page.take_focus()
        self.world.settle()
        self._no_to_the_rest(page)
        assert isinstance(self.footwell.session_desk.intake.page, VerdictPage)
        self.press(Key.Key_Escape)
        assert not self.footwell.window.is_full

    def _no_to_the_rest(self, page: CheckPage) -> None:
        intake = self.footwell.session_desk.intake.intake
        assert intake is not None
        while lacking := intake.unanswered(page.questionnaire):
            row = page.rows[lacking[0]]
            self.press(Key.Key_N if row.question.leads_on_yes else Key.Key_Y)
        self.done()


Act = Callable[[Life], None]


@dataclass(frozen=True)
class Then:
    """A line of the month; `seen` are words that stand on the screen."""

    day: int
    hour: int
    today: str
    acts: Sequence[Act] = ()
    seen: str = ""


def steps(left: int, right: int) -> Act:
    return lambda life: life.first_steps(left, right)


def massage(script: str, soreness: int = 2) -> Act:
    return lambda life: life.massage(script, soreness)


def answer(pain: int, soreness: int) -> Act:
    return lambda life: life.answer(pain, soreness)


def stopped(question: str) -> Act:
    return lambda life: life.be_stopped(question)


def understood(life: Life) -> None:
    life.understand()


GENTLE = "gentle-first-time"
"""Called “gentle” in the month."""
MONTH = (
    # Saturday: the first session, and what is due three hours after it.
    Then(1, 9, "gentle (first); 0 of 3", [steps(6, 5), massage("gentle first")]),
    Then(
        1,
        13,
        "rest: done-today; due h3; 1 of 3",
        [answer(3, 1)],
        "Due: 3 hours after today's session",
    ),
    # A check-in opens hours before it is due, and soreness of then leads to a gentle session.
    Then(2, 8, "gentle (sore); due h24; 1 of 3", [steps(5, 5), answer(3, 0)]),
    Then(
        3,
        8,
        "gentle (again); due h48; 0 of 3",
        [steps(5, 4), answer(3, 0), massage("friction", 3)],
    ),
    # A friction session on Monday; its check-in at 3 hours is missed and not spoken of.
    Then(3, 12, "rest: done-today; due h3; 1 of 3"),
    Then(4, 8, "gentle (firm-rests); due h24; 1 of 3", [steps(5, 4), answer(3, 2)]),
    Then(5, 9, "rest: sore; due h48; 1 of 3", [steps(6, 5), answer(4, 2)]),
    # Sorer than before at 48 hours: told once, then quietly, until 72 hours find it gone.
    Then(5, 18, "rest: sore; says sore-at-48h; 1 of 3", [understood], "Ask a professional soon"),
    Then(5, 20, "rest: sore; stands sore-at-48h; 1 of 3"),
    Then(6, 9, "rest: sore; due h72; stands sore-at-48h; 1 of 3", [steps(5, 5), answer(3, 0)]),
    Then(6, 18, "cross-fiber-friction (again); 1 of 3", [massage("gentle first", 1)]),
    # The night lay between; what is late is still asked.
    Then(7, 9, "gentle (again); due h3 late; 2 of 3", [steps(5, 4)]),
    Then(8, 9, "gentle (again); due h24 late; 2 of 3", [steps(4, 4), answer(3, 0)]),
    Then(9, 10, "gentle (again); due h48 late; 2 of 3", [steps(4, 4), answer(3, 0)]),
    Then(10, 9, "gentle (again); 0 of 3", [steps(5, 4), stopped("T4")]),
    # STOP: rest for the day, which is no gap in the plan.
    Then(10, 12, "rest: advised; 0 of 3, rested Mon", seen="Resting is fine"),
    Then(11, 9, "gentle (again); 0 of 3, rested Mon", [steps(5, 5), massage("gentle first", 1)]),
    Then(11, 13, "rest: done-today; due h3; 1 of 3, rested Mon"),
    Then(12, 9, "gentle (again); due h24; 1 of 3, rested Mon", [steps(5, 5)]),
    Then(
        13,
        9,
        "gentle (again); due h48; 1 of 3, rested Mon",
        [steps(5, 5), massage("gentle first", 1)],
    ),
    # A new session: what was due of the one before is overtaken.
    Then(13, 13, "rest: done-today; due h3; 2 of 3, rested Mon", [answer(3, 0)]),
    Then(14, 9, "gentle (again); due h24; 2 of 3, rested Mon", [steps(8, 5), answer(3, 0)]),
    # Two weeks, and the median is not lower than in the first; then three strong days in seven.
    Then(
        15,
        9,
        "gentle (again); due h48; says no-change; 2 of 3, rested Mon",
        [steps(8, 5), answer(3, 0)],
    ),
    Then(16, 9, "gentle (again); says no-change; 2 of 3, rested Mon", [steps(9, 5)]),
    Then(
        16,
        12,
        "gentle (again); says strong-pain; says no-change; 2 of 3, rested Mon",
        [understood],
    ),
    # Said at most once a week; the strong days are over on the 21st.
    Then(17, 9, "gentle (again); stands strong-pain; stands no-change; 0 of 3", [steps(6, 5)]),
    Then(18, 9, "gentle (again); stands strong-pain; stands no-change; 0 of 3", [steps(6, 5)]),
    Then(19, 9, "gentle (again); stands strong-pain; stands no-change; 0 of 3", [steps(5, 4)]),
    Then(20, 9, "gentle (again); stands strong-pain; stands no-change; 0 of 3", [steps(5, 4)]),
    Then(21, 9, "gentle (again); stands no-change; 0 of 3", [steps(5, 4)]),
    Then(
        22,
        9,
        "gentle (again); stands no-change; 0 of 3",
        [steps(4, 4), massage("keep-it-up", 1)],
    ),
    Then(
        23,
        9,
        "gentle (firm-rests); due h24; stands no-change; 1 of 3",
        [steps(4, 4), answer(2, 0)],
    ),
    # A week later it is said again; the day after, the median is lower.
    Then(
        24, 9, "maintenance (again); due h48; says no-change; 0 of 3", [steps(4, 3), answer(2, 0)]
    ),
    Then(25, 9, "maintenance (again); 0 of 3", [steps(4, 3), massage("gentle first", 1)]),
    Then(26, 9, "gentle (again); due h24; 1 of 3", [steps(4, 3)]),
    Then(27, 9, "gentle (again); due h48; 1 of 3", [steps(3, 3)]),
    # What nobody answers goes by.
    Then(28, 9, "gentle (again); due h48 late; 1 of 3", [steps(3, 3)]),
    Then(29, 10, "gentle (again); 1 of 3", [steps(3, 3)]),
    Then(30, 9, "gentle (again); 1 of 3", [steps(3, 3)]),
)


def test_today_says_what_is_so_on_each_day_of_a_month(world: World) -> None:
    life = Life(world)
    wrong = []
    for line in MONTH:
        life.come(line.day, line.hour)
        said = life.today()
        if said != line.today:
            wrong.append(f"{line.day:2} {line.hour:2}h  {said}   not   {line.today}")
        assert not line.seen or says(life.footwell, line.seen), line
        for act in line.acts:
            act(life)
    assert not wrong, "\n" + "\n".join(wrong)
