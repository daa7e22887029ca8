#!/bin/sh
# Sets Footwell up in .venv beside this file, then
#   sh setup.sh run     starts it (what follows is passed on: sh setup.sh run heel-spur)
#   sh setup.sh test    checks the code and passes all tests
# Made for a fresh Debian 12 (or a relative) with Python 3.11: what Qt, sound and the tests need
# of the system is installed with apt where we may, and named where we may not.
set -eu
cd "$(dirname "$0")"

QT="libegl1 libgl1 libfontconfig1 libdbus-1-3 libglib2.0-0 libxkbcommon-x11-0 libxcb-cursor0
libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0
libxcb-xinerama0 libxcb-xkb1 libx11-xcb1"
SOUND="gstreamer1.0-plugins-base-apps gstreamer1.0-plugins-good gstreamer1.0-pulseaudio
speech-dispatcher speech-dispatcher-espeak-ng libpulse0"
TEST="git tzdata xvfb xauth openbox xdotool x11-utils pulseaudio pulseaudio-utils dbus-daemon espeak-ng"

say() { printf 'footwell setup: %s\n' "$*" >&2; }

missing_packages() {
    for package in "$@"; do
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed ||
            printf '%s ' "$package"
    done
}

system_packages() {
    command -v dpkg-query >/dev/null 2>&1 || return 0
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" -eq 0 ]; then
        as_root=""
    elif command -v sudo >/dev/null 2>&1; then
        as_root="sudo"
    else
        say "these system packages are missing; have them installed, then run this again:"
        say "  apt-get install --no-install-recommends $missing"
        exit 1
    fi
    say "installing system packages: $missing"
    log=$(mktemp)
    # shellcheck disable=SC2086 # lists of words
    if ! { $as_root apt-get update -q &&
        $as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -q -y --no-install-recommends $missing; } >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        say "apt could not install them; what it said stands above and in $log"
        exit 1
    fi
    rm -f "$log"
}

python_packages() { # $1: what to install, $2: a name for the stamp
    stamp=".venv/.footwell-$2"
    if [ ! -x .venv/bin/python ]; then
        python3 -m venv .venv
    fi
    if [ ! -f "$stamp" ] || [ pyproject.toml -nt "$stamp" ]; then
        say "installing Python packages into .venv (a few minutes; about 700 MB on disk)"
        .venv/bin/python -m pip install --quiet --editable "$1"
        touch "$stamp"
    fi
}

python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
    say "Python 3.11 or newer is needed as python3."
    exit 1
}

mode=${1:-}
[ $# -eq 0 ] || shift
case $mode in
run)
    # shellcheck disable=SC2086 # lists of words
    system_packages python3-venv $QT $SOUND
    python_packages . run
    exec .venv/bin/footwell "$@"
    ;;
test)
    # shellcheck disable=SC2086 # lists of words
    system_packages python3-venv $QT $SOUND $TEST
    python_packages '.[test]' test
    exec sh tests/run_all.sh "$@"
    ;;
*)
    say "say what to do: sh setup.sh run, or sh setup.sh test"
    exit 2
    ;;
esac
