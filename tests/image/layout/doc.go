// Package layout reads an image from a folder in the OCI image layout
// (https://github.com/opencontainers/image-spec/blob/main/image-layout.md).
// It imports the standard library only.
package layout
