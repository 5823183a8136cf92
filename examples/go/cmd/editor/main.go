// A program that runs with a license only. Start it with LICENSE_KEY=… go run ./cmd/editor
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"strings"
	"time"

	"github.com/keyward/keyward/sdk/go/keyward"
)

func main() {
	log.SetFlags(0)
	ctx := context.Background()
	// In a real program constants: whoever can change them decides which server is believed.
	license, err := keyward.Open(ctx, keyward.Options{
		BaseURL:    setting("KEYWARD_URL", "https://licenses.example.com"),
		Product:    setting("KEYWARD_PRODUCT", "editor"),
		Keys:       strings.Split(os.Getenv("KEYWARD_PUBLIC_KEY"), ","),
		Store:      keyward.FileStore(setting("LICENSE_STORE", "license.json")),
		Device:     os.Getenv("DEVICE"), // without one, by the id of the system
		LicenseKey: os.Getenv("LICENSE_KEY"),
	})
	if err != nil {
		log.Fatal(err)
	}
	defer license.Close()
	license.Check(ctx) // at each start, also if the last answer is recent
	if err := license.LastError(); err != nil {
		fmt.Println("No answer that counts:", err)
	}
	if err := unlock(ctx, license); err != nil {
		log.Println("Not activated:", err)
	}
	for _, warning := range license.Warnings() { // to be mended before the program is shipped
		log.Println("Warning:", warning.Message)
	}
	state := license.State()
	if !state.Usable() {
		log.Fatal("Not licensed: ", state.Reason)
	}
	if state.Kind == keyward.Grace {
		log.Printf("Please connect before %s: %s", state.Until.Format(time.RFC3339), state.Reason)
	}
	fmt.Println("Licensed:", state.Features)
}

// unlock takes the license file, for devices without network, or a seat.
func unlock(ctx context.Context, license *keyward.License) error {
	if license.State().Usable() {
		return nil
	}
	if file, err := os.ReadFile(setting("LICENSE_FILE", "license-file.txt")); err == nil {
		if err := license.UseFile(string(file), ""); err != nil || license.State().Usable() {
			return err
		}
	}
	return license.Activate(ctx, "")
}

func setting(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}
