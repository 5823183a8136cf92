package keyward

import (
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"errors"
	"math/big"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"github.com/keyward/keyward/sdk/go/internal/signed"
)

const (
	shortenedProof = 22
	maxName        = 100
	// JavaScript puts names up to this number first.
	maxIndex = 1<<32 - 2
)

// programKey is the key in a directory, which is made at need; text came with a file.
func programKey(directory, text string) (ed25519.PrivateKey, error) {
	if text == "" {
		_, made, err := ed25519.GenerateKey(rand.Reader)
		if err != nil {
			return nil, err
		}
		der, err := x509.MarshalPKCS8PrivateKey(made)
		if err != nil {
			return nil, err
		}
		text = string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
	}
	path := filepath.Join(directory, "program-key.pem")
	if err := writeDraft(path, []byte(text)); err != nil && !errors.Is(err, os.ErrExist) {
		return nil, err
	}
	kept, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if block, _ := pem.Decode(kept); block != nil {
		key, _ := x509.ParsePKCS8PrivateKey(block.Bytes)
		if private, isKey := key.(ed25519.PrivateKey); isKey {
			return private, nil
		}
	}
	return nil, usageError("LEDGER_DAMAGED", "The key of the directory is damaged")
}

func publicKeyOf(key ed25519.PrivateKey) string {
	public, _ := key.Public().(ed25519.PublicKey)
	return signed.Base64URL(public)
}

func signedText(key ed25519.PrivateKey, text string) string {
	return signed.Base64URL(ed25519.Sign(key, []byte(text)))
}

type usedAmount struct {
	Used string `json:"used"`
}

type reportSessions struct {
	Peak        int   `json:"peak"`
	Started     int64 `json:"started"`
	Refused     int64 `json:"refused"`
	MinutesFull int   `json:"minutes_full"`
}

// programReport has the claims of a report.
type programReport struct {
	Version int     `json:"ver"`
	Relay   string  `json:"relay"`
	License string  `json:"license"`
	Seq     int64   `json:"seq"`
	Prev    *string `json:"prev"`
	Boot    string  `json:"boot"`
	From    int64   `json:"from"`
	To      int64   `json:"to"`
	Usage   struct {
		Sessions reportSessions        `json:"sessions"`
		Meters   map[string]usedAmount `json:"meters"`
		Versions []fields              `json:"versions"`
		Devices  int                   `json:"devices"`
		Days     []fields              `json:"days"`
	} `json:"usage"`
}

// nextReport is the use since the last report until a time in seconds since 1970. Starts of a program need no seat: it has no peak, and
// what it refused are amounts of meters.
func nextReport(state ledgerState, file *programFile, to int64) programReport {
	report := programReport{
		Version: 1, Relay: file.id, License: file.licenseID, Seq: state.Seq + 1, Boot: state.Boot, From: state.From, To: to,
	}
	if state.Report != nil {
		hash := sha256.Sum256([]byte(*state.Report))
		prev := hex.EncodeToString(hash[:])
		report.Prev = &prev
	}
	usage := &report.Usage
	usage.Sessions = reportSessions{Started: state.Starts, Refused: state.Refused}
	usage.Meters, usage.Devices = map[string]usedAmount{}, 1
	for meter := range state.Used {
		since := usedSince(state, meter)
		usage.Meters[meter] = usedAmount{since.text()}
	}
	usage.Versions, usage.Days = []fields{}, []fields{}
	for _, version := range state.Versions {
		usage.Versions = append(usage.Versions, fields{"version": version, "devices": 1})
	}
	days := append([]string{}, state.Days...)
	sort.Strings(days)
	for _, day := range days {
		usage.Days = append(usage.Days, fields{"day": day, "peak": 0, "refused": 0, "minutes_full": 0})
	}
	return report
}

func usedSince(state ledgerState, meter string) decimalAmount {
	since := decimalAmount{new(big.Int), maxDecimals}
	if used := amountIn(state.Used[meter], maxDecimals); used != nil {
		since.parts = used.parts
	}
	if reported := amountIn(state.Reported[meter], maxDecimals); reported != nil {
		since.parts = new(big.Int).Sub(since.parts, reported.parts)
	}
	return since
}

func (report programReport) signed(file *programFile, key ed25519.PrivateKey) (string, error) {
	header := `{"alg":"EdDSA","kid":"` + file.kid + `","typ":"keyward-report+jws","chain":["` + file.certificate + `"]}`
	claims, err := json.Marshal(report)
	text := signed.Base64URL([]byte(header)) + "." + signed.Base64URL(claims)
	return text + "." + signedText(key, text), err
}

// reportCode has the few numbers of a report that matter, and can be read over the telephone.
func reportCode(report string, file *programFile) (string, error) {
	var read programReport
	if err := signed.ReadUnverified(report, &read); err != nil {
		return "", err
	}
	numbers := `{"r":` + signed.QuoteJSON(read.Relay)
	for _, each := range []struct {
		name  string
		value int64
	}{{"q", read.Seq}, {"f", read.From}, {"t", read.To}, {"p", int64(read.Usage.Sessions.Peak)}, {"x", read.Usage.Sessions.Refused}} {
		numbers += `,"` + each.name + `":` + strconv.FormatInt(each.value, 10)
	}
	if meters := metersText(read.Usage.Meters); meters != "" {
		numbers += `,"m":{` + meters + `}`
	}
	secret := sha256.Sum256([]byte(file.license))
	proof := hmac.New(sha256.New, secret[:])
	proof.Write([]byte(numbers + "}"))
	numbers += `,"s":"` + signed.Base64URL(proof.Sum(nil))[:shortenedProof] + `"}`
	return "KWU1." + signed.Base64URL([]byte(numbers)), nil
}

// metersText has them in the order of JavaScript, in which the server reads them.
func metersText(meters map[string]usedAmount) string {
	codes := make([]string, 0, len(meters))
	for code := range meters {
		codes = append(codes, code)
	}
	index := func(code string) uint64 {
		number, err := strconv.ParseUint(code, 10, 32)
		if err != nil || number > maxIndex || strconv.FormatUint(number, 10) != code {
			return maxIndex + 1
		}
		return number
	}
	sort.Slice(codes, func(one, other int) bool { return index(codes[one]) < index(codes[other]) })
	texts := make([]string, len(codes))
	for position, code := range codes {
		texts[position] = signed.QuoteJSON(code) + ":" + signed.QuoteJSON(meters[code].Used)
	}
	return strings.Join(texts, ",")
}

// releaseCodeOf is the code with which the program gives its amounts back.
func releaseCodeOf(file *programFile, key ed25519.PrivateKey) string {
	proof := signedText(key, "keyward relay release "+file.id+" "+file.jti)
	return "KWY1." + encodedFields([]string{"r", file.id, "j", file.jti, "s", proof})
}

// requestCode is the code with which an admin issues a file for this key.
func requestCode(key ed25519.PrivateKey, name string) (string, error) {
	var random [12]byte
	_, err := rand.Read(random[:])
	if runes := []rune(name); len(runes) > maxName {
		name = string(runes[:maxName])
	}
	return "KWL1." + encodedFields([]string{"k", publicKeyOf(key), "n", name, "t", signed.Base64URL(random[:])}), err
}

// encodedFields are names and values by turns.
func encodedFields(pairs []string) string {
	texts := []string{}
	for index := 0; index < len(pairs); index += 2 {
		texts = append(texts, signed.QuoteJSON(pairs[index])+":"+signed.QuoteJSON(pairs[index+1]))
	}
	return signed.Base64URL([]byte("{" + strings.Join(texts, ",") + "}"))
}
