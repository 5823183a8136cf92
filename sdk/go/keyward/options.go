package keyward

import (
	"errors"
	"io/fs"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/keyward/keyward/sdk/go/internal/signed"
	"github.com/keyward/keyward/sdk/go/internal/system"
	"github.com/keyward/keyward/sdk/go/internal/transport"
)

// Version of this package, which is that of the server.
const Version = transport.Version

const maxFingerprint = 512

// Environment is where a program runs, which a policy may count, exempt or refuse.
type Environment string

// Environments, as the server knows them.
const (
	Physical       Environment = system.Physical
	VirtualMachine Environment = system.VirtualMachine
	Container      Environment = system.Container
	// Development is never found by itself: pass it in [Options].
	Development Environment = system.Development
)

// Logger takes what a developer may want to know. A *slog.Logger is one.
type Logger interface {
	Debug(message string, args ...any)
	Warn(message string, args ...any)
}

// Options of [Open]. BaseURL, Product, Keys and Store are required.
type Options struct {
	// BaseURL is the address of the license server, without /api/v1.
	BaseURL string
	// Product is its reference.
	Product string
	// Keys are the public keys of the server that the program trusts: x of each in /.well-known/jwks.json.
	Keys []string
	// Store remembers the license: see [FileStore], [UserStore] and [MemoryStore].
	Store Store

	// Device is a text that names this device, 1 to 86 characters; by default from the id of the system.
	Device string
	// Environment, by default, is as the platform documents it.
	Environment Environment
	// LicenseKey is one that the program knows already; it precedes the one in the store.
	LicenseKey string
	// AppVersion, Channel and User are sent with each call, for policies that look at them.
	AppVersion, Channel, User string
	// Policy and Group are names or ids that the license must have, Customer the id, reference or e-mail of its owner.
	Policy, Group, Customer string
	// Checksum is the SHA-256 of the program's file in hex, which must be published for its version and product.
	Checksum string
	// Floating: the program needs a floating seat to run.
	Floating bool
	// FindRelay looks for a relay in this network before BaseURL is called: by the record SRV _keyward._tcp of the computer's domain, then by
	// multicast DNS, for at most two seconds.
	FindRelay bool
	// MaxGrace limits how long an overdue answer is used; by default for as long as it allows. Negative for not at all.
	MaxGrace time.Duration

	// HTTPClient sends the calls, for proxies and certificates of your own.
	HTTPClient *http.Client
	// Timeout of a call; 10 seconds by default.
	Timeout time.Duration
	// MaxRetries is how often a call is repeated; 1 by default, negative for never.
	MaxRetries int
	// OnChange gets each new state, one after the other. It may call methods of the license.
	OnChange func(State)
	// Logger gets warnings that a developer should mend, and errors of the background.
	Logger Logger

	// Manual: no goroutine asks the server. Call [License.Wake] now and then.
	Manual bool
	// Now replaces the local clock, as in tests.
	Now func() time.Time
}

// Warning is something that a developer should mend before the program is shipped.
type Warning struct {
	// Code is CONTAINER_WITHOUT_ID: this container has no id of its own, so it is known by a random one in the store: a new container with
	// a new store takes another seat. Or STORE_NOT_WRITABLE: the license is not remembered.
	Code    string
	Message string
}

func (options Options) check() error {
	switch {
	case options.Product == "":
		return invalidOption("Product must be the reference of a product")
	case options.Store == nil:
		return invalidOption("Store is missing: FileStore(path), UserStore(program) or one of your own")
	case utf8.RuneCountInString(options.Device) > maxFingerprint:
		return invalidOption("Device must be a text of 1 to 86 characters")
	case options.Device != "" && strings.TrimSpace(options.Device) == "":
		return invalidOption("Device must not be blank")
	}
	switch options.Environment {
	case "", Physical, VirtualMachine, Container, Development:
		return nil
	}
	return invalidOption("Environment must be physical, virtual_machine, container or development")
}

func (options Options) client() (*transport.Client, error) {
	client, err := transport.New(options.BaseURL, transport.Options{
		HTTPClient: options.HTTPClient, Timeout: options.Timeout, MaxRetries: options.MaxRetries,
	})
	if err != nil {
		return nil, invalidOption(err.Error())
	}
	return client, nil
}

func (options Options) trustedKeys(stored record) (*signed.TrustedKeys, error) {
	keys, err := signed.NewTrustedKeys(options.Keys, stored.proofs)
	if err != nil {
		return nil, invalidOption("Keys: " + err.Error())
	}
	return keys, nil
}

func (options Options) maxGrace() time.Duration {
	switch {
	case options.MaxGrace == 0:
		return unlimited
	case options.MaxGrace < 0:
		return 0
	}
	return options.MaxGrace
}

func (options Options) clock() func() time.Time {
	now := options.Now
	if now == nil {
		now = time.Now
	}
	// Without the monotonic clock, which stands still while a computer sleeps.
	return func() time.Time { return now().Round(0) }
}

// load: a store that cannot be read is a store without an answer, and so is one that was edited.
func (options Options) load() (record, error) {
	text, err := options.Store.Load()
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return record{}, err
	}
	stored, isEdited := decodeRecord(text)
	if isEdited {
		return stored, usageError("STORE_EDITED", "The store was edited: it is not used")
	}
	return stored, nil
}

func (options Options) facts(fingerprint string) fields {
	return filled(map[string]string{
		"product": options.Product, "hardware_id": fingerprint,
		"app_version": options.AppVersion, "channel": options.Channel, "user": options.User,
	})
}

// judged are sent besides the facts where the server judges the call by them.
func (options Options) judged(environment Environment) fields {
	return filled(map[string]string{
		"environment": string(environment), "policy": options.Policy, "group": options.Group,
		"customer": options.Customer, "checksum": options.Checksum,
	})
}

func filled(values map[string]string) fields {
	known := fields{}
	for name, value := range values {
		if value != "" {
			known[name] = value
		}
	}
	return known
}

func invalidOption(message string) *Error {
	return usageError("INVALID_OPTIONS", message)
}
