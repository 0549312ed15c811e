package decrypt

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/base64"
	"errors"
	"fmt"
	"unicode/utf8"
)

const (
	keyBytes = 32
	ivBytes  = 16 // not GCM's usual 12
	tagBytes = 16
)

// Key opens encrypted values. The nil Key opens none.
type Key struct{ gcm cipher.AEAD }

// NewKey makes the key of a client secret. Without one, or with one under 32
// bytes, the error says so.
func NewKey(clientSecret string) (*Key, error) {
	if clientSecret == "" {
		return nil, errors.New("there is no client secret to decrypt with: set PORT_CLIENT_SECRET")
	}
	if len(clientSecret) < keyBytes {
		return nil, fmt.Errorf("the client secret has %d bytes, and %d are needed to decrypt", len(clientSecret), keyBytes)
	}
	block, err := aes.NewCipher([]byte(clientSecret[:keyBytes]))
	if err != nil {
		return nil, fmt.Errorf("making the decryption key: %w", err)
	}
	gcm, err := cipher.NewGCMWithNonceSize(block, ivBytes)
	if err != nil {
		return nil, fmt.Errorf("making the decryption key: %w", err)
	}
	return &Key{gcm}, nil
}

// Open gives the text that value holds in encrypted form.
func (k *Key) Open(value string) (string, error) {
	data, err := base64.StdEncoding.DecodeString(value)
	if err != nil {
		return "", fmt.Errorf("it is not base64: %w", err)
	}
	if len(data) < ivBytes+tagBytes {
		return "", fmt.Errorf("it has %d bytes, too few to be encrypted by Port", len(data))
	}
	plain, err := k.gcm.Open(nil, data[:ivBytes], data[ivBytes:], nil)
	if err != nil {
		return "", errors.New("it was encrypted with another client secret, or changed since")
	}
	if !utf8.Valid(plain) {
		return "", errors.New("what it holds is not UTF-8 text")
	}
	return string(plain), nil
}
