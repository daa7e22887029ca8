"""Qt's text-to-speech behind our own face, with Qt's stand-in engine and in its own thread."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLoggingCategory, QThread
from PySide6.QtTextToSpeech import QTextToSpeech
from pytestqt.qtbot import QtBot

from app.core.voice_choices import primary
from app.devices.voice import Reported, load_speech

# Qt Multimedia warns when it is loaded where there is no PipeWire; the voice keeps it quiet.
QLoggingCategory.setFilterRules("qt.multimedia.symbolsresolver=false")

from app.devices.speech_engine import QtSpeech, SpeechEngine, full_tag  # noqa: E402

pytestmark = pytest.mark.usefixtures("qapp")


class Watched:
    """An engine and what it reported."""

    def __init__(self, *, in_thread: bool = True) -> None:
        self.reports: list[Reported] = []
        self.engine = SpeechEngine(self.reports.append, in_thread=in_thread)

    def has(self, *reports: Reported) -> bool:
        return self.reports[-len(reports) :] == list(reports)


@pytest.fixture(params=[True, False], ids=["thread", "no thread"])
def watched(qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Watched]:
    made = Watched(in_thread=request.param)
    made.engine.open("mock")
    qtbot.waitUntil(lambda: Reported.OPENED in made.reports)
    yield made
    made.engine.close()
    assert made.engine.is_gone(2000)


def test_it_says_and_reports_when_it_begins_and_ends(qtbot: QtBot, watched: Watched) -> None:
    watched.engine.say("Left foot.")
    qtbot.waitUntil(lambda: watched.has(Reported.SPEAKING, Reported.FREE))


def test_it_stops(qtbot: QtBot, watched: Watched) -> None:
    watched.engine.say("One word after the other, and so many of them that it takes a while.")
    qtbot.waitUntil(lambda: watched.has(Reported.SPEAKING))
    watched.engine.stop()
    qtbot.waitUntil(lambda: watched.has(Reported.FREE), timeout=400)


def test_its_voices_have_languages_and_can_be_put_on(qtbot: QtBot, watched: Watched) -> None:
    every = watched.engine.voices()
    assert {primary(voice.language) for voice in every} >= {"en", "nb", "fi"}
    british = watched.engine.voices("en-AU")
    assert british
    assert {primary(voice.language) for voice in british} == {"en"}
    assert {voice.place for voice in british} >= {"Great Britain"}
    wanted = next(voice for voice in watched.engine.voices("fi"))
    watched.engine.set_voice(wanted)
    watched.engine.set_rate(-0.3)
    watched.engine.set_volume(0.4)
    speech = watched.engine._speech
    qtbot.waitUntil(lambda: speech.voice().name() == wanted.name)
    qtbot.waitUntil(lambda: (speech.rate(), speech.volume()) == (-0.3, 0.4))
    assert speech.locale().name() == "fi_FI"


@pytest.mark.qt_log_ignore("is not supported")
def test_an_engine_that_is_not_there_is_reported_as_broken(qtbot: QtBot) -> None:
    watched = Watched()
    watched.engine.open("no-such-engine")
    qtbot.waitUntil(lambda: Reported.BROKEN in watched.reports)
    watched.engine.close()
    assert watched.engine.is_gone(2000)
    assert Reported.OPENED not in watched.reports


@pytest.mark.parametrize("has_answered", [False, True])
def test_closed_it_reports_nothing_more(qtbot: QtBot, *, has_answered: bool) -> None:
    watched = Watched()
    watched.engine.open("mock")
    while has_answered and watched.engine._speech.state() is not QTextToSpeech.State.Ready:
        QThread.msleep(1)  # in its thread; what it reports waits in ours, in which nothing runs
    watched.engine.close()
    assert watched.engine.is_gone(2000)
    qtbot.wait(1)
    assert watched.reports == []


def test_the_stand_in_is_never_offered() -> None:
    assert "mock" not in load_speech().names()
    assert isinstance(load_speech(), QtSpeech)


@pytest.mark.parametrize(
    ("language", "home", "tag"),
    [
        ("en-GB", ["en-US"], "en-GB"),
        ("en", ["de-DE", "en-GB"], "en-GB"),
        ("en", ["de-DE"], "en-US"),
        ("de", ["de-CH"], "de-CH"),
        ("es", ["C"], "es-ES"),
    ],
)
def test_a_language_without_a_region_gets_the_persons_or_the_usual_one(
    language: str, home: list[str], tag: str
) -> None:
    assert full_tag(language, home) == tag
