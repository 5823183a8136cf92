package keyward

import (
	"fmt"
	"strings"

	"github.com/keyward/keyward/sdk/go/internal/signed"
	"github.com/keyward/keyward/sdk/go/internal/system"
)

var containerWithoutID = Warning{
	Code: "CONTAINER_WITHOUT_ID",
	Message: "This container has no id of its own: each new one takes another seat unless its store is kept. Give Device, or mount " +
		"the host's /etc/machine-id",
}

// device is this one. The id of its system never leaves it: see [signed.FingerprintOf].
type device struct {
	fingerprint string
	environment Environment
	// remembered is a random id to keep in the store.
	remembered string
	warnings   []Warning
}

func thisDevice(options Options, remembered string) device {
	reads := system.Current()
	found := device{environment: Environment(reads.Environment()), remembered: remembered}
	if named := strings.TrimSpace(options.Device); named != "" {
		found.fingerprint = named
	} else {
		id := reads.DeviceID()
		if id == "" && remembered == "" {
			found.remembered = randomUUID()
		}
		if id == "" {
			id = found.remembered
			if found.environment == Container {
				found.warnings = []Warning{containerWithoutID}
			}
		}
		found.fingerprint = signed.FingerprintOf(options.Product, id)
	}
	if options.Environment != "" {
		found.environment = options.Environment
	}
	return found
}

func randomUUID() string {
	id := randomBytes(16)
	id[6], id[8] = id[6]&0x0f|0x40, id[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:])
}
