package verify

import (
	"encoding/json"
	"testing"

	"github.com/drayhq/dray/tests/conformance"
)

// What port-agent doesn't accept here is due to how Python spells numbers and
// encodes lone surrogates; Port signed all of it.
func TestSignatureVectors(t *testing.T) {
	var file struct {
		Secret  string
		Vectors []struct {
			Label, Signature string
			Value            string `json:"kafka_value"`
			Content          string `json:"signed_content"`
			MethodType       string `json:"method_type"`
		}
	}
	if err := json.Unmarshal(conformance.Read(t, "signature_vectors.json"), &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Vectors) == 0 {
		t.Fatal("no vectors")
	}
	for _, v := range file.Vectors {
		t.Run(v.Label, func(t *testing.T) {
			s, err := read([]byte(v.Value), 0)
			if err != nil {
				t.Fatal(err)
			}
			s.method = v.MethodType // the vectors give it beside the value
			got, err := s.signed()
			if err != nil {
				t.Fatal(err)
			}
			if content := got.Timestamp + "." + string(got.Body); content != v.Content {
				t.Errorf("signed content %s, want %s", content, v.Content)
			}
			if verdict := New(file.Secret, "").Check(got); verdict != Valid || got.Signature != v.Signature {
				t.Errorf("%v with %s, want valid with %s", verdict, got.Signature, v.Signature)
			}
		})
	}
}

func TestSignedFixture(t *testing.T) {
	got, err := Cut(conformance.Read(t, "messages/run_ref_test_fixture_signed.json"), 0)
	if err != nil {
		t.Fatal(err)
	}
	if verdict := New("test", "").Check(got); verdict != Valid {
		t.Errorf("the fixture that port-agent signed is %v, want valid", verdict)
	}
}
