#!/usr/bin/env bash
# Builds and proves the extension.  ./build.sh COMMAND
#
#   setup     gets what the other commands need: the Rust target, npm packages, browsers (Debian packages, as root)
#   build     makes dist/chrome and dist/firefox, each loadable unpacked, and dist/secdo; prints their sizes
#   demo      a stand-in SECDO server, pages like SIEM consoles, and a browser with the extension: to use where there
#             is a display, as a scripted run with screenshots in dist/demo where there is none
#   test      everything: check, then e2e
#   check     formatting, lints, unit, property, golden and contract tests; no browser
#   e2e       the extension in real Chromium and Firefox; screenshots in dist/screenshots
#   bench     measures speed and exactness, prints tables
#   fuzz N    fuzzes each target for N seconds (60 unless told); needs the nightly toolchain and cargo-fuzz
#   package   dist/*.zip for the stores and their reviewers, licences, SBOM; with PICTURES=1 the stores' pictures
#
# Every command first gets what it needs, or says exactly what to install.
set -euo pipefail
cd "$(dirname "$0")"

# The byte budgets: what the product may weigh. Reached plus a hundredth; a build above them fails.
CLICK_BUDGET=${CLICK_BUDGET:-626000}
MODULE_BUDGET=1508500
PACKAGE_BUDGET=${PACKAGE_BUDGET:-1167600}

BIN=node_modules/.bin
TARGET=wasm32-unknown-unknown
# Explicit features: with all of them on, the module needs newer engines than we support.
WASM_FEATURES=(--enable-simd --enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals
  --enable-reference-types --enable-multivalue)

say() { printf '\n== %s\n' "$*"; }
# How busy the machine is beside: a step that takes long may have to share it.
load() { printf '   %s, load%s on %s cores\n' "$(date +%T)" "$(uptime | sed 's/.*load average[s]*://')" "$(getconf _NPROCESSORS_ONLN)"; }
stop() { printf 'build.sh: %s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

need_rust() {
  has cargo || stop 'cargo is missing: install Rust 1.90 or later from https://rustup.rs'
  if ! rustc --print target-libdir --target $TARGET 2>/dev/null | xargs -r ls >/dev/null 2>&1; then
    has rustup || stop "the target $TARGET is missing: install it with your Rust, or use https://rustup.rs"
    rustup target add $TARGET
  fi
}

need_npm() {
  has npm || stop 'npm is missing: install Node.js 20.19 or later (Debian: apt-get install nodejs npm)'
  if ! cmp -s package-lock.json node_modules/.installed-lock; then
    npm ci --no-audit --no-fund
    cp package-lock.json node_modules/.installed-lock
  fi
}

# command=package, for what the browser tests use.
BROWSER_TOOLS='chromium=chromium firefox-esr=firefox-esr Xvfb=xvfb xdotool=xdotool xwininfo=x11-utils import=imagemagick
  openssl=openssl fc-list=fontconfig certutil=libnss3-tools'
FONTS='fonts-dejavu-core fonts-noto-color-emoji'

need_browsers() {
  local missing=() pair
  for pair in $BROWSER_TOOLS; do has "${pair%%=*}" || missing+=("${pair##*=}"); done
  if has fc-list && [ -z "$(fc-list 2>/dev/null | head -n 1)" ]; then missing+=($FONTS); fi
  [ ${#missing[@]} -eq 0 ] && return
  if has apt-get && [ "$(id -u)" = 0 ]; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" $FONTS >/dev/null
  else
    stop "the browser tests need: apt-get install --no-install-recommends ${missing[*]} $FONTS"
  fi
}

# Flags that keep the paths of this machine out of what is built, so that the same sources make the same bytes anywhere.
without_paths() {
  local cargo_home=${CARGO_HOME:-$HOME/.cargo}
  printf -- '--remap-path-prefix=%s=%s\x1f' "$cargo_home" cargo "$(rustc --print sysroot)" rust
  printf -- '--remap-path-prefix=%s=.' "$PWD"
}

build() {
  need_rust
  need_npm
  say 'wasm module'
  cargo build --package xtask
  rm -rf extension/wasm
  local profile name
  # Each has a profile of its own name, and the names of its scripts.
  for profile in web click; do
    CARGO_ENCODED_RUSTFLAGS="$(without_paths)"$'\x1f'"-Ctarget-feature=+simd128" \
      cargo build --profile $profile --package secdo-$profile --target $TARGET
    name=${profile/web/secdo}
    target/debug/xtask glue "target/$TARGET/$profile/secdo_$profile.wasm" extension/wasm "$name"
    $BIN/wasm-opt -Oz "${WASM_FEATURES[@]}" "extension/wasm/${name}_bg.wasm" -o "extension/wasm/${name}_bg.wasm"
  done
  say 'secdo, the command line'
  CARGO_ENCODED_RUSTFLAGS=$(without_paths) CFLAGS="${CFLAGS:-} -ffile-prefix-map=${CARGO_HOME:-$HOME/.cargo}=cargo -ffile-prefix-map=$PWD=." \
    cargo build --release --package secdo
  mkdir -p dist
  cp target/release/secdo dist/secdo
  ls -l dist/secdo
  say 'packages'
  node packaging/stage.js --click-budget "$CLICK_BUDGET" --module-budget "$MODULE_BUDGET" --package-budget "$PACKAGE_BUDGET"
}

# The JavaScript that prettier formats: `node_modules/.bin/prettier --config tests/prettier.json --write …`.
FORMATTED=('extension/**/*.js' '!extension/wasm/**' 'packaging/*.js' 'tests/**/*.js')

check() {
  need_rust
  need_npm
  say 'cargo fmt';    cargo fmt --all --check
  say 'cargo clippy'; cargo clippy --workspace --all-targets --quiet -- -D warnings
  say 'cargo test';   cargo test --workspace --quiet
  say 'cargo doc';    RUSTDOCFLAGS='-D warnings' cargo doc --workspace --no-deps --quiet
  # Licences, bans and sources of what is used. Advisories need a database from the network: `cargo deny check advisories`.
  if has cargo-deny; then say 'cargo deny'; cargo deny check licenses bans sources; fi
  build
  say 'tsc';    $BIN/tsc -p tests/tsconfig.extension.json; $BIN/tsc -p tests/tsconfig.json
  say 'prettier'; $BIN/prettier --config tests/prettier.json --check --log-level warn "${FORMATTED[@]}"
  say 'eslint'; $BIN/eslint --config tests/eslint.config.js extension packaging tests
  say 'unit and contract tests'; node tests/run.js --jobs 2 tests/unit/*.test.js tests/contract/*.test.js
  say 'the command line against the stand-in'; load; node tests/run.js --jobs 2 tests/cli/*.test.js
  say 'web-ext lint'; $BIN/web-ext lint --source-dir dist/firefox --no-config-discovery
}

e2e() {
  need_browsers
  [ -d dist/chrome ] || build
  say 'end to end, real Chromium and Firefox'; load
  # Two at a time: each browser has a screen of its own, and much of the time is waiting. The longest files first.
  node tests/run.js --jobs 2 --limit 900 tests/e2e/sending/{outbox,chaos,obstacles}.test.js tests/e2e/gestures.test.js \
    tests/e2e/{,harness/,sending/}*.test.js tests/standin/*.test.js
  load
}

bench() {
  # The peers in Python, where it is installed.
  if has python3 && ! dist/bench/venv/bin/python -c 'import ioc_finder, iocextract' 2>/dev/null; then
    mkdir -p dist/bench
    python3 -m venv dist/bench/venv && dist/bench/venv/bin/pip install --quiet -r tests/bench/requirements.txt ||
      say 'the Python peers could not be installed: measured without them'
  fi
  node tests/bench/bench.js
  need_browsers
  say 'a cold click'; load; node tests/bench/click.js 25
  say 'the popup'; load; node tests/bench/popup.js 15
  say 'reading a page'; load; node tests/bench/page.js
}

package() {
  build
  say 'what it consists of'
  node packaging/bill.js
  # For the reviewers of the stores: what is committed, and the command that makes the same bytes of it.
  if git rev-parse HEAD >/dev/null 2>&1; then
    # A zip has the time on a clock: the same one everywhere.
    TZ=UTC git archive --format=zip --output=dist/investigate-in-secdo-source.zip HEAD
  else
    say 'no git here: without the source package'
  fi
  if [ -n "${PICTURES:-}" ]; then need_browsers; say 'pictures for the stores'; node tests/e2e/store-pictures.js; fi
  say 'dist'
  (cd dist && sha256sum ./*.zip | tee SHA256SUMS)
}

fuzz() {
  need_rust
  rustup run nightly cargo --version >/dev/null 2>&1 || stop 'fuzzing needs nightly Rust: rustup toolchain install nightly'
  has cargo-fuzz || cargo install cargo-fuzz --locked
  local target seeds
  node tests/corpus/seeds.js crate/fuzz/corpus/seeds
  for target in scan refang query_url settings timestamp read_{line,format}; do
    say "fuzz $target, $1 s"
    seeds=crate/fuzz/corpus/seeds
    if [ -d crate/fuzz/seeds/$target ]; then seeds=crate/fuzz/seeds/$target; fi
    mkdir -p crate/fuzz/corpus/$target
    # A text of 4 KB that takes more than a second is a fault too.
    (cd crate/fuzz && cargo +nightly fuzz run --fuzz-dir . $target corpus/$target "../../$seeds" -- \
      -max_total_time="$1" -max_len=4096 -timeout=1 -print_final_stats=1)
  done
}

case "${1:-}" in
  setup)   need_rust; need_npm; need_browsers ;;
  build)   build ;;
  demo)    build; need_browsers; node tests/e2e/demo.js ;;
  check)   check ;;
  e2e)     build; e2e ;;
  test)    check; e2e ;;
  fuzz)    fuzz "${2:-60}" ;;
  bench)   build; bench ;;
  package) package ;;
  *)       sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"; [ -z "${1:-}" ] || exit 2 ;;
esac
