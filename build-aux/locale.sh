# Sourced by run and check: a locale under which gettext looks for the Chinese.

# need_locale FOLDER: glibc 2.39 and later translate nothing in C.UTF-8. Where the Chinese locale is not installed, it is made in FOLDER.
need_locale() {
  case $(getconf GNU_LIBC_VERSION) in "glibc 2."[12]? | "glibc 2.3"[0-8]) return 0 ;; esac
  ! locale -a | grep -qiE '^zh_CN\.utf-?8$' || return 0
  export LOCPATH="$1"
  [ ! -d "$LOCPATH/zh_CN.UTF-8" ] || return 0
  need_packages locales
  mkdir -p "$LOCPATH"
  localedef --no-archive -i zh_CN -f UTF-8 "$LOCPATH/zh_CN.UTF-8"
}
