package keyward

import (
	"encoding/json"
	"fmt"
	"math/big"
	"regexp"
	"strings"
	"time"

	"github.com/keyward/keyward/sdk/go/internal/signed"
)

const (
	maxProgramFile = 65_536
	maxDecimals    = 6
)

var amountPattern = regexp.MustCompile(`\A(\d{1,15})(?:\.(\d{1,6}))?\z`)

// decimalAmount is an amount in millionths, and the most decimals of what is drawn from it.
type decimalAmount struct {
	parts    *big.Int
	decimals int
}

// amountIn is nil for what is no amount, or has more decimals.
func amountIn(text string, decimals int) *decimalAmount {
	found := amountPattern.FindStringSubmatch(text)
	if found == nil {
		return nil
	}
	fraction := strings.TrimRight(found[2], "0")
	if len(fraction) > decimals {
		return nil
	}
	parts, _ := new(big.Int).SetString(found[1]+fraction+strings.Repeat("0", maxDecimals-len(fraction)), 10)
	return &decimalAmount{parts, decimals}
}

// text is without zeros at its end, and 0 for a negative amount.
func (amount decimalAmount) text() string {
	parts := amount.parts
	if parts.Sign() < 0 {
		parts = new(big.Int)
	}
	digits := fmt.Sprintf("%0*s", maxDecimals+1, parts)
	point := len(digits) - maxDecimals
	return strings.TrimSuffix(digits[:point]+"."+strings.TrimRight(digits[point:], "0"), ".")
}

// featureRate is what one use of a feature costs.
type featureRate struct {
	credit string
	cost   decimalAmount
}

// programFile is a file whose signatures were verified.
type programFile struct {
	// text is without a private key.
	text, privateKey string
	certificate      string
	// license is signed, for this program alone: the key of codes for the telephone follows from it.
	license, licenseID, id, jti string
	// x is the public key that reports are signed for.
	x, kid           string
	issuedAt, endsAt time.Time
	grants           map[string]decimalAmount
	rates, nextRates map[string]featureRate
	// nextRatesFrom is zero without next rates.
	nextRatesFrom time.Time
}

func (file *programFile) rateOf(feature string, now time.Time) (featureRate, bool) {
	rates := file.rates
	if !file.nextRatesFrom.IsZero() && !now.Before(file.nextRatesFrom) {
		rates = file.nextRates
	}
	rate, isKnown := rates[feature]
	return rate, isKnown
}

func readProgramFile(text string, keys *signed.TrustedKeys, product string) (*programFile, error) {
	file, err := verifiedProgramFile(text, keys, product)
	if err != nil {
		return nil, unusableFile(err)
	}
	return file, nil
}

func verifiedProgramFile(text string, keys *signed.TrustedKeys, product string) (*programFile, error) {
	var members struct {
		Version     int    `json:"keyward_program"`
		Certificate string `json:"certificate"`
		License     string `json:"license"`
		PrivateKey  string `json:"private_key,omitempty"`
	}
	if len(text) > maxProgramFile || json.Unmarshal([]byte(text), &members) != nil || members.Version != 1 {
		return nil, signed.Malformed
	}
	claims, err := keys.Verify(members.Certificate, "keyward-program+jws")
	if err != nil {
		return nil, err
	}
	terms, err := keys.Verify(members.License, "keyward-relay-license+jws")
	if err != nil {
		return nil, err
	}
	if claims["product"] != product {
		return nil, mismatch{"product", "The file is for another product"}
	}
	relay := objectIn(claims["relay"])
	fromClaims, fromRelay, fromKey := reader{claims: claims}, reader{claims: relay}, reader{claims: objectIn(relay["key"])}
	file := &programFile{
		privateKey: members.PrivateKey, certificate: members.Certificate, license: members.License,
		licenseID: fromClaims.text("license"), id: fromRelay.text("id"), jti: fromClaims.text("jti"),
		x: fromKey.text("x"), kid: fromKey.text("kid"), issuedAt: fromClaims.time("iat"), endsAt: fromClaims.time("exp"),
	}
	members.PrivateKey = ""
	clean, err := json.Marshal(members)
	if err != nil || fromClaims.failed || fromRelay.failed || fromKey.failed || claims["ver"] != 1.0 || terms["jti"] != file.jti {
		return nil, signed.Malformed
	}
	file.text = string(clean)
	return file, file.readAmounts(objectIn(objectIn(claims["pool"])["meters"]), objectIn(terms["license_fields"]))
}

func (file *programFile) readAmounts(meters, license map[string]any) (err error) {
	file.grants = map[string]decimalAmount{}
	for meter, granted := range meters {
		amount := amountIn(fmt.Sprint(granted), maxDecimals)
		if number, isNumber := granted.(float64); isNumber {
			amount = amountIn(fmt.Sprintf("%.0f", number), 0)
		} else if decimals, isKnown := objectIn(license["decimals"])[meter].(float64); isKnown && decimals >= 0 && decimals <= maxDecimals {
			amount = amountIn(fmt.Sprint(granted), int(decimals))
		}
		if amount == nil {
			return signed.Malformed
		}
		file.grants[meter] = *amount
	}
	if file.rates, err = file.ratesIn(license["rates"]); err != nil || license["next_rates"] == nil {
		return err
	}
	next := objectIn(license["next_rates"])
	if file.nextRatesFrom, err = time.Parse(time.RFC3339, textIn(next, "from")); err != nil {
		return signed.Malformed
	}
	file.nextRates, err = file.ratesIn(next["rates"])
	return err
}

func (file *programFile) ratesIn(listed any) (map[string]featureRate, error) {
	rates := map[string]featureRate{}
	for feature, each := range objectIn(listed) {
		rate := objectIn(each)
		credit := textIn(rate, "credit")
		grant, isGranted := file.grants[credit]
		cost := amountIn(textIn(rate, "amount"), grant.decimals)
		if !isGranted || cost == nil {
			return nil, signed.Malformed
		}
		rates[feature] = featureRate{credit, *cost}
	}
	return rates, nil
}
