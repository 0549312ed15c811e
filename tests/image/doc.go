// Package image tests the container image that .ci/image has built: what is in it,
// that its bill of materials says so, and that its binary works from the image's own
// root, as the image's user, alone and as the chart would start it.
//
// It may import everything of the module.
package image
