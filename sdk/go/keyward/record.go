package keyward

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/keyward/keyward/sdk/go/internal/signed"
)

const recordVersion = 1

// record is what a store holds, in the same format in all languages. Answers, file and proofs are signed; the time is sealed with them.
type record struct {
	licenseKey, answer, file string
	// seen is the latest time that was seen, in milliseconds since 1970.
	seen   int64
	proofs []string
	// device is the id of a device that has none of its own.
	device string
	// released are the license files and borrowed seats that were given up.
	released []string
	request  *offlineRequest
	borrowed borrowedSeat
}

// offlineRequest is a request for a license file that a device without network shows.
type offlineRequest struct {
	Nonce string `json:"nonce"`
	// At is the local clock when it was made, in milliseconds since 1970.
	At int64 `json:"at"`
}

// borrowedSeat is the answer with which a floating seat was borrowed, and the token of its session.
type borrowedSeat struct {
	Answer string `json:"answer"`
	Token  string `json:"token"`
}

type storedRecord struct {
	Version    int             `json:"version"`
	LicenseKey string          `json:"licenseKey,omitempty"`
	Answer     string          `json:"answer,omitempty"`
	File       string          `json:"file,omitempty"`
	Seen       int64           `json:"seen"`
	Keys       storedKeys      `json:"keys"`
	Device     string          `json:"device,omitempty"`
	Released   []string        `json:"released"`
	Request    *offlineRequest `json:"request,omitempty"`
	Borrowed   *borrowedSeat   `json:"borrowed,omitempty"`
	Seal       string          `json:"seal"`
}

type storedKeys struct {
	Proofs []string `json:"proofs"`
}

func (known record) encode() ([]byte, error) {
	stored := storedRecord{
		Version: recordVersion, LicenseKey: known.licenseKey, Answer: known.answer, File: known.file, Seen: known.seen,
		Keys: storedKeys{notNil(known.proofs)}, Device: known.device, Released: notNil(known.released), Request: known.request,
		Seal: known.seal(),
	}
	if known.borrowed.Answer != "" {
		stored.Borrowed = &known.borrowed
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(stored)
	return bytes.TrimSpace(text.Bytes()), err
}

// decodeRecord never fails: the text may be anything. It says whether somebody changed what is sealed.
func decodeRecord(text []byte) (known record, isEdited bool) {
	var fields map[string]any
	_ = json.Unmarshal(text, &fields)
	keys, _ := fields["keys"].(map[string]any)
	borrowed, _ := fields["borrowed"].(map[string]any)
	known = record{
		licenseKey: textIn(fields, "licenseKey"), answer: textIn(fields, "answer"), file: textIn(fields, "file"),
		seen: millisecondsIn(fields["seen"]), proofs: textsIn(keys["proofs"]), device: textIn(fields, "device"),
		released: textsIn(fields["released"]), request: requestIn(fields["request"]),
		borrowed: borrowedSeat{textIn(borrowed, "answer"), textIn(borrowed, "token")},
	}
	if len(text) == 0 || (fields["version"] == float64(recordVersion) && fields["seal"] == known.seal()) {
		return known, false
	}
	return record{licenseKey: known.licenseKey, proofs: known.proofs, device: known.device, released: known.released}, true
}

// No secret: it notices an edited time. What bounds the use is in the signed answer.
func (known record) seal() string {
	sealed := []string{
		signed.QuoteJSON("keyward"), quoteOrNull(known.licenseKey), quoteOrNull(known.answer), quoteOrNull(known.file),
		strconv.FormatInt(known.seen, 10), quoteAll(known.released),
	}
	if known.request != nil {
		sealed = append(sealed, signed.QuoteJSON(known.request.Nonce), strconv.FormatInt(known.request.At, 10))
	}
	hash := sha256.Sum256([]byte("[" + strings.Join(sealed, ",") + "]"))
	return hex.EncodeToString(hash[:])
}

func quoteOrNull(text string) string {
	if text == "" {
		return "null"
	}
	return signed.QuoteJSON(text)
}

func quoteAll(texts []string) string {
	quoted := make([]string, len(texts))
	for index, text := range texts {
		quoted[index] = signed.QuoteJSON(text)
	}
	return "[" + strings.Join(quoted, ",") + "]"
}

func notNil(texts []string) []string {
	return append([]string{}, texts...)
}

func textIn(fields map[string]any, name string) string {
	text, _ := fields[name].(string)
	return text
}

func textsIn(value any) []string {
	listed, _ := value.([]any)
	var texts []string
	for _, each := range listed {
		if text, isText := each.(string); isText {
			texts = append(texts, text)
		}
	}
	return texts
}

func requestIn(value any) *offlineRequest {
	fields, _ := value.(map[string]any)
	nonce, isText := fields["nonce"].(string)
	_, isNumber := fields["at"].(float64)
	if !isText || !isNumber {
		return nil
	}
	return &offlineRequest{Nonce: nonce, At: millisecondsIn(fields["at"])}
}

// Beyond the range of dates, a number is no time.
func millisecondsIn(value any) int64 {
	number, _ := value.(float64)
	if number < -latestSecond*1000 || number > latestSecond*1000 {
		return 0
	}
	return int64(number)
}
