// Runs with a floating license, and prints a line with its state: processes BASE_URL PRODUCT KEY LICENSE_KEY STORE
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"os"

	"github.com/keyward/keyward/sdk/go/keyward"
)

func main() {
	baseURL, product, key, licenseKey, store := os.Args[1], os.Args[2], os.Args[3], os.Args[4], os.Args[5]
	license, err := keyward.Open(context.Background(), keyward.Options{
		BaseURL: baseURL, Product: product, Keys: []string{key}, LicenseKey: licenseKey, Store: keyward.FileStore(store),
		Device: "desk", Floating: true,
	})
	if err != nil {
		log.Fatal(err)
	}
	defer license.Close()
	state := license.State()
	reason := state.Reason
	if reason == "" {
		reason = "None"
	}
	fmt.Println(state.Kind, reason)
	_, _ = io.Copy(io.Discard, os.Stdin)
}
