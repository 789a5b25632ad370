#!/usr/bin/env bash
# Installs a wheel into a fresh environment, away from the source tree, and does the main job with it.
set -euo pipefail

wheel=$(realpath "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check "$wheel"
unset PYTHONPATH
export PATH="$folder/env/bin:$PATH"

citegraph demo >demo.txt
grep -q "papers use ImageNet" demo.txt
test -s page.html
citegraph uses imagenet-1k --library demo/papers.kg --json >/dev/null
python -m kg top datasets --library demo/papers.kg >/dev/null
python - <<'PY'
from importlib import resources

import spacy

for package, file in (("kg", "py.typed"), ("extractors", "py.typed"), ("cypher", "py.typed"), ("kg.library", "schema.sql")):
    assert (resources.files(package) / file).is_file(), (package, file)

# The components are found through entry points: nothing of citegraph is imported here.
nlp = spacy.blank("en")
for name in ("lexicon", "naming", "acronyms", "patterns", "recognizer", "fusion", "overlaps", "roles", "results"):
    nlp.add_pipe(f"citegraph_{name}")
assert {m.type for m in nlp("We evaluate on the ImageNet dataset.")._.mentions} == {"Dataset"}
PY
echo "the wheel works without the source tree"
