#!/usr/bin/env bash
# import-linter 2.16: an `exhaustive` layers contract does not see a folder without __init__.py, although
# Python imports from it (PEP 420). An import that climbs against the layers from inside such a folder, and
# such a folder that no layer names, both leave the contract KEPT; an empty __init__.py in either breaks it.
#
# Seen: without __init__.py KEPT; with it in the importing folder BROKEN; with it in the unlisted one BROKEN.
# Fails where any of the three changes. Needs Python 3.11 or newer.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check import-linter==2.16 2>pip.txt || { cat pip.txt; exit 1; }

mkdir -p house/attic house/cellar/stairs house/loft
touch house/__init__.py house/attic/__init__.py house/cellar/__init__.py
echo 'TOP = 1' >house/attic/top.py
echo 'from house.attic.top import TOP' >house/cellar/stairs/up.py # against the layers
echo 'LOFT = 1' >house/loft/loft.py                               # named by no layer
cat >.importlinter <<'CONTRACT'
[importlinter]
root_package = house

[importlinter:contract:layers]
name = the attic may use the cellar, never the other way round
type = layers
containers = house
exhaustive = true
layers =
    attic
    cellar
CONTRACT

verdict() {
  PYTHONPATH=. env/bin/lint-imports --no-cache 2>&1 | grep -o 'KEPT\|BROKEN' | head -n 1
}

PYTHONPATH=. env/bin/python -c 'import house.cellar.stairs.up, house.loft.loft' # Python finds both
without=$(verdict)
touch house/cellar/stairs/__init__.py
importing=$(verdict)
rm house/cellar/stairs/__init__.py
touch house/loft/__init__.py
unlisted=$(verdict)

seen="without $without, importing $importing, unlisted $unlisted"
echo "import-linter 2.16: $seen"
[ "$seen" = "without KEPT, importing BROKEN, unlisted BROKEN" ]
