package main

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
)

// signed checks Port's signature over the message, which came compact, without
// the two members that carry it.
func (h *handler) signed(message []byte, event map[string]any) bool {
	headers, _ := event["headers"].(map[string]any)
	signature, _ := headers["X-Port-Signature"].(string)
	timestamp, _ := headers["X-Port-Timestamp"].(string)
	members := fmt.Appendf(nil, `"X-Port-Signature":"%s","X-Port-Timestamp":"%s"`, signature, timestamp)
	before, after, found := bytes.Cut(message, members)
	if !found {
		return false
	}
	mac := hmac.New(sha256.New, h.secret)
	mac.Write([]byte(timestamp))
	mac.Write([]byte{'.'})
	mac.Write(before)
	mac.Write(after)
	want := "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
	return hmac.Equal([]byte(want), []byte(signature))
}
