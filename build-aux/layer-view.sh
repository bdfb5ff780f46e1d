#!/bin/sh
# Makes one include tree a layer, holding only the layers that it may use: a wrong #include does not compile.
#   layer-view.sh SOURCE_ROOT BUILD_ROOT
set -eu
source=$1 build=$2
view() {
  layer=$1; shift
  rm -rf "$build/views/$layer"; mkdir -p "$build/views/$layer"
  for part in "$layer" "$@"; do ln -s "$source/src/$part" "$build/views/$layer/$part"; done
}
view base
view model base
view store model base
view print model base
view exchange model base
view cli exchange print store model base
view app exchange print store model base
