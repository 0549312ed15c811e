package address

import (
	"errors"
	"net/netip"
	"testing"
)

func TestCheckIP(t *testing.T) {
	const never, private, fine = "never", "private", "fine"
	for text, want := range map[string]string{
		"169.254.169.254": never, "169.254.0.1": never, "::ffff:169.254.169.254": never, "64:ff9b::a9fe:a9fe": never,
		"::169.254.169.254": never, "2002:a9fe:a9fe::": never,
		"fe80::1": never, "fe80::1%eth0": never, "febf::1": never, "ff02::1": never, "224.0.0.1": never,
		"fd00:ec2::254": never, "fd20:ce::254": never, "100.100.100.200": never, "::ffff:100.100.100.200": never,
		"168.63.129.16": never, "192.0.0.192": never,
		"127.0.0.1": private, "127.9.9.9": private, "::1": private, "10.1.2.3": private, "172.16.0.1": private,
		"192.168.1.1": private, "fd12::1": private, "0.0.0.0": private, "::": private, "100.64.0.1": private,
		"::ffff:10.0.0.1": private, "64:ff9b::a00:1": private, "2002:a00:1::": private,
		"8.8.8.8": fine, "172.32.0.1": fine, "100.128.0.1": fine, "2606:4700::1": fine, "64:ff9b::808:808": fine,
	} {
		open, denied := CheckIP(netip.MustParseAddr(text), false), CheckIP(netip.MustParseAddr(text), true)
		if (open != nil) != (want == never) || (denied != nil) != (want != fine) {
			t.Errorf("%s: %v, with deny_private %v; want %s", text, open, denied, want)
		}
		if refused := new(RefusedError); denied != nil && !errors.As(denied, &refused) {
			t.Errorf("%s: %T is not a RefusedError", text, denied)
		}
	}
}

func TestURLCheckIP(t *testing.T) {
	for raw, refused := range map[string]bool{
		"http://169.254.169.254/latest":          true,
		"http://[::ffff:169.254.169.254]/latest": true,
		"http://[fd00:ec2::254]/":                true,
		"http://10.0.0.1/":                       false,
		"http://Metadata.Google.Internal./":      true,
		"http://metadata/":                       true,
		"http://metadata.example/":               false, // another name: checked when it is dialled
	} {
		u, err := Parse(raw)
		if err != nil {
			t.Fatal(err)
		}
		if err := u.CheckIP(false); (err != nil) != refused {
			t.Errorf("%s: %v", raw, err)
		}
	}
}
