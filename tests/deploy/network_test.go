package deploy

import (
	"testing"

	networking "k8s.io/api/networking/v1"
)

// Who names no port means none: to Kubernetes a rule without ports is for all of them.
func TestNoPortIsNotEachPort(t *testing.T) {
	text := render(t, "seed.yaml", "--set", "networkPolicy.enabled=true", "--set-json", "networkPolicy.ports=[]")
	rules := all[*networking.NetworkPolicy](decode(t, text))[0].Spec.Egress
	if len(rules) != 1 || len(rules[0].Ports) != 2 {
		t.Errorf("it lets out %v, want DNS alone", rules)
	}
}
