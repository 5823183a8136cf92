// Reads cases of test/vectors from standard input, as JSON, and prints what comes of each signature, as JSON.
package main

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"
	"time"

	"github.com/keyward/keyward/sdk/go/internal/signed"
	"github.com/keyward/keyward/sdk/go/keyward"
)

type task struct {
	Vectors string
	Pinned  []string
	Case    struct {
		Jws, File string
		Device    struct {
			LicenseKey  string `json:"license_key"`
			Fingerprint string
		}
		Learn       []any
		Verify      []struct{ Jws string }
		LicenseKey  string `json:"license_key"`
		Fingerprint string
		Nonce, Jti  string
		Product, ID string
		Key         string
		KeyFormat   string `json:"key_format"`
		Typ         string
		Request     struct {
			Product    string
			LicenseKey string `json:"license_key"`
			Now        int64
		}
	}
}

func main() {
	var tasks []task
	stopOn(json.NewDecoder(os.Stdin).Decode(&tasks))
	outcomes := make([]any, len(tasks))
	for index, task := range tasks {
		outcomes[index] = task.read()
	}
	stopOn(json.NewEncoder(os.Stdout).Encode(outcomes))
}

func (task task) read() any {
	given := task.Case
	switch task.Vectors {
	case "air-gap":
		return map[string]string{
			"offline_request": signed.OfflineRequest(given.LicenseKey, given.Fingerprint, given.Nonce),
			"release_code":    signed.ReleaseCode(given.LicenseKey, given.Fingerprint, given.Jti),
		}
	case "fingerprints":
		return map[string]string{"hardware_id": signed.FingerprintOf(given.Product, given.ID)}
	case "typed-keys":
		checked := keyward.CheckTypedKey(given.Key, given.KeyFormat)
		if checked.Result != keyward.KeyMistyped {
			return map[string]any{"result": checked.Result}
		}
		return map[string]any{"result": checked.Result, "group": checked.Group, "text": checked.Text}
	case "key-rotation", "key-rotation-to-es256", "key-rotation-to-eddsa":
		return task.rotation()
	case "license-files":
		claims, _, err := signed.ReadLicenseFile(task.keys(nil), given.File, given.Device.LicenseKey, given.Device.Fingerprint)
		return outcome(claims, err)
	case "answers":
		return outcome(task.keys(nil).Verify(given.Jws, signed.Answer))
	case "relays":
		return outcome(task.relayed())
	case "updates":
		return outcome(task.keys(nil).Verify(given.Jws, signed.Update))
	}
	return outcome(task.keys(nil).Verify(given.Jws, signed.Verdict))
}

func (task task) relayed() (signed.Claims, error) {
	given, asked := task.Case, task.Case.Request
	if given.Typ != signed.Verdict && given.Typ != signed.Answer {
		return task.keys(nil).Verify(given.Jws, given.Typ)
	}
	claims, relay, err := task.keys(nil).VerifyAnswer(given.Jws, given.Typ)
	if err != nil {
		return nil, err
	}
	keyHash := ""
	if asked.LicenseKey != "" {
		keyHash = fmt.Sprintf("%x", sha256.Sum256([]byte(asked.LicenseKey)))
	}
	return claims, relay.Check(asked.Product, keyHash, time.Unix(asked.Now, 0))
}

func (task task) rotation() []any {
	keys := task.keys(nil)
	for _, each := range task.Case.Learn {
		jwks, _ := each.(map[string]any)
		keys.Learn(jwks)
	}
	restarted := task.keys(keys.Proofs())
	outcomes := make([]any, len(task.Case.Verify))
	for index, probe := range task.Case.Verify {
		outcomes[index] = outcome(restarted.Verify(probe.Jws, signed.Verdict))
	}
	return outcomes
}

func (task task) keys(proofs []string) *signed.TrustedKeys {
	keys, err := signed.NewTrustedKeys(task.Pinned, proofs)
	stopOn(err)
	return keys
}

func outcome(claims signed.Claims, err error) any {
	var reason signed.Untrusted
	if errors.As(err, &reason) {
		return map[string]string{"error": string(reason)}
	}
	stopOn(err)
	return map[string]any{"claims": claims}
}

func stopOn(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
