#!/bin/sh
# Every check there is. Called by `sh setup.sh test`; what follows is passed on to pytest.
# What is quickest to fail comes first. Then the tests of real windows, processes and sounds have the
# machine for themselves: what they listen to comes late where others work beside them. Types are
# checked beside all other tests.
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

suite() { # $1: a name for its coverage; the rest is pytest's
    part=$1
    shift
    COVERAGE_FILE=".coverage-$part" \
        pytest -n 2 --dist loadfile --no-loadscope-reorder --cov --cov-report= "$@"
}

finish() { # $1: process, $2: its name; waits for it and says what it said
    wait "$1" || failed=1
    cat "$logs/$2"
}

check_types() {
    { mypy && python resources/sounds/make_sounds.py --check; } >"$logs/types" 2>&1
}

if [ $# -gt 0 ]; then
    check_types &
    types=$!
    suite chosen "$@" || failed=1
else
    # shellcheck disable=SC2046 # a list of files; tests/conftest.py sees that none is missing
    suite real -m real $(grep -rl --include='test_*.py' 'mark\.real' tests) || failed=1
    check_types &
    types=$!
    suite others -m "not real" || failed=1
fi
finish $types types
[ "$failed" -eq 0 ] || exit 1

coverage combine -q .coverage-*
coverage report --include='app/core/*' --fail-under=100
coverage report --include='app/storage/*' --fail-under=95
coverage report --fail-under=90
