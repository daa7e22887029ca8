"""Reads the steps of a script: groups with their rounds, unrolled into single steps."""

from __future__ import annotations

from app.core.script_checks import WrittenStep
from app.core.script_keys import GROUP_KEYS, STEPS_MAX, TOP_KEYS, Key
from app.core.script_step import StepReader
from app.core.script_values import Field, Getter, Report, ValueReader, named
from app.core.yaml_tree import Mapping, Node, Refused, Sequence


class BlocksReader(ValueReader):
    """From a list of steps and groups to steps.

    Args:
        report: takes the faults.

    Attributes:
        written: every step as it stands in the file, once, however many rounds its group has.
        is_whole: whether all steps that were meant are there.
    """

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self._steps = StepReader(report)
        self.is_whole = True
        self.written: list[WrittenStep] = []

    def read(self, steps: Field) -> list[WrittenStep]:
        """All steps in order, those of groups as often as they are to be done."""
        key = named(TOP_KEYS, "steps")
        blocks = [self._block(item) for item in self._items(steps.value, key)]
        unrolled = sum(rounds * max(len(written), items) for rounds, written, items in blocks)
        if unrolled > STEPS_MAX:
            message = f"{unrolled} steps with all rounds; a script has at most {STEPS_MAX}"
            self.error(steps.key.place, message)
            self.is_whole = False
            return []
        return [one for rounds, written, _ in blocks for _ in range(rounds) for one in written]

    def _items(self, node: Node, key: Key) -> tuple[Node, ...]:
        """The items of a list of steps; a list that is none is told and keeps no timeline."""
        items = self.items_of(node, key)
        if not items:
            self.is_whole = False
            if isinstance(node, Sequence):
                self.error(node.place, f'"{key.name}" is empty; write at least one step')
        return items

    def _block(self, node: Node) -> tuple[int, list[WrittenStep], int]:
        """A step or a group: its rounds, its steps, and how many steps it was meant to have."""
        if not isinstance(node, Mapping):
            self._not_a_step(node)
            return 1, [], 1
        if not _is_group(node):
            return 1, [self._step(node)], 1
        fields = self.fields(node, GROUP_KEYS, "a group")
        group = Getter(fields, GROUP_KEYS)
        rounds = group.get("rounds", self.integer)
        if rounds is None or "steps" not in fields:
            self.is_whole = False
        items: tuple[Node, ...] = ()
        if "steps" in fields:
            items = self._items(fields["steps"].value, named(GROUP_KEYS, "steps"))
        steps = [step for item in items if (step := self._grouped(item)) is not None]
        return rounds or 1, steps, len(items)

    def _grouped(self, node: Node) -> WrittenStep | None:
        if isinstance(node, Mapping) and not _is_group(node):
            return self._step(node)
        if isinstance(node, Mapping):
            self.is_whole = False
            self.error(node.place, "a group holds steps only, not another group")
        else:
            self._not_a_step(node)
        return None

    def _step(self, node: Mapping) -> WrittenStep:
        written = self._steps.read(node)
        self.written.append(written)
        return written

    def _not_a_step(self, node: Node) -> None:
        self.is_whole = False
        if not isinstance(node, Refused):
            self.error(node.place, "a step is keys and values, such as “title: Knead the arch”")


def _is_group(node: Mapping) -> bool:
    return any(name.text in ("rounds", "steps") for name, _ in node.entries)
