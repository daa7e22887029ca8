"""Section 4 of the script format, written a second time from its text alone.

Slow and plain on purpose: texts, numbers, lists and dicts, nothing of `app`. The tests hold the
planner against it.
"""

from __future__ import annotations

from typing import Any

Plain = dict[str, Any]

PAUSES = {"get_ready_s": 10, "gap_s": 5, "switch_s": 15}
NOT_HANDS_ON = ("assessment", "communication", "rest")
NEVER_AGAIN = ("cross-fiber-friction", "deep-tissue", "trigger-point")


# --- a script as it is written ---


def seconds(text: str) -> int:
    """A time as section 2 lets it be written."""
    if ":" in text:
        minutes, rest = text.split(":")
        return 60 * int(minutes) + int(rest)
    total = 0
    number = ""
    for sign in text.replace("min", "m"):
        if sign.isdigit():
            number += sign
        elif sign == "m":
            total += 60 * int(number)
            number = ""
    return total + int(number or "0")


def length(step: Plain) -> int:
    if "duration" in step:
        return seconds(step["duration"])
    rhythm = step["pattern"]
    return int(rhythm["reps"]) * (seconds(rhythm["hold"]) + seconds(rhythm["release"]))


def as_plain_step(written: Plain) -> Plain:
    """A step as written, with what it leaves out."""
    technique = written["technique"]
    counts = technique not in NOT_HANDS_ON and written.get("counts", "true") == "true"
    again = counts and technique not in NEVER_AGAIN and written.get("second_pass", "true") == "true"
    rhythm = None
    if "pattern" in written:
        rhythm = {
            "hold_s": seconds(written["pattern"]["hold"]),
            "release_s": seconds(written["pattern"]["release"]),
            "reps": int(written["pattern"]["reps"]),
        }
    return {
        "title": written["title"].strip(),
        "technique": technique,
        "area": written["area"],
        "side": written.get("side", "each"),
        "tool": written.get("tool", "hands"),
        "pressure": written.get("pressure", "light"),
        "pattern": rhythm,
        "duration_s": length(written),
        "counts": counts,
        "second_pass": again,
    }


def as_plain_script(document: Plain) -> Plain:
    """A whole file as `yaml.BaseLoader` gives it, its groups unrolled (rule 1)."""
    steps = []
    for block in document["steps"]:
        if "rounds" in block:
            for _ in range(int(block["rounds"])):
                steps += [as_plain_step(step) for step in block["steps"]]
        else:
            steps.append(as_plain_step(block))
    return {"order": document.get("order", "by-foot"), "steps": steps}


# --- its timeline ---


def is_taken_away(foot: str, area: str, left_out: list[tuple[str, str]]) -> bool:
    areas = [one_area for one_foot, one_area in left_out if one_foot == foot]
    if not areas or area == "general":
        return False
    if area == "whole-foot":
        return True
    if area in ("ankle", "achilles"):
        return "ankle" in areas or "achilles" in areas
    return area in areas


def sides(step: Plain, choice: Plain) -> list[str]:
    """Rule 2, in the order the feet are worked."""
    if step["side"] == "none":
        return ["none"]
    if choice["feet"] == "both":
        feet = ["left", "right"] if choice["first"] == "left" else ["right", "left"]
    else:
        feet = [choice["feet"]]
    if step["side"] in ("left", "right"):
        feet = [foot for foot in feet if foot == step["side"]]
    feet = [foot for foot in feet if not is_taken_away(foot, step["area"], choice["left_out"])]
    if step["side"] == "both" and len(feet) == 2:
        return ["both"]
    return feet


def in_order(indexes: list[int], script: Plain, choice: Plain) -> list[tuple[int, str]]:
    """Rule 3: which step on which side, one after the other."""
    steps = script["steps"]
    result: list[tuple[int, str]] = []
    for run in runs_of(indexes, script):
        for side in ("none", "both", choice["first"], "left", "right"):
            result += [
                (index, side)
                for index in run
                if side in sides(steps[index], choice) and (index, side) not in result
            ]
    return result


def runs_of(indexes: list[int], script: Plain) -> list[list[int]]:
    """The steps that are done whole on one foot before the other foot's turn."""
    runs: list[list[int]] = []
    before = "none"
    for index in indexes:
        side = script["steps"][index]["side"]
        if script["order"] == "by-foot" and side == before == "each":
            runs[-1].append(index)
        else:
            runs.append([index])
        before = side
    return runs


def hands_on(step: Plain, choice: Plain) -> int:
    seconds_of_it: int = step["duration_s"] * len(sides(step, choice))
    return seconds_of_it if step["counts"] else 0


def parts_of(script: Plain, choice: Plain) -> list[tuple[int, list[int], bool]] | None:
    """Rules 1 and 4: pass number, step indexes, whether it is the closing; None where refused."""
    steps = script["steps"]
    main = list(range(len(steps)))
    closing: list[int] = []
    while main and not steps[main[-1]]["counts"]:
        closing.insert(0, main.pop())

    wanted = 60 * choice["minutes"]
    reached = sum(hands_on(steps[index], choice) for index in main)
    parts = [(1, main, False)]
    may_fill = [i for i in main if steps[i]["second_pass"] and sides(steps[i], choice)]
    if reached < wanted and not may_fill:
        return None
    number = 2
    while reached < wanted:
        added: list[int] = []
        for index in may_fill:
            if reached < wanted:
                added.append(index)
                reached += hands_on(steps[index], choice)
        parts.append((number, added, False))
        number += 1
    parts.append((1, closing, True))
    return parts


def timeline(script: Plain, choice: Plain, pauses: Plain) -> Plain | None:
    """The whole of section 4; None where the choice is refused."""
    parts = parts_of(script, choice)
    if parts is None:
        return None
    todo: list[Plain] = []
    for number, indexes, is_closing in parts:
        for index, side in in_order(indexes, script, choice):
            todo.append({"step": index, "side": side, "pass": number, "closing": is_closing})

    segments = [{"kind": "get-ready", "start_s": 0, "duration_s": pauses["get_ready_s"]}]
    now: int = pauses["get_ready_s"]
    for at, one in enumerate(todo):
        step = script["steps"][one["step"]]
        if at > 0:
            before = todo[at - 1]
            same_tool = script["steps"][before["step"]]["tool"] == step["tool"]
            same = same_tool and before["side"] == one["side"]
            between: int = pauses["gap_s"] if same else pauses["switch_s"]
            segments.append({"kind": "changeover", "start_s": now, "duration_s": between})
            now += between
        lasts: int = step["duration_s"]
        segments.append({"kind": "step", "start_s": now, "duration_s": lasts, **one})
        now += lasts
    return {
        "passes": max(number for number, _, _ in parts),
        "hands_on_s": sum(
            segment["duration_s"]
            for segment in segments
            if segment["kind"] == "step" and script["steps"][segment["step"]]["counts"]
        ),
        "total_s": now,
        "segments": segments,
    }


# --- the JSON of interface.md ---


def plan_json(document: Plain, script_id: str, choice: Plain) -> Plain:
    """What `footwell plan --json` must print; titles that are free are left out."""
    script = as_plain_script(document)
    found = timeline(script, choice, PAUSES)
    assert found is not None
    segments = []
    for index, segment in enumerate(found["segments"]):
        times = {"start_s": segment["start_s"], "duration_s": segment["duration_s"]}
        if segment["kind"] != "step":
            segments.append({"index": index, "kind": segment["kind"], **times, "counts": False})
            continue
        step = script["steps"][segment["step"]]
        one = {"index": index, "kind": "step", "step": segment["step"], "pass": segment["pass"]}
        for name in ("title", "technique", "area", "tool", "pressure", "pattern", "counts"):
            one[name] = step[name]
        segments.append({**one, "side": segment["side"], **times})
    return {
        "id": script_id,
        "title": document["title"].strip(),
        "feet": choice["feet"],
        "first": choice["first"],
        "minutes": choice["minutes"],
        "hands_on_s": found["hands_on_s"],
        "total_s": found["total_s"],
        "passes": found["passes"],
        "segments": segments,
    }
