package secret_test

import (
	"testing"

	"github.com/drayhq/dray/core/secret"
)

func TestHeaders(t *testing.T) {
	headers := secret.NewHeaders("X-Team-Pin ")
	tests := []struct {
		name             string
		named, sensitive bool
	}{
		{"Circle-Token", true, true},
		{"authorization", true, true},
		{"PROXY-AUTHORIZATION", true, true},
		{"Cookie", true, true},
		{"Set-Cookie", true, true},
		{"X-Port-Signature", true, true},
		{"x-team-pin", true, true},
		{"PRIVATE-TOKEN", false, true},
		{"X-Api-Key", false, true},
		{"X_API_KEY", false, true},
		{"X-Client-Secret", false, true},
		{"Content-Type", false, false},
		{"X-Port-Timestamp", false, false},
		{"Idempotency-Key", false, false},
		{"", false, false},
	}
	for _, tt := range tests {
		if got := headers.Named(tt.name); got != tt.named {
			t.Errorf("Named(%q) = %v", tt.name, got)
		}
		if got := headers.Sensitive(tt.name); got != tt.sensitive {
			t.Errorf("Sensitive(%q) = %v", tt.name, got)
		}
	}
}
