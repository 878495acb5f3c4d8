# Shared by scripts/setup.sh and scripts/fresh/setup.sh: says, tries and installs. Needs `log`, the file that holds what commands print.
# Runs with bash 3.2, the one macOS ships.

say() { printf '%s\n' "$*"; }
stop() { printf 'setup: %s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

# Runs a command silently; its output is worth reading only when it fails.
quietly() { "$@" >>"$log" 2>&1 </dev/null; }
or_stop() {
  local message=$1; shift
  quietly "$@" || { tail -n 15 "$log" >&2; stop "$message (log: .tools/${log##*/.tools/})"; }
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }
can_apt() { has apt-get && { [ "$(id -u)" = 0 ] || { has sudo && sudo -n true 2>/dev/null; }; }; }
apt_install() { # The package lists are fetched only when the first try fails.
  can_apt || return 1
  local install="env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends"
  # shellcheck disable=SC2086 # the words of $install are wanted
  quietly as_root $install "$@" ||
    { quietly as_root apt-get update && quietly as_root $install "$@"; }
}
