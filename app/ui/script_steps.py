"""The steps of a script as a table: time, what, where."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.core.errors import CannotPlanError
from app.core.plan import Choice, Feet, Plan, as_written_s, plan_session
from app.core.script import Order, Script, Step
from app.ui.controls import Card, button, label
from app.ui.help_links import HelpLinks, technique_links
from app.ui.overriding import override
from app.ui.script_text import step_line
from app.ui.text_block import TextBlock
from app.ui.theme import Looks, Space, Type
from app.ui.words import area_label, duration_text, listed

Index = QModelIndex | QPersistentModelIndex

STEP = Qt.ItemDataRole.UserRole
_TIME_WIDTH = 44
_AREA_WIDTH = 150
_LINES = 12
_GAP = 2


class StepsModel(QAbstractListModel):
    """The steps of one script as rows."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: Sequence[Step] = ()

    @property
    def steps(self) -> Sequence[Step]:
        """The rows."""
        return self._steps

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self._steps = steps
        self.endResetModel()

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._steps)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        step = self._steps[index.row()]
        if role == STEP:
            return step
        if role == Qt.ItemDataRole.DisplayRole:
            return step.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = [step.title, duration_text(step.duration_s), area_label(step.area)]
            return ", ".join(part for part in (*parts, step_line(step)) if part)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return step.instruction
        return None


class _StepRow:
    """A step laid out for a width."""

    def __init__(self, step: Step, width: int, looks: Looks, *, narrow: bool, how: bool) -> None:
        look = looks.current
        self._look = look
        self._width = width
        self._indent = look.px(_TIME_WIDTH) + Space.L
        area = area_label(step.area)
        beside = "" if narrow else area
        self._area = TextBlock(beside, look.font(Type.BODY), look.px(_AREA_WIDTH), 2)
        room = width - self._indent - (self._area.width + Space.L if beside else 0)
        line = listed([area if narrow else "", step_line(step)])
        instruction = step.instruction if how else ""
        bold = look.font(Type.BODY, QFont.Weight.DemiBold)
        self._time = TextBlock(duration_text(step.duration_s), look.font(Type.BODY), width)
        self._title = TextBlock(step.title, bold, room, _LINES)
        self._line = TextBlock(line, look.font(Type.FINE), room, _LINES)
        self._how = TextBlock(instruction, look.font(Type.BODY), width - self._indent, _LINES)

    @property
    def height(self) -> int:
        """What it needs, with the air under it."""
        what = self._title.height + _GAP + self._line.height
        how = Space.XS + self._how.height if self._how.height else 0
        return max(what, self._area.height) + how + Space.L

    def draw(self, painter: QPainter, rect: QRect) -> None:
        """Draw it into its place."""
        look, x, y = self._look, rect.left() + self._indent, rect.top()
        time_x = x - Space.L - self._time.width
        self._time.draw(painter, time_x, y, look.color("soft_ink"))
        self._title.draw(painter, x, y, look.color("ink"))
        under = y + self._title.height + _GAP
        self._line.draw(painter, x, under, look.color("soft_ink"))
        how = max(under + self._line.height, y + self._area.height) + Space.XS
        self._how.draw(painter, x, how, look.color("ink"))
        right = rect.left() + self._width - self._area.width
        self._area.draw(painter, right, y, look.color("soft_ink"))


class _StepDelegate(QStyledItemDelegate):
    """Draws the rows of a StepsView."""

    def __init__(self, view: StepsView) -> None:
        super().__init__(view)
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = self._view.row(index.data(STEP), self._view.viewport().width())
        return QSize(100, row.height)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        self._view.row(index.data(STEP), rect.width()).draw(painter, rect)


class StepsView(QListView):
    """All rows at once, as high as they need; only to be read."""

    def __init__(self, model: StepsModel, looks: Looks) -> None:
        super().__init__()
        self._steps = model
        self._looks = looks
        self._rows: dict[tuple[int, int], _StepRow] = {}
        self._narrow = False
        self._how = False
        self.setModel(model)
        self.setItemDelegate(_StepDelegate(self))
        self.setAccessibleName(self.tr("Steps"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        model.modelReset.connect(self._lay_out_anew)
        looks.keep(self, self._lay_out_anew)

    def be_narrow(self, *, narrow: bool) -> None:
        """Put the area under the title rather than beside it."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._lay_out_anew()

    def show_how(self, *, how: bool) -> None:
        """Show the instructions too."""
        self._how = how
        self._lay_out_anew()

    def row(self, step: Step, width: int) -> _StepRow:
        """A step laid out for a width."""
        key = (id(step), width)
        if key not in self._rows:
            self._rows[key] = _StepRow(step, width, self._looks, narrow=self._narrow, how=self._how)
        return self._rows[key]

    def _lay_out_anew(self) -> None:
        self._rows.clear()
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return sum(self.row(step, width).height for step in self._steps.steps)

    @override
    def sizeHint(self) -> QSize:
        width = max(self.width(), 200)
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(100, 0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        # The page scrolls, not this.
        event.ignore()


class StepsCard(Card):
    """Every step with its time, technique, pressure and area; how it is done on demand.

    Signals:
        help_wanted: the id of a topic of the help.
    """

    help_wanted = Signal(str)

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self._model = StepsModel()
        self._view = StepsView(self._model, looks)
        self._head = label("", "section")
        self._how = button(self.tr("Show how"), "chip")
        self._how.setCheckable(True)
        self._how.setAccessibleName(self.tr("Show how each step is done"))
        self._order = label("", "fine")
        self._links = HelpLinks(self.tr("What is this?"))
        self._totals = label("", "fine")
        head = QHBoxLayout()
        head.addWidget(self._head, 1)
        head.addWidget(self._how)
        self.column.addLayout(head)
        self.column.addWidget(self._order)
        self.column.addWidget(self._links)
        self.column.addWidget(self._view)
        self.column.addWidget(self._totals)
        self._links.wanted.connect(self.help_wanted)
        self._how.toggled.connect(lambda on: self._view.show_how(how=on))

    def show_script(self, script: Script) -> None:
        """Show the steps of a script."""
        self._head.setText(self._head_text(script))
        self._order.setText(self._order_text(script))
        self._totals.setText(self._totals_text(script))
        self._model.show_steps(script.steps)
        self._links.show_links(technique_links(script))

    def be_narrow(self, *, narrow: bool) -> None:
        """Put the area under the title rather than beside it."""
        self._view.be_narrow(narrow=narrow)

    def _head_text(self, script: Script) -> str:
        if len(script.steps) == 1:
            return self.tr("1 step")
        return self.tr("{count} steps").format(count=len(script.steps))

    def _order_text(self, script: Script) -> str:
        if script.order is Order.BY_STEP:
            return self.tr("Times are for one foot. Each step on one foot, then on the other.")
        return self.tr("Times are for one foot. First one foot, then the other.")

    def _totals_text(self, script: Script) -> str:
        """What it comes to, on both feet and on one."""
        both = plan_session(script, Choice())
        said = self.tr("Both feet: {hands_on} hands-on, {total} in all.").format(
            hands_on=duration_text(both.hands_on_s), total=duration_text(both.total_s)
        )
        one = one_foot_plan(script)
        if one is None:
            return f"{said} {self.tr('Made for both feet only.')}"
        text = self.tr("One foot: {hands_on} hands-on, {total} in all.")
        if one.passes > 1:
            text = self.tr(
                "One foot: {once} once through; with the milder steps again {hands_on} hands-on, "
                "{total} in all."
            )
        once = duration_text(as_written_s(script, one.choice))
        figures = {"hands_on": duration_text(one.hands_on_s), "total": duration_text(one.total_s)}
        return f"{said} {text.format(once=once, **figures)}"


def one_foot_plan(script: Script) -> Plan | None:
    """The timeline for one foot; None where neither foot alone can be planned."""
    for feet in (Feet.LEFT, Feet.RIGHT):
        try:
            return plan_session(script, Choice(feet))
        except CannotPlanError:
            continue
    return None
