package compose

import (
	"errors"
	"fmt"
	"strings"

	"golang.org/x/net/http/httpguts"

	"github.com/drayhq/dray/plugins/http/address"
	"github.com/drayhq/dray/sdk"
)

// Composed is a request ready to be signed and sent.
type Composed struct {
	Request  *sdk.Request // the URL holds the query, Query is nil, Wire is made
	Target   address.URL  // Request.URL taken apart
	Secrets  []string     // a password that the URL held
	Warnings []string     // header fields left out
}

// Compose leaves req as it is. Composing what it gave once more changes nothing.
// An error is for good, and shows neither header values nor the query.
func Compose(req *sdk.Request) (Composed, error) {
	if req == nil {
		return Composed{}, errors.New("there is no request to send: the chain needs a step before http that builds one, such as jq")
	}
	method := strings.ToUpper(req.Method)
	switch {
	case !httpguts.ValidHeaderFieldName(method):
		return Composed{}, fmt.Errorf("the method %q is not one: the mapping's method must give a word such as POST", req.Method)
	case method == "CONNECT":
		return Composed{}, errors.New("the method CONNECT opens a tunnel and sends nothing: use another one")
	}
	target, err := address.Parse(req.URL)
	if err != nil {
		return Composed{}, err
	}
	target = target.WithQuery(req.Query)
	header, warnings, err := checkHeader(req.Header)
	if err != nil {
		return Composed{}, err
	}
	wire, err := encode(req.Body)
	if err != nil {
		return Composed{}, err
	}
	if wire != nil && header.Key("Content-Type") == "" {
		header["Content-Type"] = []string{"application/json"}
	}
	out := Composed{Warnings: warnings}
	if target.User != nil {
		// As requests does. The password leaves the URL, so that it is shown nowhere.
		header = header.With("Authorization", basic(target.User))
		if password, _ := target.User.Password(); password != "" {
			out.Secrets = []string{password}
		}
		target.User = nil
	}
	out.Target = target
	out.Request = &sdk.Request{Method: method, URL: target.String(), Header: header, Body: req.Body, Wire: wire}
	return out, nil
}
