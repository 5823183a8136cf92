package signed

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"
)

func signAs(private ed25519.PrivateKey, typ, claims string) string {
	header := `{"alg":"EdDSA","kid":"` + publicKey(private.Public().(ed25519.PublicKey)).id() + `","typ":"` + typ + `"}`
	content := Base64URL([]byte(header)) + "." + Base64URL([]byte(claims))
	return content + "." + Base64URL(ed25519.Sign(private, []byte(content)))
}

func trusting(t testing.TB) (*TrustedKeys, ed25519.PrivateKey) {
	public, private, err := ed25519.GenerateKey(strings.NewReader(strings.Repeat("seed", 8)))
	if err != nil {
		t.Fatal(err)
	}
	keys, err := NewTrustedKeys([]string{" \"" + base64.StdEncoding.EncodeToString(public) + "\"\n"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return keys, private
}

func TestPinnedKeys(t *testing.T) {
	for _, pinned := range [][]string{nil, {}, {""}, {"YOUR PUBLIC KEY"}, {strings.Repeat("A", 44)}} {
		if _, err := NewTrustedKeys(pinned, nil); err == nil {
			t.Errorf("%q are taken", pinned)
		}
	}
}

// Nothing but what was signed is ever trusted, whatever the text.
func FuzzVerify(f *testing.F) {
	keys, private := trusting(f)
	genuine := signAs(private, Verdict, `{"valid":true,"jti":"x"}`)
	f.Add(genuine)
	f.Add(genuine + "=")
	f.Add(strings.Replace(genuine, ".", "\n.", 1))
	f.Add(signAs(private, LicenseFile, `{}`))
	f.Add("..")
	f.Add(Base64URL([]byte(`{"alg":"none"}`)) + ".e30.")
	f.Fuzz(func(t *testing.T, jws string) {
		claims, err := keys.Verify(jws, Verdict)
		if (err == nil) != (jws == genuine) {
			t.Errorf("%q: %v, %v", jws, claims, err)
		}
	})
}

func FuzzLicenseFile(f *testing.F) {
	keys, private := trusting(f)
	jws := signAs(private, LicenseFile, `{"ver":1,"jti":"x"}`)
	body := base64.StdEncoding.EncodeToString([]byte(jws))
	file := "-----BEGIN KEYWARD LICENSE FILE-----\n" + body + "\n-----END KEYWARD LICENSE FILE-----\n"
	f.Add(file)
	f.Add("\uFEFF> " + strings.ReplaceAll(file, "\n", "\r> "))
	f.Add(strings.ReplaceAll(file, "=", ""))
	f.Add("BEGIN KEYWARD LICENSE FILE END KEYWARD LICENSE FILE")
	f.Add("-----BEGIN KEYWARD LICENSE FILE-----\n" + base64.StdEncoding.EncodeToString([]byte(Base64URL([]byte(encryptedHeader))+"..AAAAAAAAAAAAAAAA..")) +
		"\n-----END KEYWARD LICENSE FILE-----")
	f.Fuzz(func(t *testing.T, text string) {
		claims, clean, err := ReadLicenseFile(keys, text, "KEY", "desk")
		if err == nil && (clean != file || claims["jti"] != "x") {
			t.Errorf("%q is taken as %v", text, claims)
		}
	})
}

func FuzzLearn(f *testing.F) {
	_, private := trusting(f)
	f.Add([]byte(`{"keys":[{"endorsement":"` + signAs(private, endorsement, `{"x":"AAAA","kid":"y"}`) + `"},7,null],"signed":[]}`))
	f.Add([]byte(`{"keys":{},"signed":"` + signAs(private, keyList, `{"revoked":{}}`) + `"}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		keys, _ := trusting(t)
		var jwks map[string]any
		_ = json.Unmarshal(text, &jwks)
		keys.Learn(jwks)
		if len(keys.Proofs()) != 0 {
			t.Errorf("%q is learned", text)
		}
	})
}

func TestQuoteJSON(t *testing.T) {
	if quoted := QuoteJSON("é<&>\u2028\"\\\b\f\n\r\t\x01\x1f"); quoted != "\"é<&>\u2028\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f\"" {
		t.Error(quoted)
	}
}
