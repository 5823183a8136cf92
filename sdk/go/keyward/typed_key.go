package keyward

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// TypedKeyResult says what a typed license key looks like.
type TypedKeyResult string

const (
	// KeyRight has the shape and the check characters of the format.
	KeyRight TypedKeyResult = "right"
	// KeyOther has another shape, such as a key from before the format had check characters.
	KeyOther TypedKeyResult = "other"
	// KeyMistyped has a typing error.
	KeyMistyped TypedKeyResult = "mistyped"
)

// TypedKey says whether a typed license key can be one of a key format.
type TypedKey struct {
	Result TypedKeyResult
	// Group is the number of the first wrong group among those with a check character, from 1; 0 unless it is [KeyMistyped].
	Group int
	// Text is the group as it was typed, with its check character.
	Text string
}

// Letters and digits of generated groups, in the order of their values.
const keyCharacters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"

var keyToken = regexp.MustCompile(`%%|%\{year\}|%C|%([XYZ])(?:\{(\d+)\})?|[^%]+`)

// CheckTypedKey finds typing errors in a license key without a call, by the check characters (%C) of the key_format of your policy, such
// as LIC-%Z{4}%C-%Z{4}%C: one wrong character in a group, or two neighbours that changed places. Case, blanks and dashes do not matter.
// A key that was issued before the format had check characters may look mistyped: let people send it nevertheless.
func CheckTypedKey(key, keyFormat string) TypedKey {
	rest := compactKey(key)
	var groups []string
	group := ""
	for _, token := range keyToken.FindAllStringSubmatch(keyFormat, -1) {
		isCheck, isGroup := token[0] == "%C", token[1] == "Y" || token[1] == "Z"
		size := tokenSize(rest, token, isCheck || isGroup)
		if size < 0 {
			return TypedKey{Result: KeyOther}
		}
		group += rest[:size]
		rest = rest[size:]
		if isCheck {
			groups = append(groups, group)
		}
		if !isGroup {
			group = ""
		}
	}
	if rest != "" || len(groups) == 0 {
		return TypedKey{Result: KeyOther}
	}
	for index, text := range groups {
		if !isRightGroup(text, index+1) {
			return TypedKey{Result: KeyMistyped, Group: index + 1, Text: text}
		}
	}
	return TypedKey{Result: KeyRight}
}

// tokenSize is that of a token's text at the beginning of what was typed; -1 if something else stands there. In a group, a letter or
// digit that no key has is a typing error.
func tokenSize(typed string, token []string, isGroup bool) int {
	isYear := token[0] == "%{year}"
	if !isGroup && !isYear && token[1] != "X" {
		literal := compactKey(strings.ReplaceAll(token[0], "%%", "%"))
		if !strings.HasPrefix(typed, literal) {
			return -1
		}
		return len(literal)
	}
	size := 1
	if isYear {
		size = 4
	} else if token[2] != "" {
		size, _ = strconv.Atoi(token[2]) // the largest number where it is larger
	}
	if size > len(typed) {
		return -1
	}
	for _, character := range []byte(typed[:size]) {
		isDigit, isLetter := character >= '0' && character <= '9', character >= 'A' && character <= 'Z'
		if !isDigit && !(isGroup && isLetter) {
			return -1
		}
	}
	return size
}

func isRightGroup(text string, group int) bool {
	sum, last := group, 0
	for index := range []byte(text) {
		value := strings.IndexByte(keyCharacters, text[index])
		if value < 0 {
			return false
		}
		if last = value; index < len(text)-1 {
			sum += (index + 1) * value
		}
	}
	return sum%len(keyCharacters) == last
}

func compactKey(text string) string {
	return strings.ToUpper(strings.Map(func(character rune) rune {
		if unicode.In(character, unicode.Z, unicode.Pd) || strings.ContainsRune("\t\n\v\f\r\ufeff\u2212", character) {
			return -1
		}
		return character
	}, text))
}
