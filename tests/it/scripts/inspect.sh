# Looks into an image without pulling it, and verifies that what it sees is what its digests say.
set -eu
image="$REGISTRY/app:v1"
regctl manifest get --format raw-body "$image" > manifest.json
[ "$(regctl digest < manifest.json)" = "$(regctl image digest "$image")" ]
[ "sha256:$(sha256sum manifest.json | cut -d ' ' -f 1)" = "$(regctl manifest head "$image")" ]
for platform in $(regctl manifest get "$image" --format '{{range .Manifests}}{{printf "%s\n" .Platform}}{{end}}'); do
  child=$(regctl image digest --platform "$platform" "$image")
  config=$(regctl image manifest --platform "$platform" --format '{{.Config.Digest}}' "$image")
  regctl blob get "$REGISTRY/app" "$config" > config.json
  [ "$(regctl digest < config.json)" = "$config" ]
  [ "$(regctl image inspect --platform "$platform" --format '{{.GetDescriptor.Digest}}' "$image")" = "$config" ]
  layers=$(regctl image manifest "$REGISTRY/app@$child" --format '{{len .Layers}}')
  echo "$platform $layers $(regctl image inspect -p "$platform" "$image" --format '{{.OS}}/{{.Architecture}}')"
done
