# One static binary, the authorities' certificates and the folders that dray looks
# into, on nothing. The same commit gives the same bytes: `make image` passes the
# arguments, `make image-check` builds it twice and compares.
#
# GO_IMAGE needs Go 1.26, a shell with find and touch, and the certificates in
# /etc/ssl/certs/ca-certificates.crt. It may be named with its digest.
ARG GO_IMAGE=docker.io/library/golang:1.26.11-alpine

# Cross-compiled: another architecture's image needs no emulation.
FROM --platform=$BUILDPLATFORM $GO_IMAGE AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG TARGETARCH
ARG VERSION=dev
# What keeps the image under 25 MB (core/RATIONALE.md, The image): functions are inlined
# in Go's runtime only, and in OpenTelemetry, whose tables are code without it; and
# HTTP/2, which no run needs, stays out.
RUN CGO_ENABLED=0 GOOS=linux GOARCH=$TARGETARCH GOTOOLCHAIN=local go build -trimpath -buildvcs=false \
    -tags nethttpomithttp2 -gcflags 'all=-l' -gcflags 'runtime/...=' -gcflags 'internal/...=' -gcflags 'go.opentelemetry.io/otel/...=' \
    -ldflags "-s -w -buildid= -funcalign=8 -X main.version=$VERSION" -o /out/usr/local/bin/dray ./cmd/dray

# /app is where port-agent works and where its users mount their mapping: so the
# mapping that holds without one lies there as well. What is mounted in
# /usr/local/share/ca-certificates is trusted, with no update-ca-certificates.
ARG SOURCE_DATE_EPOCH=0
RUN cd /out \
 && mkdir -p app/transforms etc/dray/transforms etc/ssl/certs usr/local/share/ca-certificates run/dray tmp usr/share/doc/dray var/lib/dray \
 && cp /etc/ssl/certs/ca-certificates.crt etc/ssl/certs/ \
 && cp /src/LICENSE usr/share/doc/dray/ \
 && cp /src/plugins/jq/default.json app/control_the_payload_config.json \
 && echo 'dray:x:65532:65532:dray:/app:/nologin' >etc/passwd \
 && echo 'dray:x:65532:' >etc/group \
 && find . -type d -exec chmod 0755 {} + && find . -type f -exec chmod 0644 {} + \
 && chmod 0755 usr/local/bin/dray && chmod 1777 tmp \
 && chown -R 0:0 . && chown 65532:65532 run/dray var/lib/dray && chmod 0700 run/dray var/lib/dray \
 && find . -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +

FROM scratch
COPY --from=build /out/ /
ENV PATH=/usr/local/bin \
    CONTROL_THE_PAYLOAD_CONFIG_PATH=/app/control_the_payload_config.json \
    SSL_CERT_DIR=/etc/ssl/certs:/usr/local/share/ca-certificates
WORKDIR /app
# A number, so that Kubernetes can tell that it isn't root.
USER 65532:65532
ENTRYPOINT ["/usr/local/bin/dray"]
CMD ["run"]
ARG VERSION=dev
ARG REVISION=""
ARG CREATED=""
LABEL org.opencontainers.image.title="dray" \
      org.opencontainers.image.description="Carries action runs from Port to CircleCI" \
      org.opencontainers.image.url="https://github.com/drayhq/dray" \
      org.opencontainers.image.source="https://github.com/drayhq/dray" \
      org.opencontainers.image.documentation="https://github.com/drayhq/dray/blob/main/README.md" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.created="$CREATED"
