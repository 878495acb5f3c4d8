#!/usr/bin/env bash
# Finds or installs the tools that fresh test tables go through, one line per tool. A second run only looks.
#
#   scripts/fresh/setup.sh
#
# Programs come from apt (LibreOffice, poppler, Chromium, Chinese fonts), libraries go into .tools/fresh (ignored by git):
# a Python environment in venv/, pdf.js in node_modules/. CHROMIUM and SOFFICE take other programs of that kind.
set -eu
cd "$(dirname "$0")/../.."
fresh=$PWD/.tools/fresh
log=$fresh/setup.log
python_packages="pdfplumber==0.11.10 pypdf==7.1.0 pymupdf==2.0 pymupdf4llm==2.0 pdfminer.six==20260107 pypdfium2==5.15.2 openpyxl==3.1.5"
pdfjs_version=5.6.205

mkdir -p "$fresh"
: >"$log"

. scripts/shell.sh

need() { # $1: what it is, $2: program, others: packages, the first that apt has is taken
  local what=$1 program=$2 package; shift 2
  if has "$program"; then say "$what: found, $(command -v "$program")"; return; fi
  for package in "$@"; do
    if apt_install "$package" && has "$program"; then say "$what: installed by apt ($package)"; return; fi
  done
  tail -n 5 "$log" >&2
  stop "$what is missing: install one of: $* (log: .tools/fresh/setup.log)"
}

need_fonts() {
  if [ -n "$(fc-list :lang=zh 2>/dev/null)" ]; then say "Chinese fonts: found"; return; fi
  apt_install fontconfig fonts-noto-cjk && [ -n "$(fc-list :lang=zh 2>/dev/null)" ] ||
    stop "Chinese fonts are missing: install Noto CJK."
  say "Chinese fonts: installed by apt (fonts-noto-cjk)"
}

need_python() {
  if [ "$(cat "$fresh/venv/.installed" 2>/dev/null)" = "$python_packages" ]; then say "Python libraries: found, .tools/fresh/venv"; return; fi
  say "Python libraries: installing, a minute …"
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 9))' || stop "Python 3.9 or newer is missing."
  quietly python3 -m venv "$fresh/venv" || { apt_install python3-venv && quietly python3 -m venv "$fresh/venv"; } ||
    stop "python3 -m venv does not work: install python3-venv."
  # shellcheck disable=SC2086 # one word per package
  or_stop "pip could not install the libraries" "$fresh/venv/bin/pip" install --disable-pip-version-check $python_packages
  printf '%s\n' "$python_packages" >"$fresh/venv/.installed"
  say "Python libraries: installed in .tools/fresh/venv"
}

need_pdfjs() {
  has npm || stop "npm is missing: scripts/setup.sh installs it."
  if grep -q "\"version\": \"$pdfjs_version\"" "$fresh/node_modules/pdfjs-dist/package.json" 2>/dev/null; then
    say "pdf.js $pdfjs_version: found, .tools/fresh/node_modules"; return
  fi
  or_stop "npm could not install pdfjs-dist" \
    npm install --prefix "$fresh" --no-save --no-package-lock "pdfjs-dist@$pdfjs_version"
  say "pdf.js $pdfjs_version: installed in .tools/fresh/node_modules"
}

need_fonts
need poppler pdftotext poppler-utils
need Chromium "${CHROMIUM:-chromium}" chromium
need LibreOffice "${SOFFICE:-soffice}" libreoffice-calc-nogui libreoffice-calc
need_python
need_pdfjs
