#!/usr/bin/env bash
# What `make test` runs, in the order of continuous integration. Stages can be named: scripts/check.sh clippy e2e
set -euo pipefail
cd "$(dirname "$0")/.."
export CARGO_TERM_QUIET=true

stages=(setup fmt clippy test state doc page sizes e2e)
[ $# -eq 0 ] || stages=(setup "$@")

run() {
  case $1 in
  setup) scripts/setup.sh $wanted ;;
  fmt) cargo fmt --check ;;
  clippy)
    cargo clippy --locked -- -D warnings
    # A test may stop at once where the program may not.
    cargo clippy --locked --all-targets -- -D warnings -A clippy::unwrap_used -A clippy::expect_used \
      -A clippy::indexing_slicing -A clippy::string_slice -A clippy::cast_possible_truncation -A clippy::panic
    cargo clippy --locked --no-default-features --lib -- -D warnings
    local page="--locked --no-default-features --features app --lib --bin app --target wasm32-unknown-unknown"
    local annex="--locked --no-default-features --features annex --bin annex --target wasm32-unknown-unknown"
    if wasm cargo clippy --version >/dev/null 2>&1; then
      wasm cargo clippy $page -- -D warnings
      wasm cargo clippy $annex -- -D warnings
    else # Debian's toolchain comes without clippy
      wasm cargo check $page
      wasm cargo check $annex
    fi
    ;;
  test) cargo test --locked ;;
  state) cargo test --locked --no-default-features --features app,readers --lib --test state ;;
  doc) RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --lib --document-private-items ;;
  page) wasm trunk build --release ;;
  sizes) node scripts/sizes.mjs ;;
  e2e) node --test --test-concurrency=1 tests/e2e/*.spec.mjs ;;
  *) echo "unknown stage '$1' (${stages[*]})" >&2; exit 2 ;;
  esac
}

# A build of the page needs no browser and no lints.
wanted="page lint browser"
case " ${stages[*]} " in *" clippy "* | *" e2e "* | *" test "*) ;; *) wanted=page ;; esac

for stage in "${stages[@]}"; do
  started=$SECONDS
  [ "$stage" = setup ] || echo "== $stage"
  run "$stage" </dev/null
  # shellcheck disable=SC1091 # written by setup.sh
  if [ "$stage" = setup ]; then . .tools/env; else echo "== $stage: $((SECONDS - started)) s"; fi
done
[ $# -gt 0 ] || echo "all stages passed in $SECONDS s"
