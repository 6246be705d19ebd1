// Package assets carries the built front end inside the binary: the SDK, the console and the demo shop's own files.
//
// What lies in dist/ comes out of src/ by build.mjs, is committed under stable names, and is proven current by the test command, so that
// a Go tool chain alone builds the server.
package assets

import (
	"embed"
	"io/fs"
)

//go:embed dist
var embedded embed.FS

// Dist returns the built files: sdk.js, sdk/*, console/*, demo/*.
func Dist() fs.FS {
	sub, err := fs.Sub(embedded, "dist")
	if err != nil {
		panic(err) // dist is embedded, or this would not have compiled
	}
	return sub
}
