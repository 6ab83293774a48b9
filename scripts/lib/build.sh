# Sourced: builds the native tool, the WebAssembly module and the extension, each quick when nothing changed.
# shellcheck shell=bash
LOGS="$TOUCHSTONE_ROOT/build/logs"
export LOGS

# build_tree PRESET [TARGET…]: configures once, then builds.
build_tree() {
  local preset=$1
  shift
  local -a targets=()
  [ $# -eq 0 ] || targets=(--target "$@")
  [ -f "build/$preset/build.ninja" ] || quietly "$LOGS/configure-$preset.log" cmake --preset "$preset" ||
    die "The $preset build could not be configured."
  quietly "$LOGS/build-$preset.log" cmake --build --preset "$preset" "${targets[@]}" ||
    die "The $preset build failed; its compiler errors stand above."
}

build_native() {
  step "Building the native tool and the rule pack"
  build_tree native
}

build_wasm() {
  step "Building the WebAssembly module"
  build_tree wasm
}

# build_extension SCRIPT: npm script of the extension workspace (build or build:e2e).
build_extension() {
  step "Building the extension for Chrome and Firefox"
  quietly "$LOGS/extension-$1.log" npm run --workspace @touchstone/extension "$1" ||
    die "The extension could not be built; the error stands above."
}
