#!/usr/bin/env bash
# Finds or installs the tools that Jixiao is built and tested with, one line per tool. A second run only looks.
#
#   scripts/setup.sh [page] [lint] [browser]
#     page     what `make serve` and `make dist` need (the default)
#     lint     rustfmt and clippy
#     browser  Chromium, Chinese fonts and the npm packages of tests/e2e
#
# Everything goes into .tools (ignored by git), except what only apt or rustup can install. The result is .tools/env,
# to be sourced: it sets PATH and CHROMIUM, and defines `wasm`, which runs a command with the Rust that has the target.
# JIXIAO_WASM_TOOLCHAIN=debian takes the WebAssembly target from Debian even where rustup could provide it.
# CHROMIUM=/path/to/chrome takes that browser. Runs with bash 3.2, the one macOS ships.
set -eu
cd "$(dirname "$0")/.."
root=$PWD
tools=$root/.tools
log=$tools/setup.log
target=wasm32-unknown-unknown
trunk_version=0.21.14 # 0.22 needs a newer Rust than we ask for
binaryen_version=132  # Trunk.toml names it too
fflate_version=0.8.3  # packs links in the browser
esbuild_version=0.28.2 # minifies styles and glue
bindgen_version=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/version = |"/, ""); print; exit }' Cargo.lock)
system_path=$PATH
PATH=$tools/bin:$tools/node_modules/.bin:$PATH

mkdir -p "$tools"
: >"$log"

. scripts/shell.sh
place() { case $1 in "$root"/*) say "${1#"$root"/}" ;; *) say "$1" ;; esac; }
found() { say "$1: found, $(place "$2")"; }

# --- Rust and the WebAssembly target -------------------------------------------------------------------------------

need_rust() {
  has cargo && has rustc || stop "Rust is missing: install it from https://rustup.rs (1.88 or newer), then run this again."
  has cc || apt_install gcc libc6-dev ||
    stop "a C compiler for linking is missing: install gcc or clang (macOS: xcode-select --install)."
  # The text of the next question is the whole answer: no `local` here, it would hide a failing rustc.
  rust=$(rustc --version) || stop "rustc does not start: run 'rustup default stable', then this again."
}

std_of() { # $1: a rustc. The standard library for the target, if that rustc has one.
  ls "$("$1" --print target-libdir --target $target 2>/dev/null)"/libstd-*.rlib 2>/dev/null | head -n 1
}

wasm_toolchain="" # the name RUSTUP_TOOLCHAIN gets for WebAssembly builds; empty: the default toolchain
need_target() {
  if [ "${JIXIAO_WASM_TOOLCHAIN:-}" != debian ]; then
    if [ -n "$(std_of rustc)" ]; then say "$target: found, $rust"; return; fi
    if has rustup && quietly rustup target add $target; then say "$target: added by rustup, $rust"; return; fi
  fi
  debian_target
}

# rustup cannot always download. Debian's rustc-web links WebAssembly once it has a standard library, which we build here.
debian_target() {
  local scratch=$tools/build/std
  if [ -z "$(std_of /usr/bin/rustc)" ] || ! [ -e /usr/bin/rust-lld ]; then
    can_apt || stop "the target $target is missing: run 'rustup target add $target' where the network allows it."
    say "$target: building it with Debian's rustc-web, some minutes …"
    # Debian's std needs its own source, linker and archiver; rust-lld is a link into a package of its own.
    apt_install rustc-web cargo-web rust-web-src rust-web-llvm && apt_install "$(basename "$(readlink /usr/bin/rust-lld)")" ||
      { tail -n 15 "$log" >&2; stop "apt could not install rustc-web (log: .tools/setup.log)."; }
    rm -rf "$scratch"; mkdir -p "$scratch/src"
    printf '[package]\nname = "scratch"\nversion = "0.0.0"\nedition = "2021"\n[workspace]\n' >"$scratch/Cargo.toml"
    echo '#![no_std]' >"$scratch/src/lib.rs"
    # Fat link-time optimisation needs the bitcode. RUSTC_BOOTSTRAP is for this build only.
    or_stop "the standard library for $target could not be built" env -u CARGO_TARGET_DIR -u RUSTUP_TOOLCHAIN \
      RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS=-Cembed-bitcode=yes \
      /usr/bin/cargo build --release --target $target -Zbuild-std=std,panic_abort,test \
      --manifest-path "$scratch/Cargo.toml" --target-dir "$scratch/target"
    rm -f "$scratch/target/$target/release/deps/"*scratch*.rlib
    local libdir
    libdir=$(/usr/bin/rustc --print target-libdir --target $target)
    quietly as_root mkdir -p "$libdir"
    or_stop "the standard library could not be copied to $libdir" \
      as_root cp "$scratch/target/$target/release/deps/"*.rlib "$libdir/"
    rm -rf "$scratch" "${CARGO_TARGET_DIR:-target}/$target" # what was built on another standard library is stale
  fi
  if has rustup; then
    or_stop "rustup could not link Debian's toolchain" rustup toolchain link debian /usr
    wasm_toolchain=debian
  fi
  say "$target: found, Debian's $(/usr/bin/rustc --version)"
}

need_lint() {
  local part
  for part in rustfmt clippy; do
    if cargo "${part/rustfmt/fmt}" --version >/dev/null 2>&1; then say "$part: found"; continue; fi
    quietly rustup component add $part || stop "$part is missing: run 'rustup component add $part'."
    say "$part: added by rustup"
  done
}

# --- Programs --------------------------------------------------------------------------------------------------------

cargo_tool() { # $1: crate, $2: program, $3: version
  if [ "$("$2" --version 2>/dev/null | awk '{ print $2 }')" = "$3" ]; then found "$2 $3" "$(command -v "$2")"; return; fi
  say "$2 $3: building it, some minutes …"
  # A tool is built once and runs for seconds: unoptimised is the fastest way to have it.
  install_crate() {
    env CARGO_TARGET_DIR="$tools/build" CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off \
      CARGO_PROFILE_RELEASE_STRIP=true cargo install --root "$tools" --force "$@"
  }
  # With --locked a registry mirror may lack one of the crates; without it cargo takes the nearest ones.
  quietly install_crate "$1" --version "$3" --locked || or_stop "$1 could not be built" install_crate "$1" --version "$3"
  rm -rf "$tools/build"
  say "$2 $3: installed in .tools"
}

need_node() {
  [ -z "${node_seen:-}" ] || return 0
  node_seen=1
  has node || apt_install nodejs npm || stop "Node.js is missing: install version 18 or newer from https://nodejs.org."
  local version major
  version=$(node --version)
  major=${version#v}; major=${major%%.*}
  [ "$major" -ge 18 ] || stop "Node.js $version is too old: install version 18 or newer from https://nodejs.org."
  has npm || apt_install npm || stop "npm is missing: install it beside Node.js."
  found "node $version" "$(command -v node)"
}

has_package() { grep -q "\"version\": \"$2\"" "$tools/node_modules/$1/package.json" 2>/dev/null; }

need_packages() {
  if wasm-opt --version 2>/dev/null | grep -q "version $binaryen_version\b" &&
    has_package fflate "$fflate_version" && has_package esbuild "$esbuild_version"; then
    found "wasm-opt $binaryen_version, fflate $fflate_version, esbuild $esbuild_version" "$(command -v wasm-opt)"; return
  fi
  # In one go: npm takes away what it was not asked for.
  or_stop "npm could not install binaryen, fflate and esbuild" npm install --prefix "$tools" --no-save --no-package-lock \
    "binaryen@$binaryen_version.0.0" "fflate@$fflate_version" "esbuild@$esbuild_version"
  say "wasm-opt $binaryen_version, fflate $fflate_version, esbuild $esbuild_version: installed in .tools"
}

# --- Browser -----------------------------------------------------------------------------------------------------------

browser="${CHROMIUM:-}"
find_browser() {
  local candidate
  for candidate in "$browser" chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" /Applications/Chromium.app/Contents/MacOS/Chromium; do
    if [ -n "$candidate" ] && has "$candidate"; then browser=$(command -v "$candidate"); return; fi
    [ -z "$candidate" ] || [ "$candidate" != "${CHROMIUM:-}" ] || stop "CHROMIUM=$CHROMIUM is not a program."
  done
  return 1
}

need_browser() {
  find_browser || { apt_install chromium && find_browser; } ||
    stop "no browser for the tests: install Chromium or Chrome, or set CHROMIUM to its path."
  found browser "$browser"
  if has fc-list || [ "$(uname)" = Linux ]; then
    if [ -z "$(fc-list :lang=zh 2>/dev/null)" ]; then
      apt_install fontconfig fonts-noto-cjk && say "Chinese fonts: installed" ||
        say "Chinese fonts: missing; pages will show boxes (install Noto CJK)"
    fi
  fi
  if ! cmp -s tests/e2e/package-lock.json tests/e2e/node_modules/.installed; then
    or_stop "npm could not install the packages of tests/e2e" npm ci --prefix tests/e2e
    cp tests/e2e/package-lock.json tests/e2e/node_modules/.installed
    say "playwright-core, axe-core: installed in tests/e2e/node_modules"
  fi
}

# --- What was asked for ------------------------------------------------------------------------------------------------

[ $# -gt 0 ] || set -- page
need_rust
for want in "$@"; do
  case $want in
  page)
    need_target
    need_node
    need_packages
    cargo_tool wasm-bindgen-cli wasm-bindgen "$bindgen_version"
    cargo_tool trunk trunk "$trunk_version"
    or_stop "cargo could not fetch the crates of Cargo.lock" cargo fetch --locked # Trunk builds offline
    ;;
  lint) need_lint ;;
  browser) need_node; need_browser ;;
  *) stop "unknown argument '$want' (page, lint, browser)" ;;
  esac
done

[ -n "$browser" ] || find_browser || true # a later command may want it
{
  echo "# Written by scripts/setup.sh"
  printf 'export PATH=%q:%q:"$PATH"\n' "$tools/bin" "$tools/node_modules/.bin"
  [ -z "$browser" ] || printf 'export CHROMIUM=%q\n' "$browser"
  if [ -n "$wasm_toolchain" ]; then echo "wasm() { RUSTUP_TOOLCHAIN=$wasm_toolchain \"\$@\"; }"; else echo 'wasm() { "$@"; }'; fi
} >"$tools/env"
