package main

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
)

// signed checks Port's signature over the compact message without the two members
// that carry it.
func (h *handler) signed(message []byte, event map[string]any) (bool, error) {
	var compact bytes.Buffer
	if err := json.Compact(&compact, message); err != nil {
		return false, fmt.Errorf("compacting the message: %w", err)
	}
	headers, _ := event["headers"].(map[string]any)
	signature, _ := headers["X-Port-Signature"].(string)
	timestamp, _ := headers["X-Port-Timestamp"].(string)
	members := fmt.Appendf(nil, `"X-Port-Signature":"%s","X-Port-Timestamp":"%s"`, signature, timestamp)
	before, after, found := bytes.Cut(compact.Bytes(), members)
	if !found {
		return false, nil
	}
	mac := hmac.New(sha256.New, h.secret)
	mac.Write([]byte(timestamp))
	mac.Write([]byte{'.'})
	mac.Write(before)
	mac.Write(after)
	want := "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
	return hmac.Equal([]byte(want), []byte(signature)), nil
}
