// A program that runs with a license only. Start it with LICENSE_KEY=… go run ./cmd/editor
package main

import (
	"crypto/sha256"
	"encoding/hex"
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
)

func main() {
	keys, err := keyward.NewTrustedKeys(pinned, nil)
	stopOn(err)
	licenseKey, device := os.Getenv("LICENSE_KEY"), fingerprint()
	claims, err := online(&keyward.Server{BaseURL: baseURL, Product: product, Keys: keys}, licenseKey, device)
	if err != nil {
		// Anybody can send an error, so it is no verdict.
		fmt.Println("No answer that counts:", err)
		text, _ := os.ReadFile(file)
		claims, err = keyward.ReadLicenseFile(keys, string(text), keyward.Device{
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
	claims, err := server.Validate(licenseKey, device)
	if err == nil && claims["code"] == "NOT_ACTIVATED" {
		claims, err = server.Activate(licenseKey, device)
	}
	if err != nil || claims["valid"] != true {
		return claims, err
	}
	text, err := server.LicenseFile(licenseKey, device, true)
	if err != nil {
		return nil, err
	}
	return claims, os.WriteFile(file, []byte(text), 0o600)
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
