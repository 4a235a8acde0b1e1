# Attaches an SBOM and a later one to an image, finds them by what they are, gets the newest back, and takes both along.
set -eu
image="$REGISTRY/app:v1"
printf '{"spdxVersion":"SPDX-2.3","name":"old"}' > old.json
printf '{"spdxVersion":"SPDX-2.3","name":"new"}' > new.json
for age in old new; do
  case $age in old) created=2024-01-01T00:00:00Z ;; *) created=2024-06-01T00:00:00Z ;; esac
  regctl artifact put --artifact-type application/spdx+json --subject "$image" \
    --annotation "org.opencontainers.image.created=$created" \
    --file-title --file "$age.json" --file-media-type application/spdx+json
done > digests
printf 'signed' | regctl artifact put --artifact-type application/example.signature --subject "$image" >/dev/null
regctl artifact list "$image" --filter-artifact-type application/spdx+json \
  --format '{{range .Descriptors}}{{println .Digest}}{{end}}' | grep . | sort > listed
sort digests | cmp - listed
newest=$(regctl artifact list "$image" --filter-artifact-type application/spdx+json --latest \
  --format '{{(index .Descriptors 0).Digest}}')
[ "$newest" = "$(tail -n 1 digests)" ]
regctl artifact get --subject "$image" --filter-artifact-type application/spdx+json --latest | cmp - new.json
mkdir -p fetched
regctl artifact get "$REGISTRY/app@$(head -n 1 digests)" --output fetched
cmp old.json fetched/old.json
echo "referrers: $(regctl artifact tree "$image" | grep -c sha256:)"
regctl image copy --referrers "$image" "$REGISTRY/released:v1" >/dev/null
regctl artifact get --subject "$REGISTRY/released:v1" --filter-artifact-type application/spdx+json --latest | cmp - new.json
regctl manifest delete --referrers "$REGISTRY/app@$(head -n 1 digests)"
regctl artifact list "$image" --format '{{len .Descriptors}}'
