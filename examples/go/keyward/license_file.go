package keyward

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"regexp"
	"strings"
	"time"
)

// Seconds by which the clocks of server and device may differ.
const skew = 3600

// Mail programs change what stands between the words of a mark, and lose padding.
var (
	beginMark      = mark("BEGIN")
	endMark        = mark("END")
	notBase64      = regexp.MustCompile(`[^A-Za-z0-9+/]`)
	compactPattern = regexp.MustCompile(`\A[A-Za-z0-9_-]*(\.[A-Za-z0-9_-]*){2,4}\z`)
)

func mark(first string) *regexp.Regexp {
	return regexp.MustCompile(strings.Join([]string{first, "KEYWARD", "LICENSE", "FILE"}, `[^A-Za-z0-9+/]{1,40}`))
}

// Device is what a license file must be for.
type Device struct {
	Product     string
	LicenseKey  string
	Fingerprint string
	Now         time.Time
}

// ReadLicenseFile returns the claims of a license file; otherwise Untrusted or Mismatch.
func ReadLicenseFile(keys *TrustedKeys, text string, device Device) (Claims, error) {
	jws, err := compactIn(text)
	if err == nil && strings.Count(jws, ".") == 4 {
		jws, err = decrypt(jws, device)
	}
	if err != nil {
		return nil, err
	}
	claims, err := keys.Verify(jws, LicenseFile)
	if err != nil {
		return nil, err
	}
	if claims["ver"] != 1.0 {
		return nil, Untrusted("malformed")
	}
	now := float64(device.Now.Unix())
	nbf, hasBegin := claims["nbf"].(float64)
	exp, hasEnd := claims["exp"].(float64)
	return matched(claims, []condition{
		isOfProduct(claims, device.Product),
		{"key_hash", claims["key_hash"] == keyHash(device.LicenseKey)},
		{"fingerprint", claims["fingerprint"] == nil || claims["fingerprint"] == device.Fingerprint},
		{"nbf", hasBegin && nbf <= now+skew},
		{"exp", hasEnd && now < exp},
	})
}

// OfflineRequest is what a program without network shows to get a license file. The nonce has 16 characters.
func OfflineRequest(licenseKey, fingerprint, nonce string) string {
	return "KWR1." + code(struct {
		K string `json:"k"`
		F string `json:"f"`
		N string `json:"n"`
	}{shortHash([]byte(licenseKey), 22), fingerprint, nonce})
}

// ReleaseCode is what a program without network shows after it has deleted its license file.
func ReleaseCode(licenseKey, fingerprint, jti string) string {
	proof := hmacSHA256([]byte(licenseKey), []byte("keyward release "+fingerprint+" "+jti))
	return "KWX1." + code(struct {
		K string `json:"k"`
		F string `json:"f"`
		S string `json:"s"`
	}{shortHash([]byte(licenseKey), 22), fingerprint, base64url(proof)[:22]})
}

type condition struct {
	claim string
	holds bool
}

func matched(claims Claims, conditions []condition) (Claims, error) {
	for _, condition := range conditions {
		if !condition.holds {
			return nil, Mismatch(condition.claim)
		}
	}
	return claims, nil
}

// A no may be that the license is for another product, or that the key is unknown.
func isOfProduct(claims Claims, product string) condition {
	return condition{"product", claims["valid"] == false || claims["product"] == product}
}

func keyHash(licenseKey string) string {
	hash := sha256.Sum256([]byte(licenseKey))
	return hex.EncodeToString(hash[:])
}

// The first base64 of a JWS or JWE between two marks. What stands around or inside says nothing: the signature decides.
func compactIn(text string) (string, error) {
	if len(text) > 2*maxCharacters {
		return "", Untrusted("malformed")
	}
	parts := endMark.Split(text, -1)
	for _, part := range parts[:len(parts)-1] {
		bodies := beginMark.Split(part, -1)[1:]
		if len(bodies) == 0 {
			continue
		}
		body := notBase64.ReplaceAllString(bodies[len(bodies)-1], "")
		compact, err := base64.RawStdEncoding.Strict().DecodeString(body)
		if err == nil && compactPattern.Match(compact) {
			return string(compact), nil
		}
	}
	return "", Untrusted("malformed")
}

func decrypt(jwe string, device Device) (string, error) {
	parts, err := decodeParts(jwe, 5)
	if err != nil {
		return "", err
	}
	header, encryptedKey, iv, ciphertext, tag := parts[0], parts[1], parts[2], parts[3], parts[4]
	if err := checkEncryption(header); err != nil {
		return "", err
	}
	if len(encryptedKey) != 0 || len(iv) != 12 || len(tag) != 16 {
		return "", Untrusted("malformed")
	}
	protected, _, _ := strings.Cut(jwe, ".")
	// A file for any device is encrypted without a fingerprint, and does not say so.
	for _, salt := range []string{device.Fingerprint, ""} {
		jws, err := open(fileKey(device.LicenseKey, salt), iv, append(ciphertext[:len(ciphertext):len(ciphertext)], tag...), []byte(protected))
		if err == nil {
			return string(jws), nil
		}
	}
	return "", Untrusted("decryption")
}

func checkEncryption(header []byte) error {
	members, err := jsonObject(header)
	if err != nil {
		return err
	}
	if members["alg"] != "dir" || members["enc"] != "A256GCM" {
		return Untrusted("algorithm")
	}
	if members["typ"] != "keyward-license+jwe" {
		return Untrusted("type")
	}
	if string(header) != `{"alg":"dir","enc":"A256GCM","typ":"keyward-license+jwe"}` {
		return Untrusted("malformed")
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

func code(fields any) string {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	// Texts always have a JSON form.
	_ = encoder.Encode(fields)
	return base64url(bytes.TrimSuffix(text.Bytes(), []byte("\n")))
}
