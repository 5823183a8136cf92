package signed

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"regexp"
	"strings"
)

const encryptedHeader = `{"alg":"dir","enc":"A256GCM","typ":"keyward-license+jwe"}`

// Mail programs change what stands between the words of a mark.
var (
	beginMark      = mark("BEGIN")
	endMark        = mark("END")
	compactPattern = regexp.MustCompile(`\A[A-Za-z0-9_-]*(\.[A-Za-z0-9_-]*){2,4}\z`)
)

func mark(first string) *regexp.Regexp {
	return regexp.MustCompile(strings.Join([]string{first, "KEYWARD", "LICENSE", "FILE"}, `[^A-Za-z0-9+/]{1,40}`))
}

// ReadLicenseFile returns the claims of a license file, plain or encrypted, and its text as the server wrote it. The caller compares
// the claims with its license and device.
func ReadLicenseFile(keys *TrustedKeys, text, licenseKey, fingerprint string) (claims Claims, clean string, err error) {
	compact, err := compactIn(text)
	if err != nil {
		return nil, "", err
	}
	jws := compact
	if strings.Count(compact, ".") == 4 {
		if jws, err = decrypt(compact, licenseKey, fingerprint); err != nil {
			return nil, "", err
		}
	}
	claims, err = keys.Verify(jws, LicenseFile)
	if err != nil {
		return nil, "", err
	}
	if claims["ver"] != 1.0 {
		return nil, "", Malformed
	}
	body := base64.StdEncoding.EncodeToString([]byte(compact))
	return claims, "-----BEGIN KEYWARD LICENSE FILE-----\n" + body + "\n-----END KEYWARD LICENSE FILE-----\n", nil
}

// OfflineRequest is the text that a device without network shows to get a license file. The nonce has 16 characters.
func OfflineRequest(licenseKey, fingerprint, nonce string) string {
	return "KWR1." + code(licenseKey, fingerprint, "n", nonce)
}

// ReleaseCode is the text that a device without network shows after it has deleted its license file.
func ReleaseCode(licenseKey, fingerprint, jti string) string {
	proof := hmacSHA256([]byte(licenseKey), []byte("keyward release "+fingerprint+" "+jti))
	return "KWX1." + code(licenseKey, fingerprint, "s", Base64URL(proof)[:22])
}

func code(licenseKey, fingerprint, name, value string) string {
	hint := shortHash([]byte(licenseKey), 22)
	fields := `{"k":` + QuoteJSON(hint) + `,"f":` + QuoteJSON(fingerprint) + `,` + QuoteJSON(name) + `:` + QuoteJSON(value) + `}`
	return Base64URL([]byte(fields))
}

// The first base64 of a JWS or JWE between two marks. What stands around or inside says nothing: the signature decides.
func compactIn(text string) (string, error) {
	if len(text) > 2*maxCharacters {
		return "", Malformed
	}
	parts := endMark.Split(text, -1)
	for _, part := range parts[:len(parts)-1] {
		bodies := beginMark.Split(part, -1)[1:]
		if len(bodies) == 0 {
			continue
		}
		compact, err := fromPastedBase64(bodies[len(bodies)-1])
		if err == nil && compactPattern.Match(compact) {
			return string(compact), nil
		}
	}
	return "", Malformed
}

func decrypt(jwe, licenseKey, fingerprint string) (string, error) {
	parts, err := decodeParts(jwe, 5)
	if err != nil {
		return "", err
	}
	header, encryptedKey, iv, sealed := parts[0], parts[1], parts[2], append(parts[3], parts[4]...)
	if err := checkEncryption(header); err != nil {
		return "", err
	}
	if len(encryptedKey) != 0 || len(iv) != 12 || len(parts[4]) != 16 {
		return "", Malformed
	}
	protected, _, _ := strings.Cut(jwe, ".")
	// A file for any device is encrypted without a fingerprint, and does not say so.
	for _, salt := range []string{fingerprint, ""} {
		if jws, err := open(fileKey(licenseKey, salt), iv, sealed, []byte(protected)); err == nil {
			return string(jws), nil
		}
	}
	return "", Decryption
}

func checkEncryption(header []byte) error {
	members, err := jsonObject(header)
	switch {
	case err != nil:
		return err
	case members["alg"] != "dir" || members["enc"] != "A256GCM":
		return Algorithm
	case members["typ"] != "keyward-license+jwe":
		return Type
	case string(header) != encryptedHeader:
		return Malformed
	}
	return nil
}

func open(key, iv, sealed, protected []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	return gcm.Open(nil, iv, sealed, protected)
}

// HKDF (RFC 5869) with SHA-256; its first block is a whole key.
func fileKey(licenseKey, salt string) []byte {
	extracted := hmacSHA256([]byte(salt), []byte(licenseKey))
	return hmacSHA256(extracted, []byte("keyward license file\x01"))
}

func hmacSHA256(key, data []byte) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write(data)
	return mac.Sum(nil)
}
