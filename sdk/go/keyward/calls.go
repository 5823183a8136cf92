package keyward

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"regexp"

	"github.com/keyward/keyward/sdk/go/internal/transport"
)

// Path and query of a file on the license server, whatever server the address names.
var ownFile = regexp.MustCompile(`/api/v1/updates/[^?#]*(?:\?[^#]*)?`)

// fields of a request or an answer. Nothing in an answer is trusted but what is signed.
type fields = map[string]any

// calls of the native API that a program makes. Their errors are those of this package.
type calls struct {
	client *transport.Client
	// facts are sent with every call about the license.
	facts fields
	// scope is sent besides them where the server judges the call by it.
	scope fields
}

func (calls *calls) validate(ctx context.Context, licenseKey, nonce, licenseFile string) (fields, error) {
	body := calls.judged(fields{"license_key": licenseKey, "nonce": nonce})
	if licenseFile != "" {
		body["license_file"] = licenseFile
	}
	return calls.post(ctx, "/api/v1/validate", body)
}

func (calls *calls) activate(ctx context.Context, licenseKey, nonce string) (fields, error) {
	return calls.change(ctx, "/api/v1/activate", calls.judged(fields{"license_key": licenseKey, "nonce": nonce}))
}

func (calls *calls) deactivate(ctx context.Context, licenseKey, nonce string) (fields, error) {
	body := calls.named(fields{"license_key": licenseKey, "nonce": nonce}, "product", "hardware_id", "app_version", "channel")
	return calls.change(ctx, "/api/v1/deactivate", body)
}

func (calls *calls) startSession(ctx context.Context, licenseKey, nonce, waitToken string) (fields, error) {
	body := calls.judged(fields{"license_key": licenseKey, "nonce": nonce, "wait": true})
	if waitToken != "" {
		body["wait_token"] = waitToken
	}
	return calls.change(ctx, "/api/v1/license-sessions", body)
}

// renewSession borrows a seat for days, returns a borrowed one with 0, and leaves that as it is with nil.
func (calls *calls) renewSession(ctx context.Context, token, nonce string, days, idleSeconds *int) (fields, error) {
	body := fields{"session_token": token, "nonce": nonce}
	if idleSeconds != nil {
		body["idle_seconds"] = *idleSeconds
	}
	if days != nil {
		body["borrow_days"] = *days
		if *days > 0 {
			body = calls.named(body, "user")
		}
		return calls.change(ctx, "/api/v1/license-sessions/heartbeat", body)
	}
	return calls.post(ctx, "/api/v1/license-sessions/heartbeat", body)
}

func (calls *calls) changeFeatures(ctx context.Context, token, nonce string, take, release []string) (fields, error) {
	body := fields{"session_token": token, "nonce": nonce, "take": append([]string{}, take...), "release": append([]string{}, release...)}
	return calls.change(ctx, "/api/v1/license-sessions/features", body)
}

func (calls *calls) endSession(ctx context.Context, token string) error {
	_, err := calls.change(ctx, "/api/v1/license-sessions/end", fields{"session_token": token})
	return err
}

func (calls *calls) recordUsage(ctx context.Context, licenseKey, nonce string, items []UsageItem) (fields, error) {
	body := calls.named(fields{"license_key": licenseKey, "nonce": nonce, "items": items}, "hardware_id")
	return calls.change(ctx, "/api/v1/usage", body)
}

// reserveUsage leaves the end of the reservation to the server with 0 seconds.
func (calls *calls) reserveUsage(
	ctx context.Context, licenseKey, nonce string, items []UsageItem, seconds int64,
) (fields, error) {
	body := calls.named(fields{"license_key": licenseKey, "nonce": nonce, "items": items}, "hardware_id")
	if seconds > 0 {
		body["expires_in"] = seconds
	}
	return calls.change(ctx, "/api/v1/usage/reservations", body)
}

// commitReservation takes all that was reserved without items.
func (calls *calls) commitReservation(ctx context.Context, token, nonce string, items []UsageItem) (fields, error) {
	body := fields{"reservation_token": token, "nonce": nonce}
	if len(items) > 0 {
		body["items"] = items
	}
	return calls.change(ctx, "/api/v1/usage/reservations/commit", body)
}

func (calls *calls) releaseReservation(ctx context.Context, token string) error {
	_, err := calls.change(ctx, "/api/v1/usage/reservations/release", fields{"reservation_token": token})
	return err
}

func (calls *calls) requestTrial(ctx context.Context, trial Trial) (fields, error) {
	body := calls.named(fields{}, "product", "hardware_id", "app_version")
	for name, value := range map[string]string{"email": trial.Email, "domain": trial.Domain} {
		if value != "" {
			body[name] = value
		}
	}
	return calls.change(ctx, "/api/v1/trials", body)
}

func (calls *calls) checkForUpdate(
	ctx context.Context, licenseKey, nonce, currentVersion string, platform Platform,
) (fields, error) {
	body := calls.named(fields{"current_version": currentVersion, "nonce": nonce}, "product", "hardware_id", "channel")
	for name, value := range map[string]string{
		"license_key": licenseKey, "platform": platform.OS, "arch": platform.Arch, "os_version": platform.OSVersion,
		"kind": platform.Kind, "label": platform.Label,
	} {
		if value != "" {
			body[name] = value
		}
	}
	return calls.post(ctx, "/api/v1/updates/check", body)
}

func (calls *calls) publicKeys(ctx context.Context) (fields, error) {
	return calls.send(ctx, transport.Call{Method: http.MethodGet, Path: "/.well-known/jwks.json"})
}

// download starts at a byte of the file with this sum. A file on the license server comes from the one that the program knows: an address
// is not signed, and the license key goes with the request.
func (calls *calls) download(ctx context.Context, file UpdateFile, licenseKey string, start int64) (*transport.Stream, error) {
	address, header := file.URL, http.Header{}
	if !file.isElsewhere {
		address = ownFile.FindString(file.URL)
		if hardware, isText := calls.facts["hardware_id"].(string); isText {
			header.Set("X-Hardware-Id", hardware)
		}
		if licenseKey != "" {
			header.Set("Authorization", "License "+licenseKey)
		}
	}
	if address == "" {
		return nil, errDownloadNotAllowed()
	}
	if start > 0 {
		header.Set("Range", fmt.Sprintf("bytes=%d-", start))
	}
	if start > 0 && !file.isElsewhere {
		header.Set("If-Range", `"`+file.SHA256+`"`)
	}
	stream, err := calls.client.Open(ctx, address, header)
	if err != nil {
		return nil, asError(err)
	}
	return stream, nil
}

func (calls *calls) judged(body fields) fields {
	for _, known := range []fields{calls.facts, calls.scope} {
		for name, value := range known {
			body[name] = value
		}
	}
	return body
}

func (calls *calls) named(body fields, names ...string) fields {
	for _, name := range names {
		if value, isKnown := calls.facts[name]; isKnown {
			body[name] = value
		}
	}
	return body
}

func (calls *calls) post(ctx context.Context, path string, body fields) (fields, error) {
	return calls.send(ctx, transport.Call{Method: http.MethodPost, Path: path, Body: body})
}

func (calls *calls) change(ctx context.Context, path string, body fields) (fields, error) {
	call := transport.Call{Method: http.MethodPost, Path: path, Body: body, IdempotencyKey: transport.RandomKey()}
	return calls.send(ctx, call)
}

func (calls *calls) send(ctx context.Context, call transport.Call) (fields, error) {
	answer, err := calls.client.Do(ctx, call)
	if err != nil {
		return nil, asError(err)
	}
	var reply fields
	err = json.Unmarshal(answer, &reply)
	return reply, err
}

// asError gives failures to the caller as errors of this package.
func asError(err error) error {
	var failure *transport.Failure
	if errors.As(err, &failure) {
		return (*Error)(failure)
	}
	return err
}

// randomBytes panics where the system has no randomness: nothing is safe there.
func randomBytes(count int) []byte {
	bytes := make([]byte, count)
	if _, err := rand.Read(bytes); err != nil {
		panic("keyward: the system has no randomness: " + err.Error())
	}
	return bytes
}
