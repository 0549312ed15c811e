package e2e

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/base64"
	"net/url"
	"strings"
	"testing"
)

// grep looks for secrets as they are and in the spellings of JSON, URLs and base64.
func grep(t *testing.T, where, text string, secrets []string) {
	t.Helper()
	for _, secret := range secrets {
		quoted := strings.NewReplacer(`"`, `\"`).Replace(secret)
		escaped := strings.NewReplacer(`"`, `\"`, "&", `\u0026`, "<", `\u003c`, ">", `\u003e`).Replace(secret)
		for _, spelling := range []string{
			secret, quoted, escaped, url.QueryEscape(secret), url.PathEscape(secret),
			base64.StdEncoding.EncodeToString([]byte(secret)),
		} {
			if spelling == "" {
				t.Errorf("%s: one of the secrets is empty", where)
				continue
			}
			if at := strings.Index(text, spelling); at >= 0 {
				t.Errorf("%s holds the secret %q: …%s…", where, secret, text[max(0, at-300):min(len(text), at+len(spelling)+50)])
			}
		}
	}
}

// encrypt does as Port does to a secret property.
func encrypt(t *testing.T, secret, text string) string {
	t.Helper()
	block, err := aes.NewCipher([]byte(secret)[:32])
	if err != nil {
		t.Fatal(err)
	}
	const nonceBytes = 16
	gcm, err := cipher.NewGCMWithNonceSize(block, nonceBytes)
	if err != nil {
		t.Fatal(err)
	}
	nonce := []byte("0123456789abcdef")
	return base64.StdEncoding.EncodeToString(gcm.Seal(nonce, nonce, []byte(text), nil))
}
