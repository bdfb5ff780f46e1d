#!/bin/sh
# Makes one include tree a layer, and one a room of src/app, holding only what it may use: a wrong #include does not compile.
#   layer-view.sh SOURCE_ROOT BUILD_ROOT
set -eu
source=$1 build=$2
rm -rf "$build/views"
view() {
  layer=$1; shift
  for part in "$layer" "$@"; do
    mkdir -p "$(dirname "$build/views/$layer/$part")"
    ln -s "$source/src/$part" "$build/views/$layer/$part"
  done
}
rooms=
room() {
  name=$1
  rooms="$rooms app/$name"
  view "app/$name" app/parts app/session app/kit desk store model base
}
view base
view model base
view store model base
view print model base
view exchange model base
view desk exchange print store model base
view cli desk exchange print store model base

# The window. The database tells how far it is by a NuanProgress.
view app/kit base model/tables model/field.h model/progress.h store/engine
view app/session app/kit desk store model base
view app/parts app/session app/kit desk store model base
room cases
room household
room help
room ledger
room office
room statistics
view app/shell $rooms app/parts app/session app/kit desk exchange print store model base
