"""What is asked before the window closes on a session, or on one that the log does not have."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.soreness import EndReason
from app.ui.question_dialog import Question


def closing_question(reason: EndReason | None, *, is_kept: bool) -> Question:
    """Whether to close on a session that is not over.

    Args:
        reason: why it was stopped, if it was.
        is_kept: whether it is kept on the disk and can be taken up from there.
    """
    translate = QCoreApplication.translate
    go_on, close = translate("closing", "Go on with it"), translate("closing", "Close")
    if reason is not None and not reason.may_be_resumed:
        text = translate(
            "closing",
            "You stopped for a sign of your body. Close Footwell? What you did is kept, and is put "
            "into the log when Footwell starts again.",
        )
        go_on = translate("closing", "Stay here")
    else:
        text = translate(
            "closing",
            "The session is not over. Close Footwell? For six hours you can go on with it "
            "where you are; after that it is logged as it is.",
        )
    if not is_kept:
        text = translate(
            "closing",
            "This session cannot be kept on the disk, so it cannot be gone on with later. Close "
            "Footwell? It ends here, and what you did is put into the log now.",
        )
    return Question(text, close, go_on)


def unsaved_question(*, is_kept: bool) -> Question:
    """Whether to close though the log does not have all of a session.

    Args:
        is_kept: whether what is missing is kept on the disk.
    """
    translate = QCoreApplication.translate
    stay = translate("closing", "Stay here")
    if is_kept:
        text = translate(
            "closing",
            "The log cannot be written now. Close Footwell? What is not in the log is kept, and "
            "goes there when Footwell starts again.",
        )
        return Question(text, translate("closing", "Close"), stay)
    text = translate(
        "closing",
        "The last session is not in the log, and cannot be kept beside it either. Close Footwell "
        "and lose it?",
    )
    return Question(text, translate("closing", "Close and lose it"), stay)


def unsaved_answers_question() -> Question:
    """Whether to close though the log does not have what was answered at a check-in."""
    translate = QCoreApplication.translate
    text = translate(
        "closing",
        "Your answers to a check-in are not in the log, which cannot be written now. Close "
        "Footwell and lose them?",
    )
    return Question(
        text, translate("closing", "Close and lose them"), translate("closing", "Stay here")
    )
