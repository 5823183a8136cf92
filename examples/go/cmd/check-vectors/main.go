// Reads cases of the test vectors from standard input, as JSON, and prints what comes of each, as JSON.
package main

import (
	"encoding/json"
	"log"
	"os"
	"time"

	"example.com/editor/keyward"
)

type task struct {
	Vectors string
	Pinned  []string
	Case    struct {
		Jws, File       string
		Request, Device asked
		Learn           []any
		Verify          []struct{ Jws string }
		LicenseKey      string `json:"license_key"`
		Fingerprint     string
		Nonce, Jti      string
	}
}

type asked struct {
	Op, Nonce, Product string
	LicenseKey         string `json:"license_key"`
	Fingerprint        *string
	Now                int64
}

func main() {
	var tasks []task
	stopOn(json.NewDecoder(os.Stdin).Decode(&tasks))
	outcomes := make([]any, len(tasks))
	for index, task := range tasks {
		outcomes[index] = read(task)
	}
	stopOn(json.NewEncoder(os.Stdout).Encode(outcomes))
}

func read(task task) any {
	keys, err := keyward.NewTrustedKeys(task.Pinned, nil)
	stopOn(err)
	switch task.Vectors {
	case "verdicts":
		return outcome(keyward.ReadAnswer(keys, task.Case.Jws, request(task.Case.Request)))
	case "license-files":
		return outcome(keyward.ReadLicenseFile(keys, task.Case.File, device(task.Case.Device)))
	case "updates":
		return outcome(keys.Verify(task.Case.Jws, keyward.Update))
	case "key-rotation":
		return rotation(keys, task)
	}
	key, fingerprint := task.Case.LicenseKey, task.Case.Fingerprint
	return map[string]string{
		"offline_request": keyward.OfflineRequest(key, fingerprint, task.Case.Nonce),
		"release_code":    keyward.ReleaseCode(key, fingerprint, task.Case.Jti),
	}
}

func rotation(keys *keyward.TrustedKeys, task task) []any {
	for _, jwks := range task.Case.Learn {
		keys.Learn(jwks)
	}
	restarted, err := keyward.NewTrustedKeys(task.Pinned, keys.Proofs)
	stopOn(err)
	outcomes := make([]any, len(task.Case.Verify))
	for index, probe := range task.Case.Verify {
		outcomes[index] = outcome(restarted.Verify(probe.Jws, keyward.Verdict))
	}
	return outcomes
}

func request(asked asked) keyward.Request {
	request := keyward.Request{
		Op: asked.Op, Nonce: asked.Nonce, Product: asked.Product, LicenseKey: asked.LicenseKey, Now: time.Unix(asked.Now, 0),
	}
	if asked.Fingerprint != nil {
		request.Fingerprint = *asked.Fingerprint
	}
	return request
}

func device(asked asked) keyward.Device {
	return keyward.Device{
		Product: asked.Product, LicenseKey: asked.LicenseKey, Fingerprint: *asked.Fingerprint, Now: time.Unix(asked.Now, 0),
	}
}

func outcome(claims keyward.Claims, err error) any {
	switch problem := err.(type) {
	case nil:
		return map[string]any{"claims": claims}
	case keyward.Untrusted:
		return map[string]any{"error": string(problem)}
	case keyward.Mismatch:
		return map[string]any{"mismatch": string(problem)}
	}
	log.Fatal(err)
	return nil
}

func stopOn(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
