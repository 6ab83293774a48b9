#!/usr/bin/env bash
# Takes the upstream C and C++ sources out of pinned registry packages into .deps/src: lexbor (HTML5), ada (WHATWG URLs), libdeflate, LZ4, RE2.
set -euo pipefail
# shellcheck source=scripts/lib/env.sh
source "$(dirname "$0")/env.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rm -rf "$DEPS/src"
mkdir -p "$DEPS/src"

# Only the packages themselves are taken as source: their build tools (which pip asks for to read metadata) come as wheels.
"$DEPS/venv/bin/pip" download --no-deps --no-binary selectolax,ada-url,deflate,lz4 --require-hashes -d "$work" -r "$TOUCHSTONE_ROOT/scripts/lib/sources.txt"
tar -xzf "$work"/selectolax-*.tar.gz -C "$work"
mkdir -p "$DEPS/src/lexbor"
cp -r "$work"/selectolax-*/lexbor/source/lexbor "$DEPS/src/lexbor/lexbor"
cp "$work"/selectolax-*/lexbor/LICENSE "$DEPS/src/lexbor/LICENSE"
tar -xzf "$work"/ada_url-*.tar.gz -C "$work"
mkdir -p "$DEPS/src/ada"
cp "$work"/ada_url-*/ada_url/ada.h "$work"/ada_url-*/ada_url/ada.cpp "$DEPS/src/ada/"
tar -xzf "$work"/deflate-*.tar.gz -C "$work"
mkdir -p "$DEPS/src/libdeflate"
cp -r "$work"/deflate-*/libdeflate/lib "$work"/deflate-*/libdeflate/common_defs.h "$work"/deflate-*/libdeflate/libdeflate.h \
  "$work"/deflate-*/libdeflate/COPYING "$DEPS/src/libdeflate/"
tar -xzf "$work"/lz4-*.tar.gz -C "$work"
mkdir -p "$DEPS/src/lz4"
cp "$work"/lz4-*/lz4libs/lz4.c "$work"/lz4-*/lz4libs/lz4.h "$work"/lz4-*/lz4libs/lz4hc.c "$work"/lz4-*/lz4libs/lz4hc.h "$DEPS/src/lz4/"

# The last RE2 before Abseil.
re2_sha512=cb42dc2d98011772fb983b4d7db8216fb74298285840ed90b141a494db9e009507f870193bc51952e6e036c7fa3b1453010a5e13828c3d1eef7292b7f90f8688
(cd "$work" && npm pack --silent re2@1.19.0 >/dev/null)
echo "$re2_sha512  $work/re2-1.19.0.tgz" | sha512sum --check --quiet
tar -xzf "$work/re2-1.19.0.tgz" -C "$work"
mkdir -p "$DEPS/src/re2"
cp -r "$work"/package/vendor/re2 "$work"/package/vendor/util "$DEPS/src/re2/"
cp "$work"/package/vendor/LICENSE "$DEPS/src/re2/LICENSE"

# Boost.Regex and the other header libraries are Debian's; em++ must not see the rest of /usr/include.
mkdir -p "$DEPS/src/headers"
for header in boost nlohmann doctest; do ln -sfn "/usr/include/$header" "$DEPS/src/headers/$header"; done
