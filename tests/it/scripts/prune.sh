# Prunes by age: every test build that was made before the cut-off goes, and the newest one stays in any case.
set -eu
regctl registry set --tls disabled "$REGISTRY" >/dev/null 2>&1
cutoff=$(date -d "$CUTOFF" +%s)
repo="$REGISTRY/ci/build"
newest=""
for tag in $(regctl tag ls "$repo" | grep '^test-'); do
  created=$(regctl image config "$repo:$tag" --format '{{.Created}}')
  seconds=$(date -d "$created" +%s)
  if [ "$seconds" != "$(regctl image inspect "$repo:$tag" --format '{{.Created.Unix}}')" ]; then
    echo "two answers for $tag" >&2
    exit 1
  fi
  echo "$seconds $tag"
done | sort -rn > ages
newest=$(head -n 1 ages | cut -d ' ' -f 2)
while read -r seconds tag; do
  if [ "$tag" != "$newest" ] && [ "$seconds" -lt "$cutoff" ]; then
    regctl tag rm "$repo:$tag"
  fi
done < ages
regctl tag ls "$repo"
