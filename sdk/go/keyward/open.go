// Package keyward licenses a program with a Keyward license server: it asks the server, trusts only what the server signed, and runs on
// without network for as long as the license allows.
//
//	license, err := keyward.Open(ctx, keyward.Options{
//		BaseURL: "https://licenses.example.com",
//		Product: "my-program",
//		Keys:    []string{"x of /.well-known/jwks.json"},
//		Store:   keyward.UserStore("my-program"),
//	})
//	if err != nil {
//		return err // an option is wrong
//	}
//	defer license.Close()
//	if !license.State().Usable() {
//		err = license.Activate(ctx, "the key that the user typed")
//	}
package keyward

import (
	"context"
	"math"
	"strings"
	"time"

	"github.com/keyward/keyward/sdk/go/internal/nearby"
)

const unlimited = time.Duration(math.MaxInt64)

// Open opens the license of this program on this device.
//
// It fails only if an option is wrong. It waits for the server, for as long as the context lets it, if the store holds no answer with which
// the program may run, or if the last answer is overdue; it returns the license also if nobody answers: look at [License.State]. From then
// on a goroutine asks the server, until [License.Close].
func Open(ctx context.Context, options Options) (*License, error) {
	if err := options.check(); err != nil {
		return nil, err
	}
	client, err := options.client()
	if err != nil {
		return nil, err
	}
	if _, err := options.trustedKeys(record{}); err != nil {
		return nil, err
	}
	stored, problem := options.load()
	keys, err := options.trustedKeys(stored)
	if err != nil {
		return nil, err
	}
	found := thisDevice(options, stored.device)
	verifier := &verifier{keys: keys, product: options.Product, fingerprint: found.fingerprint}
	memory := &memory{store: options.Store, verifier: verifier}
	given := strings.TrimSpace(options.LicenseKey)
	memory.recall(stored, firstOf(given, stored.licenseKey), found.remembered)
	if options.FindRelay {
		client.BaseURL = firstOf(nearby.Relay(ctx), client.BaseURL)
	}
	calls := &calls{client, options.facts(found.fingerprint), options.judged(found.environment)}
	license := newLicense(options, found, memory, calls, latestSeen(stored, memory))
	isNewDevice := found.remembered != stored.device
	for _, warning := range found.warnings {
		license.warn(warning, isNewDevice)
	}
	license.report(problem)
	license.open(ctx, isNewDevice)
	return license, nil
}

func newLicense(options Options, found device, memory *memory, calls *calls, seen time.Time) *License {
	clock := options.clock()
	known := newKnownTime(clock, seen)
	memory.verifier.now = known.instant
	server := &server{calls: calls, verifier: memory.verifier, clock: clock}
	license := &License{
		options: options, device: found, givenKey: strings.TrimSpace(options.LicenseKey),
		memory: memory, calls: calls, server: server, time: known,
		schedule: &schedule{now: known.instant, maxGrace: options.maxGrace()},
		seat:     &seat{server: server, memory: memory, now: known.instant},
		turn:     make(chan struct{}, 1),
		nudge:    make(chan struct{}, 1),
	}
	license.background, license.stop = context.WithCancel(context.Background())
	license.schedule.recalled(memory.answer)
	return license
}

func latestSeen(stored record, memory *memory) time.Time {
	seen := time.UnixMilli(stored.seen).UTC()
	for _, known := range []*proof{memory.answer, memory.file, memory.borrowed} {
		if known != nil && known.issuedAt.After(seen) {
			seen = known.issuedAt
		}
	}
	return seen
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}
