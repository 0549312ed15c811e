package config_test

import (
	"os"
	"strings"
	"testing"
)

func FuzzLoad(f *testing.F) {
	for _, seed := range []string{
		"", "# nothing", "kafka: {brokers: [a:1], tls: {enabled: on}}", "limits:\n  drain: 25\n  message_bytes: 10MiB\n",
		"port: {client_secret: '${env:SECRET}', org: \"${file:secret}\"}\nlog: {level: ${env:SECRET}}",
		"routes:\n- when: .a\n  chain:\n  - jq: {mapping: ${env:SECRET}}\n  - http\n", "a: &a [*a]", "<<: {port: {org: a}}",
		"? [a]\n: b", "!!str a: !x b", "port: |\n  a\n", "--- a\n--- b", "%YAML 1.2\n---\na: 1",
		"port: {client_secret: '${env:SECRET}'}\n'${env:SECRET}': {x: '${env:SECRET}'}",
	} {
		f.Add([]byte(seed))
	}
	if example, err := os.ReadFile("../../configs/dray.yaml"); err == nil {
		f.Add(example)
	}
	const secret = "q7-hunter-z9"
	f.Fuzz(func(t *testing.T, yaml []byte) {
		if strings.Contains(string(yaml), secret) {
			t.Skip("the secret stands in the file")
		}
		c, err := files{"dray.yaml": string(yaml), "secret": secret}.load("SECRET="+secret, "PORT_CLIENT_SECRET="+secret)
		if err != nil {
			if c != nil || strings.Contains(err.Error(), secret) || strings.TrimSpace(err.Error()) == "" {
				t.Errorf("config %v, error %v", c, err)
			}
			return
		}
		if c.Limits.MaxInFlight <= 0 || len(c.Routes) == 0 {
			t.Errorf("a config that cannot run: %+v", c)
		}
		for _, route := range c.Routes {
			for _, stage := range route.Chain {
				var settings map[string]any
				if err := stage.Decode(&settings); err != nil && strings.TrimSpace(err.Error()) == "" {
					t.Error("an error without a text")
				}
			}
		}
	})
}
