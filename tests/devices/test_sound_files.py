"""Scaled copies and the beat of a step, as files."""

from __future__ import annotations

import array
import wave
from pathlib import Path

import pytest

from app.core.cues import Cue
from app.core.sound_choices import SoundChoices, Tone
from app.devices.sound_files import Beat, SoundFiles, Wanted, length_s

SOUNDS = Path(__file__).parents[2] / "resources" / "sounds"
HALF = Wanted(SOUNDS / "half.wav", -10.0)
STROKE = SOUNDS / "pace.wav"
RATE_HZ = 8_000


@pytest.fixture
def files(tmp_path: Path) -> SoundFiles:
    return SoundFiles(tmp_path / "cache" / "sounds")


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """A place where no folder can be made, for root neither."""
    folder = tmp_path / "file"
    folder.write_text("in the way")
    return folder / "sounds"


def read(path: Path) -> tuple[int, array.array[int]]:
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        return file.getframerate(), array.array("h", file.readframes(file.getnframes()))


def onsets(samples: array.array[int]) -> list[int]:
    """Where silence ends, in samples; a stroke is shorter than 0.25 s."""
    loud = [i for i, sample in enumerate(samples) if sample]
    return [at for before, at in zip([-RATE_HZ, *loud], loud, strict=False) if at - before > 300]


def test_every_event_has_its_tones_as_mono_files_of_16_bits() -> None:
    for cue in Cue:
        for tone in (Tone.SOFT, Tone.WOOD, Tone.BELL):
            rate_hz, samples = read(SOUNDS / f"{cue.value}-{tone.value}.wav")
            assert samples[0] == samples[-1] == 0
            assert length_s(SOUNDS / f"{cue.value}-{tone.value}.wav") == len(samples) / rate_hz
        read(SOUNDS / f"{cue.value}.wav")


def test_the_rhythm_of_the_last_three_seconds_is_the_same_in_every_tone() -> None:
    for tone in ("", "-soft", "-wood", "-bell"):
        rate_hz, samples = read(SOUNDS / f"last-three{tone}.wav")
        beats = [max(map(abs, samples[s * rate_hz :][: rate_hz // 10])) for s in range(3)]
        assert min(beats) > 0.8 * max(map(abs, samples)), tone


def test_a_stroke_is_shorter_than_the_fastest_pace_needs() -> None:
    for tone in ("", "-soft", "-wood", "-bell"):
        assert length_s(SOUNDS / f"pace{tone}.wav") <= 60 / 240


def test_at_full_volume_the_shipped_file_is_played(files: SoundFiles, tmp_path: Path) -> None:
    assert files.file_of(Wanted(HALF.path)) == HALF.path
    assert not (tmp_path / "cache").exists()


def test_a_quieter_sound_is_a_scaled_copy(files: SoundFiles, tmp_path: Path) -> None:
    copy = files.file_of(HALF)
    assert copy.parent == tmp_path / "cache" / "sounds"
    rate_hz, samples = read(copy)
    shipped_hz, shipped = read(HALF.path)
    assert (rate_hz, len(samples)) == (shipped_hz, len(shipped))
    gain = 10 ** (-10 / 20)
    worst = max(abs(s - gain * t) for s, t in zip(samples, shipped, strict=True))
    assert worst <= 0.5
    assert list(copy.parent.iterdir()) == [copy]


def test_a_copy_is_made_once(files: SoundFiles) -> None:
    copy = files.file_of(HALF)
    made = copy.stat().st_mtime_ns, copy.stat().st_ino
    assert files.file_of(HALF) == copy
    assert (copy.stat().st_mtime_ns, copy.stat().st_ino) == made


def test_each_volume_has_a_copy_of_its_own(files: SoundFiles) -> None:
    quieter = files.file_of(Wanted(HALF.path, -20.0))
    assert max(read(quieter)[1]) < max(read(files.file_of(HALF))[1])


def test_a_shipped_file_that_changed_is_not_served_stale(tmp_path: Path) -> None:
    shipped = tmp_path / "half.wav"
    shipped.write_bytes((SOUNDS / "half.wav").read_bytes())
    before = SoundFiles(tmp_path / "cache").file_of(Wanted(shipped, -10.0))
    changed = bytearray(shipped.read_bytes())
    changed[-20_000:-19_000] = bytes(1000)
    shipped.write_bytes(changed)
    after = SoundFiles(tmp_path / "cache").file_of(Wanted(shipped, -10.0))
    assert after != before
    assert read(after)[1] != read(before)[1]


def test_a_copy_that_was_cut_off_is_made_again(files: SoundFiles) -> None:
    copy = files.file_of(HALF)
    whole = copy.read_bytes()
    copy.write_bytes(whole[:1000])
    assert files.file_of(HALF).read_bytes() == whole


def test_where_nothing_can_be_written_the_shipped_file_is_played(locked: Path) -> None:
    assert SoundFiles(locked).file_of(HALF) == HALF.path


def test_a_full_disk_leaves_no_half_file_behind(
    files: SoundFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_names: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.devices.sound_files.os.replace", full)
    assert files.file_of(HALF) == HALF.path
    assert list((tmp_path / "cache" / "sounds").iterdir()) == []


def test_a_missing_sound_is_an_error(files: SoundFiles, tmp_path: Path) -> None:
    for gain_db in (0.0, -10.0):
        with pytest.raises(OSError, match="missing"):
            files.file_of(Wanted(tmp_path / "missing.wav", gain_db))


def test_a_sound_of_another_kind_is_an_error(files: SoundFiles, tmp_path: Path) -> None:
    stereo = tmp_path / "stereo.wav"
    with wave.open(str(stereo), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(400))
    with pytest.raises(wave.Error, match="mono"):
        files.file_of(Wanted(stereo, -10.0))


def test_what_is_not_wanted_any_more_is_deleted_and_nothing_else(
    files: SoundFiles, tmp_path: Path
) -> None:
    kept, old = files.file_of(HALF), files.file_of(Wanted(HALF.path, -20.0))
    beat = files.beat(Beat(Wanted(STROKE), 60, 0, 10))
    theirs = tmp_path / "cache" / "sounds" / "holiday.wav"
    theirs.write_text("not ours")
    left_over = kept.with_suffix(".part")
    left_over.write_text("cut off")
    files.keep_only([HALF, Wanted(STROKE)])
    assert beat is not None
    assert [p.exists() for p in (kept, old, beat, theirs, left_over)] == [
        True,
        False,
        False,
        True,
        False,
    ]


def test_the_cache_holds_one_copy_of_each_event_however_often_volumes_change(
    files: SoundFiles, tmp_path: Path
) -> None:
    for percent in range(10, 100, 10):
        choices = SoundChoices(percent)
        wanted = [
            Wanted(SOUNDS / f"{c.value}.wav", choices.gain_db(c)) for c in (Cue.HOLD, Cue.PACE)
        ]
        files.keep_only(wanted)
        for one in wanted:
            files.file_of(one)
    assert len(list((tmp_path / "cache" / "sounds").iterdir())) == 2


def test_cleaning_what_is_not_there_is_no_failure(tmp_path: Path) -> None:
    SoundFiles(tmp_path / "none").keep_only([HALF])
    SoundFiles(tmp_path).keep_only([Wanted(tmp_path / "missing.wav", -10.0)])


def test_the_strokes_lie_at_exact_samples(files: SoundFiles) -> None:
    path = files.beat(Beat(Wanted(STROKE), 70, 0.0, 60.0))
    assert path is not None
    rate_hz, samples = read(path)
    assert rate_hz == RATE_HZ
    first = onsets(read(STROKE)[1])[0]
    assert [at - first for at in onsets(samples)] == [
        round(k * 60 / 70 * RATE_HZ) for k in range(70)
    ]
    assert len(samples) <= 60 * RATE_HZ


def test_from_the_middle_of_a_step_it_is_silent_up_to_the_next_stroke(files: SoundFiles) -> None:
    path = files.beat(Beat(Wanted(STROKE), 60, 7.25, 10.0))
    assert path is not None
    samples = read(path)[1]
    first = onsets(read(STROKE)[1])[0]
    assert [at - first for at in onsets(samples)] == [6000, 14000]


def test_every_stroke_sounds_whole_and_as_loud_as_was_chosen(files: SoundFiles) -> None:
    path = files.beat(Beat(Wanted(STROKE, -10.0), 120, 0.0, 3.0))
    assert path is not None
    samples, stroke = read(path)[1], read(STROKE)[1]
    scaled = array.array("h", [round(s * 10 ** (-10 / 20)) for s in stroke])
    for k in range(6):
        assert samples[k * 4000 : k * 4000 + len(stroke)] == scaled


def test_the_fastest_pace_of_the_longest_step_is_a_file_of_bearable_size(files: SoundFiles) -> None:
    path = files.beat(Beat(Wanted(STROKE), 240, 0.0, 900.0))
    assert path is not None
    assert path.stat().st_size < 15_000_000
    assert length_s(path) == pytest.approx(900, abs=0.3)


def test_no_stroke_is_cut_off_by_the_end_and_where_none_is_left_there_is_no_file(
    files: SoundFiles,
) -> None:
    assert files.beat(Beat(Wanted(STROKE), 60, 0.1, 1.1)) is None
    path = files.beat(Beat(Wanted(STROKE), 60, 0.1, 1.21))
    assert path is not None
    assert len(onsets(read(path)[1])) == 1


def test_two_beats_take_turns_and_a_third_takes_the_first_place(files: SoundFiles) -> None:
    made = [files.beat(Beat(Wanted(STROKE), 60, 0, 5)) for _ in range(3)]
    assert made[0] != made[1]
    assert made[0] == made[2]
    assert made[0] is not None
    files.forget(made[0])
    assert not made[0].exists()
    files.forget(made[0])


def test_without_a_place_there_is_no_beat(locked: Path) -> None:
    with pytest.raises(OSError, match="file"):
        SoundFiles(locked).beat(Beat(Wanted(STROKE), 60, 0, 10))
