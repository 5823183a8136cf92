package keyward

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"regexp"
	"time"

	"github.com/keyward/keyward/sdk/go/internal/signed"
)

type source string

const (
	fromServer source = "server"
	fromFile   source = "file"
)

// 31 December 9999, which every calendar knows.
const latestSecond = 253_402_300_799

var webAddress = regexp.MustCompile(`(?i)^https?://`)

// subject is what a proof must name.
type subject struct {
	product, licenseKey, fingerprint string
	// license is its UUID, once it is known.
	license string
}

// proof is a signed answer or a license file that was verified and is about this program.
type proof struct {
	source source
	// text is as it was received, to be verified again at the next start.
	text, jti, license string
	// forAnyDevice: it names none, as a file may.
	forAnyDevice                 bool
	issuedAt, endsAt, nextCheck  time.Time
	offlineUntil                 time.Time
	valid                        bool
	code                         string
	features                     []string
	entitlements                 map[string]Entitlement
	maxUsers                     int
	expiresAt                    time.Time
	revokesFile                  bool
	request                      string
	customer                     *Customer
	metadata, deviceMetadata     map[string]any
	upgradeURL, manageURL        string
	startsOn, wouldBe            string
	session                      string
	sessionEndsAt, borrowedUntil time.Time
	// relay signed it; nil for the server.
	relay *signed.CertifiedRelay
}

// verifier turns signed texts into proof about one program on one device.
type verifier struct {
	keys                 *signed.TrustedKeys
	product, fingerprint string
	// now is the time as far as it is known; nil until the store was read.
	now func() time.Time
}

func (verifier *verifier) subject(licenseKey, license string) subject {
	return subject{verifier.product, licenseKey, verifier.fingerprint, license}
}

// answer verifies the answer to a call.
func (verifier *verifier) answer(text string, about subject, nonce, operation string) (*proof, error) {
	claims, relay, err := verifier.verified(text, signed.Verdict, about.licenseKey, verifier.now())
	if err == nil {
		err = checkCall(claims, nonce, operation)
	}
	if err != nil {
		return nil, err
	}
	return readAnswer(text, claims, about, relay)
}

func checkCall(claims signed.Claims, nonce, operation string) error {
	switch {
	case claims["nonce"] != nonce:
		return mismatch{"nonce", "It answers another call"}
	case claims["op"] != operation:
		return mismatch{"op", "It is no answer to " + operation}
	}
	return nil
}

// keyHash is how the server names a license key or a token in what it signs; empty for none.
func keyHash(credential string) string {
	if credential == "" {
		return ""
	}
	hash := sha256.Sum256([]byte(credential))
	return hex.EncodeToString(hash[:])
}

// storedAnswer verifies an answer from the store; nil if it does not hold.
func (verifier *verifier) storedAnswer(text string, about subject) *proof {
	claims, relay, err := verifier.verified(text, signed.Verdict, about.licenseKey, time.Time{})
	if err != nil {
		return nil
	}
	switch claims["op"] {
	case "validate", "activate", "heartbeat", "session":
		if found, err := readAnswer(text, claims, about, relay); err == nil {
			return found
		}
	}
	return nil
}

func (verifier *verifier) file(text string, about subject) (*proof, error) {
	claims, clean, err := signed.ReadLicenseFile(verifier.keys, text, about.licenseKey, about.fingerprint)
	if err != nil {
		return nil, err
	}
	found, err := readProof(fromFile, clean, claims, about)
	if err == nil && !found.valid {
		return nil, signed.Malformed
	}
	return found, err
}

func (verifier *verifier) storedFile(text string, about subject) *proof {
	if found, err := verifier.file(text, about); err == nil {
		return found
	}
	return nil
}

func readProof(from source, text string, claims signed.Claims, about subject) (*proof, error) {
	read := reader{claims: claims}
	found := &proof{
		source: from, text: text,
		jti: read.text("jti"), license: read.textOrNull("license"),
		issuedAt: read.time("iat"), endsAt: read.time("exp"),
		nextCheck: read.time("next_check"), offlineUntil: read.timeOrNull("offline_until"),
		valid: read.boolean("valid"), code: read.text("code"),
		features: read.texts("features"), maxUsers: read.countOrNull("max_users"), expiresAt: read.timeOrNull("expires_at"),
		entitlements: entitlementsIn(claims["entitlements"]), customer: customerIn(claims["customer"]),
	}
	fingerprint := read.textOrNull("fingerprint")
	if read.failed {
		return nil, signed.Malformed
	}
	if err := checkSubject(claims, about); err != nil {
		return nil, err
	}
	found.forAnyDevice = claims["fingerprint"] == nil
	if fingerprint != about.fingerprint && (from == fromServer || !found.forAnyDevice) {
		return nil, mismatch{"fingerprint", "It is about another device"}
	}
	found.metadata = objectIn(claims["metadata"])
	found.deviceMetadata = objectIn(objectIn(claims["device"])["metadata"])
	found.upgradeURL, found.manageURL = addressIn(claims["upgrade_url"]), addressIn(claims["manage_url"])
	found.startsOn, found.wouldBe = textIn(claims, "starts_on"), textIn(claims, "would_be")
	found.request = textIn(claims, "request")
	found.revokesFile = objectIn(claims["license_file"])["revoked"] == true
	found.readSession(claims["session"])
	return found, nil
}

func (found *proof) readSession(claim any) {
	session, isObject := claim.(map[string]any)
	read := reader{claims: session}
	id, end := read.text("id"), read.time("expires_at")
	if !isObject || read.failed {
		return
	}
	found.session, found.sessionEndsAt = id, end
	if session["borrowed_until"] != nil {
		if until := read.time("borrowed_until"); !read.failed {
			found.borrowedUntil = until
		}
	}
}

// Of an unknown license key, the server knows neither product nor license.
func checkSubject(claims signed.Claims, about subject) error {
	if claims["key_hash"] != keyHash(about.licenseKey) {
		return mismatch{"key_hash", "It is about another license key"}
	}
	product, namesProduct := claims["product"]
	license, namesLicense := claims["license"]
	isNo := claims["valid"] == false
	isUnknown := isNo && namesProduct && product == nil && namesLicense && license == nil
	namesOtherProduct := isNo && claims["code"] == "PRODUCT_MISMATCH"
	if !isUnknown && product != about.product && !namesOtherProduct {
		return mismatch{"product", "It is about another product"}
	}
	if !isUnknown && about.license != "" && license != about.license {
		return mismatch{"license", "It is about another license"}
	}
	return nil
}

func entitlementsIn(claim any) map[string]Entitlement {
	held := map[string]Entitlement{}
	for code, each := range objectIn(claim) {
		if grant, isObject := each.(map[string]any); isObject {
			end, _ := grant["expires_at"].(string)
			expiresAt, _ := time.Parse(time.RFC3339, end)
			held[code] = Entitlement{Value: grant["value"], ExpiresAt: expiresAt}
		}
	}
	return held
}

func customerIn(claim any) *Customer {
	fields := objectIn(claim)
	name, isText := fields["name"].(string)
	if !isText {
		return nil
	}
	company, _ := fields["company"].(string)
	return &Customer{Name: name, Company: company, Metadata: objectIn(fields["metadata"])}
}

// objectIn is nil for what is no object.
func objectIn(claim any) map[string]any {
	fields, _ := claim.(map[string]any)
	return fields
}

// Programs open it, so that it may be nothing but a web address.
func addressIn(claim any) string {
	if address, _ := claim.(string); webAddress.MatchString(address) {
		return address
	}
	return ""
}

// reader reads claims of the types that the server signs, and remembers a failure.
type reader struct {
	claims signed.Claims
	failed bool
}

func (read *reader) text(name string) string {
	text, _ := read.claims[name].(string)
	read.failed = read.failed || text == ""
	return text
}

func (read *reader) textOrNull(name string) string {
	if read.isNull(name) {
		return ""
	}
	return read.text(name)
}

func (read *reader) boolean(name string) bool {
	value, isBoolean := read.claims[name].(bool)
	read.failed = read.failed || !isBoolean
	return value
}

func (read *reader) texts(name string) []string {
	listed, isList := read.claims[name].([]any)
	read.failed = read.failed || !isList
	texts := []string{}
	for _, each := range listed {
		if text, isText := each.(string); isText {
			texts = append(texts, text)
		}
	}
	return texts
}

func (read *reader) time(name string) time.Time {
	seconds, isNumber := read.claims[name].(float64)
	if !isNumber || math.Abs(seconds) > latestSecond {
		read.failed = true
		return time.Time{}
	}
	return time.UnixMilli(int64(seconds * 1000)).UTC()
}

func (read *reader) timeOrNull(name string) time.Time {
	if read.isNull(name) {
		return time.Time{}
	}
	return read.time(name)
}

func (read *reader) countOrNull(name string) int {
	if read.isNull(name) {
		return 0
	}
	count, isNumber := read.claims[name].(float64)
	read.failed = read.failed || !isNumber || math.Abs(count) > math.MaxInt32
	return int(count)
}

func (read *reader) isNull(name string) bool {
	value, isThere := read.claims[name]
	return isThere && value == nil
}
