# Every night: which images stand on a base that has changed since? Those are put on the new one and told apart by a tag.
set -eu
host="--host reg=$REGISTRY,tls=disabled"
base="$REGISTRY/base:stable"
for repo in $(regctl $host repo ls "$REGISTRY" | grep '^apps/'); do
  image="$REGISTRY/$repo:v1"
  if regctl $host image check-base "$image" --quiet; then
    echo "$repo is current"
    continue
  fi
  regctl $host image mod "$image" --rebase --create v1-rebased >/dev/null
  regctl $host image check-base "$REGISTRY/$repo:v1-rebased" >/dev/null
  regctl $host image get-file "$REGISTRY/$repo:v1-rebased" /release
  regctl $host image get-file "$REGISTRY/$repo:v1-rebased" /app
  # By hand, with both bases named: the same layers.
  regctl $host image mod "$image" --rebase-ref "$OLD,$base" --create v1-by-hand >/dev/null
  for tag in v1-rebased v1-by-hand; do
    regctl $host image manifest "$REGISTRY/$repo:$tag" --format '{{range .Layers}}{{println .Digest}}{{end}}' > $tag.layers
  done
  cmp v1-rebased.layers v1-by-hand.layers
  echo "$repo was rebased"
done
