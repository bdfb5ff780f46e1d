# Sourced by run and check: what they need from Debian, and how it gets there.

build_packages="gcc libc6-dev meson ninja-build pkg-config gettext libglib2.0-dev libglib2.0-dev-bin libgtk-4-dev libadwaita-1-dev libsqlite3-dev
 libhpdf-dev libpng-dev libicu-dev libsodium-dev libxlsxwriter-dev libminizip-dev libyajl-dev libqrencode-dev libfontconfig-dev libcairo2-dev libpango1.0-dev"
font_packages="fonts-wqy-zenhei fonts-arphic-uming fonts-lxgw-wenkai fonts-dejavu-core adwaita-icon-theme librsvg2-common"
run_packages="$build_packages $font_packages"
check_packages="$run_packages python3 python3-pyatspi python3-openpyxl gir1.2-atspi-2.0 at-spi2-core dbus dbus-x11 xvfb xauth xdotool x11-utils
 imagemagick sqlite3 postgresql libpq-dev hledger qpdf poppler-utils mupdf-tools locales zbar-tools desktop-file-utils appstream libxml2-utils libasan8 libubsan1 procps git ibus ibus-gtk4 fcitx5 fcitx5-frontend-gtk4 clang-format-19 unicode-data"

# need_packages NAME…: installs those that are not there; asks for nothing when all are.
need_packages() {
  missing=
  for package in "$@"; do
    case $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) in installed) ;; *) missing="$missing $package" ;; esac
  done
  [ -n "$missing" ] || return 0
  echo "Installing:$missing" >&2
  as_root=
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || { echo "Please install as root: apt-get install$missing" >&2; exit 1; }
    as_root=sudo
  fi
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
  # shellcheck disable=SC2086
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/tmp/nuanchuang-apt.$$ 2>&1 ||
    { tail -20 /tmp/nuanchuang-apt.$$ >&2; rm -f /tmp/nuanchuang-apt.$$; exit 1; }
  rm -f /tmp/nuanchuang-apt.$$
}
