# Sourced by every script: where the checkout is, and the pinned tools first on PATH.
# shellcheck shell=bash
TOUCHSTONE_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
export TOUCHSTONE_ROOT
DEPS="$TOUCHSTONE_ROOT/.deps"
export DEPS
export PATH="$DEPS/venv/bin:$DEPS/bin:$PATH"
# Debian's Emscripten looks for acorn beside Debian's Node, not beside ours.
export NODE_PATH=/usr/share/nodejs
# One compiler cache for every build tree; a cold cache only costs time.
export CCACHE_DIR="${CCACHE_DIR:-$HOME/.cache/touchstone/ccache}"
# Another clone's objects are as good: paths are taken from the checkout, and no path of it is in what is built.
export CCACHE_BASEDIR="${CCACHE_BASEDIR:-$TOUCHSTONE_ROOT}"
export CCACHE_NOHASHDIR=1
