# What script/bootstrap is made of. Sourced, never run.

say() { printf '%s\n' "$*"; }

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

# unchanged STEP KEY: true when STEP was last done with this KEY.
unchanged() { [ -f ".bootstrap/$1" ] && [ "$(<".bootstrap/$1")" = "$2" ]; }
remember() { printf '%s\n' "$2" >".bootstrap/$1"; }
forget() { (cd .bootstrap && rm -f "$@"); }

digest() { cat "$@" | sha256sum | cut -d' ' -f1; }

find_python() {
    local name
    for name in python3 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null && "$name" -I -S -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
            printf '%s\n' "$name"
            return
        fi
    done
    return 1
}

# need_library NAME PACKAGE: adds PACKAGE to `packages` unless the dynamic linker knows NAME.
need_library() {
    case "$libraries" in
        *"$1 "*) ;;
        *) packages+=("$2") ;;
    esac
}

need_file() {
    [ -e "$1" ] || packages+=("$2")
}

# Installs with apt-get as root or through sudo; on any other machine says what is missing.
install_system_packages() {
    local wanted as_root=()
    wanted=$(printf '%s\n' "$@" | sort -u | tr '\n' ' ')
    wanted=${wanted% }
    command -v apt-get >/dev/null ||
        fail "These system packages are missing (names as on Debian): $wanted. Install them and try again."
    if [ "$(id -u)" != 0 ]; then
        as_root=(sudo)
        [ -t 0 ] || as_root=(sudo -n)
        command -v sudo >/dev/null && "${as_root[@]}" true 2>/dev/null ||
            fail "System packages are missing. As root, run “apt-get install --no-install-recommends $wanted”, then try again."
    fi
    say "Installing system packages: $wanted"
    as_root+=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0)
    "${as_root[@]}" update &&
        "${as_root[@]}" install -y --no-install-recommends $wanted </dev/null >.bootstrap/apt.log 2>&1 || {
        [ ! -f .bootstrap/apt.log ] || tail -n 20 .bootstrap/apt.log >&2
        fail "apt-get could not install $wanted: see above. Install them by hand, then try again."
    }
}

# A virtual environment that was copied or moved has the old place in its commands; one whose Python is gone has no pip.
venv_is_sound() {
    [ -x .venv/bin/python ] && grep -qsF "$PWD/.venv/bin" .venv/bin/pip && .venv/bin/python -c 'import pip' 2>/dev/null
}

pip_install() {
    .venv/bin/python -m pip install --quiet --no-input --disable-pip-version-check --no-warn-script-location \
        --require-hashes "$@"
}

# install_python_packages STEP SENTENCE FILE
install_python_packages() {
    local key
    key="$(digest requirements-build.txt "$3") $(digest .bootstrap/venv)"
    unchanged "$1" "$key" && return
    say "$2"
    # All come as wheels but Flask-Principal, which is built here with the pinned setuptools and nothing else.
    pip_install --only-binary :all: -r requirements-build.txt &&
        pip_install --use-pep517 --no-build-isolation -r "$3" ||
        fail "pip could not install $3: see above. Is the Python package index reachable? Then try again."
    remember "$1" "$key"
}

# Sets `node` to a node of version 20 or later.
find_node() {
    local own key
    own=$(command -v node || true)
    key="own $own $([ -z "$own" ] || stat -L -c %Y "$own")"
    if [ -n "$own" ] && { unchanged node "$key" || node_is_new_enough "$own"; }; then
        node=$own
        remember node "$key"
        return
    fi
    node=$PWD/.venv/bin/node
    key="wheel $(digest requirements-node.txt)"
    unchanged node "$key" && [ -x "$node" ] && return
    say "Installing node and npm into the virtual environment"
    pip_install --only-binary :all: -r requirements-node.txt ||
        fail "pip could not install requirements-node.txt: see above. Or install node 20 or later yourself, then try again."
    remember node "$key"
}

node_is_new_enough() { "$1" -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null; }
