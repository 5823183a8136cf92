package keyward

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

const maxCharacters = 65_536

var kidPattern = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

func decodeParts(compact string, count int) ([][]byte, error) {
	texts := strings.Split(compact, ".")
	if len(compact) > maxCharacters || len(texts) != count {
		return nil, Untrusted("malformed")
	}
	parts := make([][]byte, count)
	for index, text := range texts {
		part, err := fromBase64url(text)
		if err != nil {
			return nil, err
		}
		parts[index] = part
	}
	return parts, nil
}

// The server writes headers in one form only. Comparing the text refuses repeated and unknown members, "crit" among them.
func kidIn(header []byte, typ string) (string, error) {
	members, err := jsonObject(header)
	if err != nil {
		return "", err
	}
	if members["alg"] != "EdDSA" {
		return "", Untrusted("algorithm")
	}
	if members["typ"] != typ {
		return "", Untrusted("type")
	}
	kid, _ := members["kid"].(string)
	if !kidPattern.MatchString(kid) || string(header) != fmt.Sprintf(`{"alg":"EdDSA","kid":"%s","typ":"%s"}`, kid, typ) {
		return "", Untrusted("malformed")
	}
	return kid, nil
}

func jsonObject(data []byte) (map[string]any, error) {
	var value map[string]any
	if !utf8.Valid(data) || json.Unmarshal(data, &value) != nil || value == nil {
		return nil, Untrusted("malformed")
	}
	return value, nil
}

// Strict decoding leaves no other text for the same bytes, but ignores line breaks.
func fromBase64url(text string) ([]byte, error) {
	data, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || strings.ContainsAny(text, "\r\n") {
		return nil, Untrusted("malformed")
	}
	return data, nil
}

func base64url(data []byte) string {
	return base64.RawURLEncoding.EncodeToString(data)
}

func kidOf(publicKey []byte) string {
	return shortHash(publicKey, 8)
}

func shortHash(data []byte, length int) string {
	hash := sha256.Sum256(data)
	return base64url(hash[:])[:length]
}
