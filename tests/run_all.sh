#!/bin/sh
# Every check there is. Called by `sh setup.sh test`; what follows is passed on to pytest.
# What is quickest to fail comes first. Then types are checked, and the tests that mostly wait (for
# real windows, processes and sounds) wait, beside all others: on two processors in half the time.
# Whatever only works gives way to them (nice), or what they listen to would come late.
set -eu
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PATH"
export QT_QPA_PLATFORM=offscreen FOOTWELL_REAL=1
# Without its compiled files every start of the program costs a second more, and there are many.
unset FOOTWELL_DATA_DIR PYTHONDONTWRITEBYTECODE || true

ruff check .
ruff format --check .
lint-imports

rm -f .coverage .coverage[.-]*
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
failed=0

suite() { # $1: a name for its coverage, $2: how nice it is to others; the rest is pytest's
    part=$1 nice=$2
    shift 2
    COVERAGE_FILE=".coverage-$part" nice -n "$nice" \
        pytest -n 2 --dist loadfile --no-loadscope-reorder --cov --cov-report= "$@"
}

finish() { # $1: process, $2: its name; waits for it and says what it said
    wait "$1" || failed=1
    cat "$logs/$2"
}

{ nice -n 19 mypy && nice -n 19 python resources/sounds/make_sounds.py --check; } \
    >"$logs/types" 2>&1 &
types=$!
if [ $# -gt 0 ]; then
    suite chosen 0 "$@" || failed=1
else
    # shellcheck disable=SC2046 # a list of files; tests/conftest.py sees that none is missing
    suite real 0 -m real $(grep -rl --include='test_*.py' 'mark\.real' tests) >"$logs/real" 2>&1 &
    real=$!
    suite others 19 -m "not real" || failed=1
    finish $real real
fi
finish $types types
[ "$failed" -eq 0 ] || exit 1

coverage combine -q .coverage-*
coverage report --include='app/core/*' --fail-under=100
coverage report --include='app/storage/*' --fail-under=95
coverage report --fail-under=90
