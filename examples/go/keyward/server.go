package keyward

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

const (
	maxAnswer = 1_048_576
	timeout   = 10 * time.Second
)

// Refusals of a device, which say nothing about a license file for any device.
var deviceCodes = map[string]bool{
	"NOT_ACTIVATED": true, "DEVICE_MISMATCH": true, "SEATS_EXHAUSTED": true, "DEVICE_BOUND_ELSEWHERE": true,
}

// Request is what a program asked for.
type Request struct {
	Op, Nonce, Product, LicenseKey string
	// Fingerprint is nil if the request names no device.
	Fingerprint any
	Now         time.Time
}

// ReadAnswer returns the claims of a signed answer; otherwise Untrusted or Mismatch.
func ReadAnswer(keys *TrustedKeys, jws string, request Request) (Claims, error) {
	claims, err := keys.Verify(jws, Verdict)
	if err != nil {
		return nil, err
	}
	exp, hasEnd := claims["exp"].(float64)
	return matched(claims, []condition{
		{"nonce", claims["nonce"] == request.Nonce},
		{"op", claims["op"] == request.Op},
		isOfProduct(claims, request.Product),
		{"key_hash", claims["key_hash"] == keyHash(request.LicenseKey)},
		{"fingerprint", claims["fingerprint"] == request.Fingerprint},
		{"exp", hasEnd && float64(request.Now.Unix()) < exp+skew},
	})
}

// ReadRefusal returns the claims of a signed refusal that was kept; otherwise Untrusted or Mismatch.
func ReadRefusal(keys *TrustedKeys, jws string, device Device) (Claims, error) {
	claims, err := keys.Verify(jws, Verdict)
	if err != nil {
		return nil, err
	}
	return matched(claims, []condition{
		{"valid", claims["valid"] == false},
		{"key_hash", claims["key_hash"] == keyHash(device.LicenseKey)},
		{"fingerprint", claims["fingerprint"] == device.Fingerprint},
	})
}

// Refutes says whether a signed refusal ends the use of a license file. One that was issued later, or in the same second, counts.
func Refutes(refusal, file Claims) bool {
	said, _ := refusal["iat"].(float64)
	issued, _ := file["iat"].(float64)
	code, _ := refusal["code"].(string)
	isAboutIt := file["fingerprint"] != nil || !deviceCodes[code]
	return isAboutIt && said > issued
}

// Server makes the calls of a program. An answer that is not signed as asked is as good as none.
type Server struct {
	BaseURL string
	Product string
	Keys    *TrustedKeys
	// Signed is the last answer that was verified, as it was received. Store it if it is a refusal, and read it at the next start.
	Signed string
}

// Activate takes a seat for the device, and returns the claims.
func (server *Server) Activate(licenseKey, fingerprint string) (Claims, error) {
	return server.ask("activate", licenseKey, fingerprint)
}

// Validate returns the claims: "valid" says whether the program may run, "code" why not.
func (server *Server) Validate(licenseKey, fingerprint string) (Claims, error) {
	return server.ask("validate", licenseKey, fingerprint)
}

// LicenseFile returns the text of a license file for this device.
func (server *Server) LicenseFile(licenseKey, fingerprint string, encrypted bool) (string, error) {
	answer, err := server.send(http.MethodPost, "/api/v1/license-file", map[string]any{
		"license_key": licenseKey, "hardware_id": fingerprint, "encrypted": encrypted,
	})
	file, _ := answer["file"].(string)
	return file, err
}

// LearnKeys learns rotated and revoked keys.
func (server *Server) LearnKeys() error {
	jwks, err := server.send(http.MethodGet, "/.well-known/jwks.json", nil)
	server.Keys.Learn(jwks)
	return err
}

func (server *Server) ask(op, licenseKey, fingerprint string) (Claims, error) {
	random := make([]byte, 24)
	if _, err := rand.Read(random); err != nil {
		return nil, err
	}
	nonce := base64url(random)
	answer, err := server.send(http.MethodPost, "/api/v1/"+op, map[string]any{
		"license_key": licenseKey, "hardware_id": fingerprint, "product": server.Product, "nonce": nonce,
	})
	if err != nil {
		return nil, err
	}
	signed, _ := answer["signed"].(string)
	claims, err := ReadAnswer(server.Keys, signed, Request{op, nonce, server.Product, licenseKey, fingerprint, time.Now()})
	if err == nil {
		server.Signed = signed
	}
	return claims, err
}

func (server *Server) send(method, path string, body any) (map[string]any, error) {
	text, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequest(method, strings.TrimRight(server.BaseURL, "/")+path, bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := (&http.Client{Timeout: timeout}).Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer))
	if err != nil {
		return nil, err
	}
	if response.StatusCode >= 300 {
		return nil, fmt.Errorf("%s: %s", response.Status, answer)
	}
	return jsonObject(answer)
}
