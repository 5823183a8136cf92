package keyward

import (
	"context"
	"strings"
	"sync"
	"time"
)

// License of a program on a device. [Open] makes one. All methods may be called from any goroutine.
type License struct {
	options  Options
	device   device
	givenKey string

	// turn is held by whoever changes the license: what follows belongs to him, but time, which has a lock of its own.
	turn     chan struct{}
	memory   *memory
	calls    *calls
	server   *server
	schedule *schedule
	seat     *seat
	time     *knownTime

	background context.Context
	stop       context.CancelFunc
	nudge      chan struct{}

	// mutex guards what follows, for short.
	mutex      sync.Mutex
	shown      view
	lastError  error
	warnings   []Warning
	isClosed   bool
	announced  *State
	changes    []State
	delivering bool
}

// Trial is what a person or a site names who asks for a trial, as the product demands it.
type Trial struct{ Email, Domain string }

// Activate takes a seat for this device; a device that is already active keeps its seat. The key is as the user typed it; empty for the
// one that is known.
//
// It fails if the server refuses, as with [ErrSeatsExhausted], or if nobody answers: the state is as before then. If the server has no time
// now, the activation of a key that is known is tried again later, and no earlier refusal of this device is shown until then.
func (license *License) Activate(ctx context.Context, licenseKey string) error {
	return license.withKey(ctx, licenseKey, func(key string) error {
		license.seat.hasGivenUp = false
		answer, err := license.server.activate(ctx, key)
		if err == nil {
			license.accept(ctx, key, answer)
		} else if key == license.memory.licenseKey && license.schedule.postpones(err) {
			license.save()
		}
		return err
	})
}

// Release gives up the seat of this device and forgets the license key. It fails if nobody answers.
func (license *License) Release(ctx context.Context) error {
	return license.withKey(ctx, "", func(key string) error {
		license.endSeat(ctx)
		if err := license.server.deactivate(ctx, key); err != nil {
			return err
		}
		license.forget()
		return nil
	})
}

// Check asks the server now, and returns the state also if nobody answers: [License.LastError] says why.
func (license *License) Check(ctx context.Context) State {
	license.report(license.inTurn(ctx, func() error {
		license.check(ctx)
		return nil
	}))
	return license.State()
}

// StartTrial asks for a trial of the product and, if it is granted, activates it. It returns false while the trial has to be verified.
func (license *License) StartTrial(ctx context.Context, trial Trial) (granted bool, err error) {
	err = license.inTurn(ctx, func() error {
		reply, err := license.calls.requestTrial(ctx, trial)
		key := textIn(reply, "license_key")
		if err != nil || key == "" {
			return err
		}
		answer, err := license.server.activate(ctx, key)
		if err == nil {
			license.accept(ctx, key, answer)
			granted = true
		}
		return err
	})
	return granted, err
}

// Borrow keeps the floating seat of this program for days without the server, and takes one first if there is none. Borrowing again
// replaces the days. A failure leaves all as it was.
func (license *License) Borrow(ctx context.Context, days int) error {
	if days < 1 {
		return usageError("INVALID_REQUEST", "A seat is borrowed for 1 day or more")
	}
	return license.withSeat(ctx, func() error { return license.seat.borrow(ctx, days) })
}

// ReturnBorrowed makes a borrowed seat an ordinary one again. Without a borrowed seat, it does nothing.
func (license *License) ReturnBorrowed(ctx context.Context) error {
	return license.withSeat(ctx, func() error {
		if license.seat.lease == nil {
			license.seat.resume()
		}
		if !license.seat.holdsBorrowed() {
			return nil
		}
		return license.seat.borrow(ctx, 0)
	})
}

// Close ends the goroutine that asks the server, and frees a floating seat that is not borrowed. [License.State] can still be read, and
// tells of no loss of that seat.
func (license *License) Close() error {
	license.mutex.Lock()
	wasClosed := license.isClosed
	license.isClosed = true
	license.mutex.Unlock()
	if wasClosed {
		return nil
	}
	license.stop()
	ctx, cancel := context.WithTimeout(context.Background(), closePatience)
	defer cancel()
	license.turn <- struct{}{}
	defer func() { <-license.turn }()
	err := license.seat.leave(ctx)
	license.save()
	return err
}

// Fingerprint names this device to the server.
func (license *License) Fingerprint() string { return license.device.fingerprint }

// Environment is where the program runs, as the server gets it; empty if the platform does not say.
func (license *License) Environment() Environment { return license.device.environment }

// LicenseKey is the one that is known; empty if the user has to type it.
func (license *License) LicenseKey() string {
	return license.view().licenseKey
}

// BorrowedUntil is when a borrowed floating seat ends; zero without one.
func (license *License) BorrowedUntil() time.Time {
	known := license.view().knowledge
	known.now = license.time.instant()
	if !known.isBorrowed() {
		return time.Time{}
	}
	return known.borrowed.borrowedUntil
}

// Warnings are to be mended before the program is shipped.
func (license *License) Warnings() []Warning {
	license.mutex.Lock()
	defer license.mutex.Unlock()
	return append([]Warning{}, license.warnings...)
}

// LastError is what went wrong last, also in the background; nil after a good answer.
func (license *License) LastError() error {
	license.mutex.Lock()
	defer license.mutex.Unlock()
	return license.lastError
}

func (license *License) withKey(ctx context.Context, given string, work func(key string) error) error {
	return license.inTurn(ctx, func() error {
		key := firstOf(strings.TrimSpace(given), license.memory.licenseKey, license.givenKey)
		if key == "" {
			return usageError("LICENSE_KEY_MISSING", "There is no license key yet: give the one that the user typed")
		}
		return work(key)
	})
}

func (license *License) withSeat(ctx context.Context, work func() error) error {
	return license.inTurn(ctx, func() error {
		switch {
		case !license.options.Floating:
			return usageError("INVALID_REQUEST", "Only a license that was opened with Floating has a seat of its own")
		case license.memory.licenseKey == "":
			return usageError("LICENSE_KEY_MISSING", "There is no license key yet: activate the one that the user typed")
		}
		defer license.save()
		return work()
	})
}
