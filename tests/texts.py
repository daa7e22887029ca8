"""Every text that a person can meet, in one list for a reviewer.

    python -m tests.texts           all of them, by where they stand
    python -m tests.texts questions only those of places that hold the word

It reads the code and the YAML files, and needs no Qt: what the window says (the texts that are
given to tr() and translate()), the other sentences of the code (of faults, of troubles, of the
command line; a few are for developers only), and whatever stands in a YAML file that ships.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]

CLAIMS = re.compile(
    r"\bcur(e|es|ed|ing)\b|\bheal(s|ed|ing)?\b|\bproven\b|\beffective|\btreat(s|ed|ing|ment)?\b"
    r"|reliev|\brelief\b|scar tissue|adhesion|lengthen|toxin|\bflush|inflamm|blood flow|circulation"
    r"|lubricat|strengthen|posture|prevent|recover|works best|significant|pain-free"
    r"|safe for everyone|side effect|guarantee|diagnos|breaks? up"
    r"|you (may|might) have (a|an|plantar)\b|normal (value|range)|other (people|users)|streak"
    r"|\b(911|112|999|111)\b",
    re.IGNORECASE,
)
"""What must not be said, by docs/health-words.md."""

NOT_OURS = ("sources",)
"""Keys of YAML files whose texts are titles of other people's works; listed, but not held to it."""

TITLES = ("resources/help/sources.yaml",)
"""Files of such titles."""

_SHIPPED = ("resources", "sessions")
_NOT_SAID = ("app/ui/sheet.py",)
"""Files whose strings are for a machine."""

_SENTENCE = re.compile(r"[^\W\d_]\S*\s+\S|[^\W\d_]+[.!?]$")
_ID = re.compile(r"[A-Z]\d*(-[a-z]+)?")
_FOR_A_MACHINE = re.compile(
    r"\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|VACUUM|BEGIN|ALTER|DROP)\b|\s*Q[A-Z]\w+|\s*<"
    r"|[^“]*\b(SELECT|IS NULL|IS NOT|ORDER BY|superseded = [01]|_ms >= :from_ms)\b"
)


@dataclass(frozen=True, slots=True)
class Text:
    """One text, with the file and the line where it stands, and under which key of a YAML file."""

    path: str
    line: int
    said: str
    key: str = ""


def window_texts() -> Iterator[Text]:
    """What the window says: every literal that is given to tr() or translate()."""
    for path, tree in _code():
        for call in _translations(tree):
            yield from (_text(path, part) for part in _said_by(call))


def other_sentences() -> Iterator[Text]:
    """Every other string of the code that reads like words: no docstring, no SQL, no style."""
    for path, tree in _code():
        passed_over = {id(part) for part in _not_said(tree)}
        for node in ast.walk(tree):
            if id(node) in passed_over or not isinstance(node, ast.Constant | ast.JoinedStr):
                continue
            found = _text(path, node)
            if _SENTENCE.search(found.said) and not _FOR_A_MACHINE.match(found.said):
                yield found


def file_texts() -> Iterator[Text]:
    """Every text of every YAML file that ships, whatever its keys are."""
    for folder in _SHIPPED:
        for path in sorted((ROOT / folder).rglob("*.yaml")):
            node = yaml.compose(path.read_text(encoding="utf-8"), yaml.SafeLoader)
            yield from _texts_of(_name(path), node, "")


GROUPS = {
    "What the window says": window_texts,
    "Other sentences of the code": other_sentences,
    "What stands in files": file_texts,
}


@cache
def all_texts() -> tuple[Text, ...]:
    """Every text, in the order of the groups."""
    return tuple(text for texts in GROUPS.values() for text in texts())


def claims(texts: Iterable[Text]) -> list[Text]:
    """Those that say what must not be said."""
    return [text for text in texts if not _is_anothers(text) and CLAIMS.search(text.said)]


def _is_anothers(text: Text) -> bool:
    return text.key in NOT_OURS or text.path in TITLES


# --- code ---


@cache
def _code() -> tuple[tuple[str, ast.Module], ...]:
    files = {_name(path): path for path in sorted((ROOT / "app").rglob("*.py"))}
    return tuple(
        (name, ast.parse(path.read_text(encoding="utf-8")))
        for name, path in files.items()
        if name not in _NOT_SAID
    )


def _translations(tree: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in ("tr", "translate"):
                yield node


def _said_by(call: ast.Call) -> Iterator[ast.Constant]:
    """The text of a call, without the context that translate() has before it."""
    is_tr = getattr(call.func, "attr", getattr(call.func, "id", "")) == "tr"
    for argument in call.args[0 if is_tr else 1 :]:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument


def _not_said(tree: ast.Module) -> Iterator[ast.AST]:
    """Docstrings, what the window says, and the parts of what is listed as a whole."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield from node.values
    for call in _translations(tree):
        yield from call.args


def _text(path: str, node: ast.Constant | ast.JoinedStr) -> Text:
    return Text(path, node.lineno, _words(node))


def _words(node: ast.expr) -> str:
    """The words of a string; what is filled in stands as {…}."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(_words(part) for part in node.values)
    return "{…}"


# --- files ---


def _texts_of(path: str, node: yaml.Node | None, key: str) -> Iterator[Text]:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            yield from _texts_of(path, value, name.value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _texts_of(path, item, key)
    elif isinstance(node, yaml.ScalarNode) and _is_said(node.value):
        yield Text(path, node.start_mark.line + 1, node.value.strip(), key)


def _is_said(value: str) -> bool:
    """Words, or a word that begins as a title does; not the word of a vocabulary, nor an id."""
    is_title = value[:1].isupper() and not _ID.fullmatch(value)
    return is_title or _SENTENCE.search(value) is not None


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# --- the list ---


def listing(word: str = "") -> Iterator[str]:
    """The list, line by line; only of the files whose path holds a word."""
    for title, texts in GROUPS.items():
        found = sorted((t for t in texts() if word in t.path), key=lambda t: (t.path, t.line))
        if not found:
            continue
        yield f"## {title}: {len(found)}"
        for path, of_file in groupby(found, key=lambda text: text.path):
            yield f"\n{path}"
            for text in of_file:
                key = f"{text.key}: " if text.key else ""
                said = text.said.replace("\n", "\n         ")
                yield f"  {text.line:>5}  {key}{said}"
        yield ""


if __name__ == "__main__":
    for line in listing(*sys.argv[1:2]):
        sys.stdout.write(f"{line}\n")
