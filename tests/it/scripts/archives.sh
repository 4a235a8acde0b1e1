# Carries an image over a gap as a file and through a pipe, and comes out with the digest it went in with.
set -eu
image="$REGISTRY/app:v1"
digest=$(regctl image digest "$image")
regctl image export "$image" app.tar >/dev/null
regctl image export --compress "$image" > app.tar.gz
gunzip -c app.tar.gz | cmp - app.tar
tar -xOf app.tar manifest.json | grep -q '"RepoTags"'
regctl image import "$REGISTRY/file:v1" app.tar >/dev/null
regctl image import ocidir://layout:v1 app.tar.gz >/dev/null
regctl image export ocidir://layout:v1 --name example.org/app:renamed - | regctl image import "$REGISTRY/pipe:v1" - >/dev/null
for copy in "$REGISTRY/file:v1" ocidir://layout:v1 "$REGISTRY/pipe:v1"; do
  [ "$(regctl image digest "$copy")" = "$digest" ]
done
# What docker saves has another form: the layers stay as they are, and one platform is what such a file holds.
platform=linux/arm64
regctl image copy --platform $platform "$image" docker-archive:saved.tar:example.org/app:v1 >/dev/null
tar -xOf saved.tar manifest.json | grep -q '"example.org/app:v1"'
regctl image import --name example.org/app:v1 "$REGISTRY/docker:v1" saved.tar >/dev/null
for name in app docker; do
  regctl image inspect -p $platform "$REGISTRY/$name:v1" --format '{{range .RootFS.DiffIDs}}{{println .}}{{end}}' > "$name.layers"
done
cmp app.layers docker.layers
echo "carried $(regctl manifest get "$REGISTRY/pipe:v1" --format '{{len .Manifests}}') platforms"
