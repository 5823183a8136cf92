// A service that answers only while it is licensed. It takes a floating seat, which is free again when the service ends.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/keyward/keyward/sdk/go/keyward"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context) error {
	license, err := keyward.Open(ctx, keyward.Options{
		BaseURL:    os.Getenv("KEYWARD_URL"),
		Product:    os.Getenv("KEYWARD_PRODUCT"),
		Keys:       strings.Split(os.Getenv("KEYWARD_PUBLIC_KEY"), ","),
		Store:      keyward.FileStore(os.Getenv("LICENSE_STORE")),
		Device:     os.Getenv("DEVICE"), // in containers, a name of the installation
		LicenseKey: os.Getenv("LICENSE_KEY"),
		Floating:   true,
		OnChange:   func(state keyward.State) { log.Print("The license is ", state.Kind, " ", state.Reason) },
	})
	if err != nil {
		return err
	}
	defer license.Close()
	if !license.State().Usable() {
		if err := license.Activate(ctx, ""); err != nil {
			log.Print("Not activated: ", err)
		}
	}
	for _, warning := range license.Warnings() { // to be mended before the program is shipped
		log.Print("Warning: ", warning.Message)
	}

	server := &http.Server{Addr: os.Getenv("LISTEN"), Handler: handler(license), ReadHeaderTimeout: 10 * time.Second}
	ended := make(chan error, 1)
	go func() { ended <- server.ListenAndServe() }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	patience, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := server.Shutdown(patience); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}

func handler(license *keyward.License) http.Handler {
	return http.HandlerFunc(func(response http.ResponseWriter, _ *http.Request) {
		state := license.State()
		if !state.Usable() {
			http.Error(response, "Not licensed: "+state.Reason, http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(response, "Licensed:", state.Features)
	})
}
