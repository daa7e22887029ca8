#!/bin/sh
# Every check there is, in the order of what is quickest to fail. Called by `sh setup.sh test`.
set -eu
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PATH"
export QT_QPA_PLATFORM=offscreen FOOTWELL_REAL=1
unset FOOTWELL_DATA_DIR || true

ruff check .
ruff format --check .
lint-imports
mypy
python resources/sounds/make_sounds.py --check

rm -f .coverage .coverage.*
pytest -n 2 --dist loadfile --no-loadscope-reorder --cov --cov-report= "$@"
coverage report --include='app/core/*' --fail-under=100
coverage report --include='app/storage/*' --fail-under=95
coverage report --fail-under=90
