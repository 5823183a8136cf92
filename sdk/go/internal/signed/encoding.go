package signed

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"regexp"
	"strings"
	"unicode/utf8"
)

const maxCharacters = 65_536

var notBase64 = regexp.MustCompile(`[^A-Za-z0-9+/]`)

// Base64URL writes bytes in base64url without padding.
func Base64URL(data []byte) string {
	return base64.RawURLEncoding.EncodeToString(data)
}

// FingerprintOf is the base64url of the SHA-256 of product, NUL and id.
func FingerprintOf(product, id string) string {
	hash := sha256.Sum256([]byte(product + "\x00" + id))
	return Base64URL(hash[:])
}

// fromBase64URL accepts only one text for the same bytes: no padding, no line breaks, no unused bits.
func fromBase64URL(text string) ([]byte, error) {
	data, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || strings.ContainsAny(text, "\r\n") {
		return nil, Malformed
	}
	return data, nil
}

// fromPastedBase64 leaves out other characters, also padding, which mail programs and clipboards lose.
func fromPastedBase64(text string) ([]byte, error) {
	data, err := base64.RawStdEncoding.Strict().DecodeString(notBase64.ReplaceAllString(text, ""))
	if err != nil {
		return nil, Malformed
	}
	return data, nil
}

// decodeParts returns the bytes of the parts of a compact JWS or JWE.
func decodeParts(compact string, count int) ([][]byte, error) {
	if len(compact) > maxCharacters {
		return nil, Malformed
	}
	texts := strings.Split(compact, ".")
	if len(texts) != count {
		return nil, Malformed
	}
	parts := make([][]byte, count)
	for index, text := range texts {
		part, err := fromBase64URL(text)
		if err != nil {
			return nil, err
		}
		parts[index] = part
	}
	return parts, nil
}

func jsonObject(data []byte) (Claims, error) {
	var claims Claims
	if !utf8.Valid(data) || json.Unmarshal(data, &claims) != nil || claims == nil {
		return nil, Malformed
	}
	return claims, nil
}

// QuoteJSON writes a text as JSON.stringify of JavaScript does; encoding/json escapes more.
func QuoteJSON(text string) string {
	const hex = "0123456789abcdef"
	short := map[rune]string{'"': `\"`, '\\': `\\`, '\b': `\b`, '\f': `\f`, '\n': `\n`, '\r': `\r`, '\t': `\t`}
	var quoted strings.Builder
	quoted.WriteByte('"')
	for _, character := range text {
		switch escape, isShort := short[character]; {
		case isShort:
			quoted.WriteString(escape)
		case character < ' ':
			quoted.WriteString(`\u00` + string(hex[character>>4]) + string(hex[character&15]))
		default:
			quoted.WriteRune(character)
		}
	}
	quoted.WriteByte('"')
	return quoted.String()
}

// shortHash is the beginning of the base64url of a SHA-256.
func shortHash(data []byte, length int) string {
	hash := sha256.Sum256(data)
	return Base64URL(hash[:])[:length]
}

// ReadUnverified reads the claims of a compact JWS that this program has signed.
func ReadUnverified(jws string, claims any) error {
	parts, err := decodeParts(jws, 3)
	if err != nil {
		return err
	}
	return json.Unmarshal(parts[1], claims)
}
