// Package guest is what a dray module in Go is written against.
//
// A module is a main package that hands dray its transform:
//
//	package main
//
//	import guest "github.com/drayhq/dray/sdk/guest/go"
//
//	func main() { guest.Handle(transform) }
//
//	func transform() error {
//		branch, err := guest.Event.String("/payload/properties/branch")
//		if err != nil {
//			return err // the run fails, and the reason names the pointer
//		}
//		if branch == "frozen" {
//			return guest.Drop("the branch is frozen")
//		}
//		return guest.Body.SetString("/branch", branch)
//	}
//
// It is built by standard Go:
//
//	GOOS=wasip1 GOARCH=wasm go build -buildmode=c-shared -ldflags='-s -w' -trimpath -o NAME.wasm .
//
// main runs once in each instance, before the first call. An instance serves one
// run at a time, and many runs one after another: what a package variable keeps
// may be there in the next run, and may not. A panic ends the instance.
//
// The package may import the standard library only, and of that neither fmt nor
// encoding/json nor net/http, which would double a module's size and its time to
// load. Package [github.com/drayhq/dray/sdk/guest/go/guestjson] decodes and
// encodes with encoding/json where a module wants that.
//
// Outside wasip1 the package builds and does nothing: every read gives
// [ErrNotAllowed]. So a module's other code can be tested as Go code is.
package guest
