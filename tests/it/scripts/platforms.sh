# Joins the images of two builders under one name, adds a third and takes one out, while each stays what it was.
set -eu
repo="$REGISTRY/app"
for arch in amd64 arm64; do
  [ "$(regctl image inspect "$REGISTRY/build-$arch:v1" --format '{{.Architecture}}')" = "$arch" ]
done
regctl index create "$repo:v1" --ref "$REGISTRY/build-amd64:v1" --ref "$REGISTRY/build-arm64:v1" \
  --annotation org.opencontainers.image.version=1 >/dev/null
platforms() { regctl manifest get "$repo:$1" --format '{{range .Manifests}}{{println .Platform}}{{end}}' | grep . | tr '\n' ' '; }
echo "v1: $(platforms v1)"
for arch in amd64 arm64; do
  [ "$(regctl image digest -p "linux/$arch" "$repo:v1")" = "$(regctl image digest "$REGISTRY/build-$arch:v1")" ]
done
regctl image copy "$repo:v1" "$repo:v2" >/dev/null
regctl index add "$repo:v2" --ref "$REGISTRY/build-s390x:v1" --desc-annotation note=late >/dev/null
regctl index delete "$repo:v2" --platform linux/arm64 >/dev/null
echo "v2: $(platforms v2)"
echo "note: $(regctl manifest get "$repo:v2" --format '{{range .Manifests}}{{index .Annotations "note"}}{{end}}')"
digest=$(regctl index create "$repo" --by-digest --ref "$REGISTRY/build-amd64:v1")
[ "$(regctl manifest get "$repo@$digest" --format '{{len .Manifests}}')" = 1 ]
regctl tag rm "$repo:v1"
regctl tag rm --ignore-missing "$repo:v1"
regctl tag ls "$repo"
