// A program that runs with a license only. Start it with LICENSE_KEY=… go run ./cmd/editor
package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"

	"example.com/editor/keyward"
)

var (
	baseURL = setting("KEYWARD_URL", "https://licenses.example.com")
	product = setting("KEYWARD_PRODUCT", "editor")
	// In a real program a constant: whoever can change it decides which server is believed.
	pinned = strings.Split(setting("KEYWARD_PUBLIC_KEY", ""), ",")
	file   = setting("LICENSE_FILE", "license.txt")
	// Keys learned from the server, so that the license file counts after a rotation, too.
	learned = file + ".keys"
	// The last signed refusal, so that the program does not run again by its license file at the next start without the server.
	refused = file + ".refusal"
)

func main() {
	var proofs []string
	if text, err := os.ReadFile(learned); err == nil {
		_ = json.Unmarshal(text, &proofs)
	}
	keys, err := keyward.NewTrustedKeys(pinned, proofs)
	stopOn(err)
	licenseKey, device := os.Getenv("LICENSE_KEY"), fingerprint()
	claims, err := online(&keyward.Server{BaseURL: baseURL, Product: product, Keys: keys}, licenseKey, device)
	if err != nil {
		// Anybody can send an error, so it is no verdict.
		fmt.Println("No answer that counts:", err)
		claims, err = offline(keys, keyward.Device{
			Product: product, LicenseKey: licenseKey, Fingerprint: device, Now: time.Now(),
		})
		stopOn(err)
	}
	if claims["valid"] != true {
		stopOn(fmt.Errorf("Refused: %v", claims["code"]))
	}
	fmt.Println("Licensed:", claims["features"])
}

func online(server *keyward.Server, licenseKey, device string) (keyward.Claims, error) {
	if err := server.LearnKeys(); err != nil {
		return nil, err
	}
	proofs, err := json.Marshal(server.Keys.Proofs)
	if err == nil {
		err = os.WriteFile(learned, proofs, 0o600)
	}
	if err != nil {
		return nil, err
	}
	claims, err := server.Validate(licenseKey, device)
	// The license has no device yet, or others, or this one was deactivated.
	if err == nil && (claims["code"] == "NOT_ACTIVATED" || claims["code"] == "DEVICE_MISMATCH") {
		// Without an activation, the signed refusal holds: an older license file does not count.
		if activated, problem := server.Activate(licenseKey, device); problem == nil {
			claims = activated
		} else {
			fmt.Println("Not activated:", problem)
		}
	}
	if err != nil {
		return nil, err
	}
	if claims["valid"] == true {
		_ = os.Remove(refused)
		keepFile(server, licenseKey, device)
		return claims, nil
	}
	if err := os.WriteFile(refused, []byte(server.Signed), 0o600); err != nil {
		fmt.Println("The refusal is not kept:", err)
	}
	return claims, nil
}

// The license file, unless a later no was kept.
func offline(keys *keyward.TrustedKeys, device keyward.Device) (keyward.Claims, error) {
	text, _ := os.ReadFile(file)
	claims, problem := keyward.ReadLicenseFile(keys, string(text), device)
	jws, _ := os.ReadFile(refused)
	refusal, err := keyward.ReadRefusal(keys, string(jws), device)
	if err == nil && (problem != nil || keyward.Refutes(refusal, claims)) {
		return refusal, nil
	}
	return claims, problem
}

// A policy may allow none: the program then runs with the server only.
func keepFile(server *keyward.Server, licenseKey, device string) {
	text, err := server.LicenseFile(licenseKey, device, true)
	if err == nil {
		err = os.WriteFile(file, []byte(text), 0o600)
	}
	if err != nil {
		fmt.Println("No license file:", err)
	}
}

func fingerprint() string {
	machine := os.Getenv("MACHINE_ID")
	if machine == "" {
		text, err := os.ReadFile("/etc/machine-id")
		stopOn(err)
		machine = strings.TrimSpace(string(text))
	}
	hash := sha256.Sum256([]byte(product + "\x00" + machine))
	return hex.EncodeToString(hash[:])
}

func setting(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}

func stopOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
