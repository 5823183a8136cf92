package keyward_test

import (
	"context"
	"errors"
	"fmt"
	"log"

	"github.com/keyward/keyward/sdk/go/keyward"
)

func ExampleOpen() {
	license, err := keyward.Open(context.Background(), keyward.Options{
		BaseURL: "localhost:8080",
		Product: "my-program",
		Keys:    []string{"x of /.well-known/jwks.json"},
		Store:   keyward.UserStore("my-program"),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer license.Close()
	fmt.Println(license.State().Kind)
	// Output: keyward: INVALID_OPTIONS: BaseURL must be http:// or https:// and a host
}

func ExampleLicense_Activate() {
	var license *keyward.License // of keyward.Open
	activate := func(key string) {
		switch err := license.Activate(context.Background(), key); {
		case errors.Is(err, keyward.ErrSeatsExhausted):
			fmt.Println("All seats are taken: free one at", license.State().ManageURL)
		case errors.Is(err, keyward.ErrUnreachable):
			fmt.Println("No license server answered. Try again later.")
		case err != nil:
			log.Print(err)
		}
	}
	_ = activate
}
