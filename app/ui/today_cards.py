"""The cards of Today: the daily question, what to do next, the last session."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.core.daily_question import HurtsMost
from app.core.plan import Foot, Plan, Side
from app.core.session_table import State
from app.core.soreness import LoggedSession, RatingContext, RatingKind
from app.core.suggestion import Reason, Suggestion
from app.core.today import FirstSteps, Rest, TodayView
from app.ui.controls import QUIET_MARGIN, Card, ScoreRow, button, label, lead_with
from app.ui.daily_words import daily_question, daily_title
from app.ui.flow_layout import FlowLayout
from app.ui.theme import Space
from app.ui.times import clock_time, date_text, day_text
from app.ui.words import (
    about_text,
    duration_text,
    end_reason_label,
    foot_label,
    listed,
    side_label,
)

if TYPE_CHECKING:
    from app.core.cut_off import CutOff
    from app.core.firm_rest import FirmRest
    from app.core.session import Session
    from app.ui.icons import Icons

_TILE = 76


class FirstStepsCard(Card):
    """The daily question for each foot, one tap for an answer."""

    rated = Signal(Foot, int)

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", "section")
        self._text = label("", "soft")
        self.column.addWidget(self._title)
        self.column.addWidget(self._text)
        self._rows: dict[Foot, ScoreRow] = {}
        for foot, role in ((Foot.LEFT, "lead"), (Foot.RIGHT, "right")):
            made = ScoreRow("", foot)
            made.scored.connect(lambda score, foot=foot: self.rated.emit(foot, score))
            self._rows[foot] = made
            self.column.addWidget(label(foot_label(foot), role))
            self.column.addWidget(made)

    def show_answers(self, hurts_most: HurtsMost, answers: FirstSteps) -> None:
        """Ask the question that fits, and show what was answered today."""
        question = daily_question(hurts_most)
        scale = self.tr("0 is none, 10 the worst you can imagine.")
        self._title.setText(daily_title(hurts_most))
        self._text.setText(f"{question} {scale}")
        for foot, made in self._rows.items():
            made.ask(f"{foot_label(foot)}. {question}")
            made.show_value(answers.of(foot))


class ResumeCard(Card):
    """A session that was cut off: go on with it, or log what was done."""

    resume_pressed = Signal()
    finish_pressed = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._caption = label(self.tr("Not finished"), "fine")
        self._title = label("", "hero")
        self._where = label("", "strong")
        self._script = label("", "soft")
        self._resume = button(self.tr("Resume"), "primary")
        self._finish = button(self.tr("Finish and log it"))
        icons.dress(self._resume, "play", "on_color")
        said = QVBoxLayout()
        said.setSpacing(Space.XS)
        for part in (self._caption, self._title, self._where, self._script):
            said.addWidget(part)
        head = QHBoxLayout()
        head.setSpacing(Space.XL)
        head.addWidget(_tile(icons, "rotate-ccw"), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(said, 1)
        buttons = FlowLayout(None, Space.M)
        buttons.addWidget(self._resume)
        buttons.addWidget(self._finish)
        self.column.setSpacing(Space.L)
        self.column.addLayout(head)
        self.column.addLayout(buttons)
        self._resume.clicked.connect(self.resume_pressed)
        self._finish.clicked.connect(self.finish_pressed)
        self.hide()

    @property
    def first(self) -> QWidget:
        """What takes the focus."""
        return self._resume

    def lead(self, *, leads: bool) -> None:
        """Let its first button be the one that leads the eye, or one among others."""
        lead_with(self._resume, leads=leads)
        self._icons.dress(self._resume, "play", "on_color" if leads else "ink")

    def show_cut_off(self, cut_off: CutOff | None, today: date) -> None:
        """Show where it would go on and what was done; away without one."""
        self.setVisible(cut_off is not None)
        if cut_off is None:
            return
        session, at = cut_off.session, cut_off.standing.at
        title, where = self._place_of(session)
        self._title.setText(title)
        self._where.setText(where)
        self._where.setVisible(bool(where))
        said = self.tr("{script}: {time} of hands-on massage are done, {day} at {clock}.")
        self._script.setText(
            said.format(
                script=cut_off.entry.name,
                time=duration_text(session.hands_on_whole_s),
                day=day_text(at.date(), today),
                clock=clock_time(at),
            )
        )

    def _place_of(self, session: Session) -> tuple[str, str]:
        """Where it goes on: a step with its foot and what is left of it, or the question."""
        if session.state is State.SHORT:
            more = self.tr("{time} more reaches fifteen minutes.")
            return more.format(time=duration_text(session.missing_s)), ""
        coming = session.coming
        title = self.tr("Resume at “{title}”").format(title=coming.segment.title)
        side = Side.NONE if coming.occurrence is None else coming.occurrence.side
        left_s = session.remaining_s if session.current.is_step else coming.duration_s
        left = self.tr("{time} left").format(time=duration_text(left_s))
        return title, listed((side_label(side), left))


class SuggestionCard(Card):
    """What to do next, with its reason; the one clear thing unless something goes before it."""

    start_pressed = Signal()
    another_pressed = Signal()
    steps_pressed = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._leads = True
        self._build(icons)
        self._start.clicked.connect(self.start_pressed)
        self._another.clicked.connect(self.another_pressed)
        self._steps.clicked.connect(self.steps_pressed)

    @property
    def first(self) -> QWidget:
        """What takes the focus."""
        return self._another if self._start.isHidden() else self._start

    def lead(self, *, leads: bool) -> None:
        """Let its first button be the one that leads the eye, or one among others."""
        if leads == self._leads:
            return
        self._leads = leads
        lead_with(self._start, leads=leads)
        self._icons.dress(self._start, "play", "on_color" if leads else "ink")

    def show_suggestion(self, view: TodayView, plan: Plan | None) -> None:
        """Show a script, what starting it takes, and why; without one, the way to all of them."""
        suggestion, rest = view.suggestion, view.rest
        for part in (self._time, self._start, self._steps):
            part.setVisible(suggestion is not None)
        if suggestion is None or plan is None:
            self._caption.setText(self.tr("What next"))
            self._title.setText(
                self.tr("Choose a session") if rest is None else self.tr("Resting is fine")
            )
            self._reason.setText(self._why_rest(rest))
            self._another.setText(self.tr("See the sessions"))
            return
        self._caption.setText(self.tr("Suggested now"))
        self._title.setText(suggestion.entry.name)
        self._another.setText(self.tr("Choose another"))
        total, hands_on = about_text(plan.total_s), duration_text(plan.hands_on_s)
        time = self.tr("{hands_on} hands-on, {total} in all")
        self._time.setText(time.format(hands_on=hands_on, total=total))
        self._reason.setText(self._why(suggestion, view))

    def _build(self, icons: Icons) -> None:
        tile = _tile(icons, "footprints")
        self._caption = label("", "fine")
        self._title = label("", "hero")
        self._time = label("", "strong")
        self._reason = label("", "soft")
        self._start = button(self.tr("Start"), "primary")
        self._another = button(self.tr("Choose another"))
        self._steps = button(self.tr("See the steps"), "quiet")
        icons.dress(self._start, "play", "on_color")
        said = QVBoxLayout()
        said.setSpacing(Space.XS)
        for part in (self._caption, self._title, self._time, self._reason):
            said.addWidget(part)
        head = QHBoxLayout()
        head.setSpacing(Space.XL)
        head.addWidget(tile, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(said, 1)
        buttons = FlowLayout(None, Space.M)
        for made in (self._start, self._another, self._steps):
            buttons.addWidget(made)
        self.column.setSpacing(Space.L)
        self.column.addLayout(head)
        self.column.addLayout(buttons)

    def _why_rest(self, rest: Rest | None) -> str:
        if rest is Rest.SIGN:
            return self.tr(
                "You stopped the last session for a sign of your body. Let it settle for two days, "
                "and have it looked at if it does not."
            )
        if rest is Rest.FLAG:
            return self.tr(
                "What you told after a session asks for rest. When it is gone, choose a session: "
                "you are asked about it first."
            )
        if rest is Rest.SORE:
            return self.tr(
                "A foot is still sorer than before the last session, more than two days after it. "
                "Rest until that is gone, then choose a session: you are asked about it first."
            )
        if rest is Rest.ADVISED:
            return self.tr(
                "Your answers today ask for rest. If something has changed, choose a session: you "
                "are asked again."
            )
        if rest is Rest.DONE_TODAY:
            return self.tr("You have done your fifteen minutes today.")
        return self.tr("There is no gentle session to suggest just now.")

    def _why(self, suggestion: Suggestion, view: TodayView) -> str:
        since = suggestion.since
        day = day_text(since.date(), view.now.date()) if since is not None else ""
        return {
            Reason.FIRST: self._why_first(view),
            Reason.AGAIN: self.tr("You did this {day}.").format(day=day),
            Reason.FIRM_RESTS: self._why_firm_rests(suggestion.rests),
            Reason.FLAG: self.tr("Only gentle ones for now, after what you told {day}.").format(
                day=day
            ),
            Reason.HURT: self.tr("The last one was stopped because it hurt. This one is gentle."),
            Reason.GONE: self.tr("The script you did last is not there to be started."),
            Reason.NO_SCRIPT: self.tr("What you did last followed no script. This one is gentle."),
            Reason.SORE: self.tr("A foot is still sore from the last one. This one is gentle."),
            Reason.STEADY: self.tr(
                "Three weeks of mostly 3 or less each day. This one is for once or twice a week."
            ),
        }[suggestion.reason]

    def _why_first(self, view: TodayView) -> str:
        if view.knows_health:
            return self.tr("A gentle one to begin with.")
        return self.tr(
            "A gentle one to begin with. Before your first session Footwell asks about your "
            "health; it takes about three minutes."
        )

    def _why_firm_rests(self, rests: Sequence[FirmRest]) -> str:
        if not rests:
            return ""
        until = max(rest.until for rest in rests)
        side = Side.BOTH if len(rests) > 1 else Side(rests[0].foot.value)
        form = self.tr("Firm work rests until {day}, {time}: {feet}. This one is gentle.")
        day = QLocale().dayName(until.isoweekday(), QLocale.FormatType.LongFormat)
        feet = side_label(side).lower()
        return form.format(day=day, time=clock_time(until), feet=feet)


class LastSessionCard(Card):
    """The latest session and what was said about it."""

    log_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._when = label("", "fine")
        self._title = label("", "strong")
        self._time = label("", "soft")
        self._feet = {Foot.LEFT: label("", ""), Foot.RIGHT: label("", "")}
        self._open = button(self.tr("Open the log"), "quiet")
        self._open.clicked.connect(self.log_pressed)
        self._empty = label(
            self.tr("Your sessions will stand here, with how sore your feet were after them."),
            "soft",
        )
        head = label(self.tr("Last session"), "section")
        self.column.setContentsMargins(Space.XL - QUIET_MARGIN, Space.XL, Space.XL, Space.L)
        texts = QVBoxLayout()
        texts.setContentsMargins(QUIET_MARGIN, 0, 0, 0)
        texts.setSpacing(Space.S)
        for part in (head, self._empty, self._when, self._title, self._time, *self._feet.values()):
            texts.addWidget(part)
        self.column.addLayout(texts)
        self.column.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def show_last(self, last: LoggedSession | None) -> None:
        """Show the latest session, or that there is none yet."""
        there = (self._when, self._title, self._time, *self._feet.values(), self._open)
        for part in there:
            part.setVisible(last is not None)
        self._empty.setVisible(last is None)
        if last is None:
            return
        session = last.session
        when = self.tr("{date} at {time}")
        self._when.setText(
            when.format(date=date_text(session.start.date()), time=clock_time(session.start))
        )
        self._title.setText(session.script_title)
        hands_on = self.tr("{time} hands-on")
        early = session.ended_early_reason
        why = "" if early is None else self.tr("ended early: {reason}")
        ended = "" if early is None else why.format(reason=end_reason_label(early))
        time = duration_text(session.actual_hands_on_s)
        self._time.setText(listed([hands_on.format(time=time), ended]))
        for foot, shown in self._feet.items():
            shown.setText(self._said_of(last, foot))
            shown.setVisible(foot in Side(session.feet.value).feet)

    def _said_of(self, last: LoggedSession, foot: Foot) -> str:
        """What was answered for a foot: “Left foot: pain 3, soreness 2”."""
        after = RatingContext.AFTER
        pain = last.score(RatingKind.PAIN, after, foot)
        soreness = last.score(RatingKind.SORENESS, after, foot)
        parts = []
        if pain is not None:
            parts.append(self.tr("pain {score}").format(score=pain))
        if soreness is not None:
            parts.append(self.tr("soreness {score}").format(score=soreness))
        said = ", ".join(parts) or self.tr("not rated")
        return self.tr("{foot} after it: {ratings}").format(foot=foot_label(foot), ratings=said)


def _tile(icons: Icons, name: str) -> QWidget:
    """A picture on a tinted ground."""
    made = QLabel()
    made.setProperty("role", "tile")
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def dress() -> None:
        look = icons.looks.current
        side_px = round(_TILE * (1 + (look.scale - 1) / 2))
        made.setFixedSize(side_px, side_px)
        made.setPixmap(icons.pixmap(name, side_px // 2, "strong_lead"))

    icons.looks.keep(made, dress)
    return made
