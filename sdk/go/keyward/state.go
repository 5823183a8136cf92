package keyward

import (
	"sort"
	"time"
)

// Kind says in one word what the program may do.
type Kind string

const (
	// Valid: the server, or a license file, said yes.
	Valid Kind = "valid"
	// Grace: the last yes still holds, but could not be renewed. Tell the user to connect before [State.Until].
	Grace Kind = "grace"
	// MustConnect: nothing says yes any more, and nothing says no. Ask for a license key, a license file, or the network.
	MustConnect Kind = "must_connect"
	// Refused: the server said no, and signed it.
	Refused Kind = "refused"
)

// Reasons of [Grace] and [MustConnect]. That of [Refused] is the code of the server, such as EXPIRED.
const (
	NoLicenseKey    = "no_license_key"
	NoAnswer        = "no_answer"
	Unreachable     = "unreachable"
	FileEnded       = "file_ended"
	ClockTurnedBack = "clock_turned_back"
	NoSession       = "no_session"
	NoSeatFree      = "no_seat_free"
)

// State is what the program may do now, and what the server signed about the license.
type State struct {
	Kind Kind
	// Reason says why the state is not [Valid]; empty if it is.
	Reason string
	// Source is "server" or "file"; empty while the license is not usable.
	Source string
	// Until is the time to which a running program goes on if nobody answers; zero while it is not usable. A start with a floating seat
	// needs the server before that, unless the seat is borrowed: see BorrowedUntil.
	Until time.Time
	// Since is when the server refused.
	Since time.Time

	Features []string
	// Entitlements that hold now, by code.
	Entitlements map[string]Entitlement
	// MaxUsers is 0 for unlimited.
	MaxUsers int
	// ExpiresAt is zero for never.
	ExpiresAt time.Time
	// License is its UUID on the server.
	License string
	// Customer is nil unless the product shows it to programs.
	Customer *Customer
	// Metadata is the object public in the metadata of product and license.
	Metadata map[string]any
	// DeviceMetadata is the object public in the metadata of this device.
	DeviceMetadata map[string]any
	// UpgradeURL is where the user buys more, also while the license is not usable; empty if the product has no such page.
	UpgradeURL string
	// ManageURL is where the user manages licenses and devices, also while the license is not usable; empty without such a page.
	ManageURL string
	// StartsOn is the event that starts the term of the license, such as first_activation; empty once it has started.
	StartsOn string
	// WouldBe is the code of a rule that the policy only reports, and that would refuse this program; empty if none would.
	WouldBe string
}

// Entitlement is what a license grants under a code.
type Entitlement struct {
	// Value is a bool, a float64 or a string.
	Value any
	// ExpiresAt is zero for as long as the license.
	ExpiresAt time.Time
}

// Customer of a license.
type Customer struct {
	Name, Company string
	// Metadata is the object public in the metadata of the customer.
	Metadata map[string]any
}

// Usable says whether the program may run.
func (state State) Usable() bool {
	return state.Kind == Valid || state.Kind == Grace
}

// HasFeature says whether the license is usable and has the feature.
func (state State) HasFeature(code string) bool {
	for _, feature := range state.Features {
		if feature == code {
			return true
		}
	}
	return false
}

// About the device, which a file for any device does not name, and which an activation changes.
var deviceCodes = map[string]bool{
	"NOT_ACTIVATED": true, "DEVICE_MISMATCH": true, "SEATS_EXHAUSTED": true, "DEVICE_BOUND_ELSEWHERE": true,
}

type seatStatus int

const (
	noSeatNeeded seatStatus = iota
	seatNever
	seatTaken
	seatHeld
	seatLost
)

// knowledge is all that the state follows from.
type knowledge struct {
	licenseKey string
	// answer is the last signed one, borrowed the one with which a floating seat was borrowed.
	answer, file, borrowed *proof
	// unanswered: the last attempt to get an answer failed.
	unanswered bool
	// postponed: the server was asked to activate this device, and wants to be asked later. It has not refused to.
	postponed bool
	seat      seatStatus
	now       time.Time
	// turnedBack: the clock is behind a time that was seen.
	turnedBack bool
	maxGrace   time.Duration
}

// fromServer is the newest of what the server said about the license.
func (known knowledge) fromServer() *proof {
	return newer(known.borrowed, known.answer)
}

func (known knowledge) state() State {
	state := known.verdict()
	latest := known.fromServer()
	if latest == nil {
		latest = known.file
	}
	if latest != nil {
		state.UpgradeURL, state.ManageURL = latest.upgradeURL, latest.manageURL
	}
	return state
}

func (known knowledge) verdict() State {
	said := known.fromServer()
	var usable []State
	for _, each := range []*proof{said, known.file} {
		if each != nil && each.valid && !refutes(said, each) && known.now.Before(known.heldUntil(each).Add(time.Second)) {
			usable = append(usable, known.usable(each))
		}
	}
	if len(usable) == 0 {
		isOpen := known.postponed && said != nil && deviceCodes[said.code]
		if said != nil && !said.valid && !isOpen {
			return State{Kind: Refused, Reason: said.code, Since: said.issuedAt}
		}
		return State{Kind: MustConnect, Reason: known.unusableReason()}
	}
	switch known.seat {
	case seatNever:
		return State{Kind: MustConnect, Reason: NoSession}
	case seatTaken:
		return State{Kind: MustConnect, Reason: NoSeatFree}
	}
	sort.SliceStable(usable, func(left, right int) bool {
		if isValid := usable[left].Kind == Valid; isValid != (usable[right].Kind == Valid) {
			return isValid
		}
		return usable[left].Until.After(usable[right].Until)
	})
	return usable[0]
}

// isBorrowed says whether a borrowed seat holds.
func (known knowledge) isBorrowed() bool {
	return known.borrowed != nil && known.now.Before(known.borrowed.borrowedUntil.Add(time.Second))
}

func (known knowledge) heldUntil(yes *proof) time.Time {
	end := heldUntil(yes, known.maxGrace)
	if yes.source == fromServer && known.isBorrowed() && known.borrowed.borrowedUntil.After(end) {
		return known.borrowed.borrowedUntil
	}
	return end
}

func (known knowledge) usable(yes *proof) State {
	isOverdue := yes.source == fromServer && !known.now.Before(yes.nextCheck) && !known.isBorrowed()
	reason := ""
	switch {
	case known.turnedBack:
		reason = ClockTurnedBack
	case known.seat == seatLost:
		reason = NoSession
	case isOverdue && known.unanswered:
		reason = Unreachable
	}
	kind := Valid
	if reason != "" {
		kind = Grace
	}
	entitlements, ended := map[string]Entitlement{}, map[string]bool{}
	for code, held := range yes.entitlements {
		if ended[code] = !held.ExpiresAt.IsZero() && !known.now.Before(held.ExpiresAt); !ended[code] {
			entitlements[code] = held
		}
	}
	features := []string{}
	for _, feature := range yes.features {
		if !ended[feature] {
			features = append(features, feature)
		}
	}
	return State{
		Kind: kind, Reason: reason, Source: string(yes.source), Until: known.heldUntil(yes),
		Features: features, Entitlements: entitlements, MaxUsers: yes.maxUsers, ExpiresAt: yes.expiresAt,
		License: yes.license, Customer: yes.customer, Metadata: yes.metadata, DeviceMetadata: yes.deviceMetadata,
		StartsOn: yes.startsOn, WouldBe: yes.wouldBe,
	}
}

func (known knowledge) unusableReason() string {
	switch {
	case known.licenseKey == "":
		return NoLicenseKey
	case known.fromServer() == nil && known.file == nil:
		return NoAnswer
	case known.turnedBack:
		return ClockTurnedBack
	case known.fromServer() == nil:
		return FileEnded
	}
	return Unreachable
}

// heldUntil is when a yes ends if no other follows.
func heldUntil(yes *proof, maxGrace time.Duration) time.Time {
	if yes.source == fromFile {
		return yes.endsAt
	}
	end := yes.offlineUntil
	if end.IsZero() {
		end = yes.nextCheck
	}
	if limit := yes.nextCheck.Add(maxGrace); limit.Before(end) {
		return limit
	}
	return end
}

// refutes says whether what the server said last is a no about a proof that was signed before.
func refutes(said, yes *proof) bool {
	isNo := said != nil && !said.valid
	isAboutIt := isNo && !(yes.forAnyDevice && deviceCodes[said.code])
	return isAboutIt && said.issuedAt.After(yes.issuedAt)
}

// newer prefers the first of two that were signed at the same time.
func newer(known, other *proof) *proof {
	if known == nil || (other != nil && other.issuedAt.After(known.issuedAt)) {
		return other
	}
	return known
}
