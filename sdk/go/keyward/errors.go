package keyward

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/keyward/keyward/sdk/go/internal/signed"
	"github.com/keyward/keyward/sdk/go/internal/transport"
)

// Error says why a call failed. Its code is the server's, or one of this package, such as NETWORK_ERROR. Compare it with the errors of
// this package by [errors.Is], or read Code.
type Error struct {
	Code    string
	Message string
	// Status is that of HTTP; 0 without an answer of the server.
	Status int
	// RetryAfter is how long the server wants to be left alone; 0 if it does not say.
	RetryAfter time.Duration
	// RequestID finds the call in the log of the server.
	RequestID string
	// Details are those of the server, as JSON.
	Details json.RawMessage
	// Err is the cause; nil if the server answered.
	Err error
	// Signed is the signature of a refusal; empty if it has none.
	Signed string
	// Waiting is the place in the waiting line that a refused start was given; nil without one.
	Waiting *transport.Waiting
	// IsSigned says whether the license server has signed this refusal: the signature was verified.
	IsSigned bool
}

// ErrUnreachable is matched by errors that are no verdict about the license, because no working license server answered.
var ErrUnreachable = errors.New("keyward: no working license server answered")

// Errors that a program may want to tell apart. All other codes are in [Error.Code].
var (
	ErrInvalidOptions      error = coded("INVALID_OPTIONS")
	ErrClosed              error = coded("LICENSE_CLOSED")
	ErrNoLicenseKey        error = coded("LICENSE_KEY_MISSING")
	ErrNotFound            error = coded("NOT_FOUND")
	ErrExpired             error = coded("EXPIRED")
	ErrRevoked             error = coded("REVOKED")
	ErrSeatsExhausted      error = coded("SEATS_EXHAUSTED")
	ErrSessionsExhausted   error = coded("SESSIONS_EXHAUSTED")
	ErrSessionIdle         error = coded("SESSION_IDLE")
	ErrSessionTakenBack    error = coded("SESSION_TAKEN_BACK")
	ErrMeterExhausted      error = coded("METER_EXHAUSTED")
	ErrLedgerInUse         error = coded("LEDGER_IN_USE")
	ErrReservationEnded    error = coded("RESERVATION_ENDED")
	ErrTrialUsed           error = coded("TRIAL_USED")
	ErrBorrowingNotAllowed error = coded("BORROWING_NOT_ALLOWED")
	ErrSeatBorrowed        error = coded("SEAT_BORROWED")
	ErrRelayChainInvalid   error = coded("RELAY_CHAIN_INVALID")
	ErrRelayExpired        error = coded("RELAY_EXPIRED")
	ErrRelayUnreachable    error = coded("RELAY_UNREACHABLE")
	ErrFileExpired         error = coded("LICENSE_FILE_EXPIRED")
	ErrFileOtherDevice     error = coded("LICENSE_FILE_OTHER_DEVICE")
	ErrClockWasAhead       error = coded("CLOCK_WAS_AHEAD")
	ErrDownloadNotAllowed  error = coded("DOWNLOAD_NOT_ALLOWED")
	ErrDownloadChanged     error = coded("DOWNLOAD_CHANGED")
	ErrRateLimitExceeded   error = coded("RATE_LIMIT_EXCEEDED")
)

type coded string

func (code coded) Error() string { return "keyward: " + string(code) }

func (err *Error) Error() string {
	status := ""
	if err.Status != 0 {
		status = fmt.Sprintf(" (%d)", err.Status)
	}
	return "keyward: " + err.Code + status + ": " + err.Message
}

// Unwrap returns the cause.
func (err *Error) Unwrap() error { return err.Err }

// Is compares the code with that of an error of this package.
func (err *Error) Is(target error) bool {
	if target == ErrUnreachable {
		return err.isUnreachable()
	}
	code, isCoded := target.(coded)
	return isCoded && string(code) == err.Code
}

func (err *Error) isUnreachable() bool {
	switch err.Code {
	case transport.NetworkError, transport.Timeout, transport.InvalidAnswer, transport.Redirected, transport.PathNotFound,
		transport.Canceled, "DOWNLOAD_CHANGED", relayCodes[signed.RelayChain], relayCodes[signed.RelayExpired],
		"RELAY_UNREACHABLE":
		return true
	}
	return err.Status == 429 || err.Status >= 500
}

func (err *Error) isPostponed() bool { return (*transport.Failure)(err).IsPostponed() }

// requestedWait is how long the server wants to be left alone, at most the longest wait; 0 for other errors. With jitter.
func requestedWait(err error, longest time.Duration) time.Duration {
	var failed *Error
	if !errors.As(err, &failed) {
		return 0
	}
	wait := failed.RetryAfter
	if wait > longest {
		wait = longest
	}
	return wait + transport.Jitter(wait/4)
}

// mismatch says that the license server signed it, but that it does not belong here.
type mismatch struct{ claim, message string }

func (problem mismatch) Error() string { return problem.message }

// usageError is a mistake in the program's call, or something that its user gave.
func usageError(code, message string) *Error {
	return &Error{Code: code, Message: message}
}

// untrusted is the error of an answer that proves nothing, which counts as none.
func untrusted(cause error, code string) *Error {
	message := "The answer is not trusted: " + cause.Error()
	if cause == error(signed.UnknownKey) {
		message += ": pin x of /.well-known/jwks.json of this server"
	}
	var reason signed.Untrusted
	if errors.As(cause, &reason) && relayCodes[reason] != "" {
		code = relayCodes[reason]
	}
	return &Error{Code: code, Message: message, Err: cause}
}

// By the reason for which an answer of a relay is not trusted.
var relayCodes = map[signed.Untrusted]string{
	signed.RelayChain:   "RELAY_CHAIN_INVALID",
	signed.RelayExpired: "RELAY_EXPIRED",
}

// By the reason for which a license file is not taken.
var fileCodes = map[string]string{
	string(signed.UnknownKey):   "LICENSE_FILE_UNTRUSTED",
	string(signed.RevokedKey):   "LICENSE_FILE_UNTRUSTED",
	string(signed.BadSignature): "LICENSE_FILE_CHANGED",
	string(signed.Decryption):   "LICENSE_FILE_UNREADABLE",
	"fingerprint":               "LICENSE_FILE_OTHER_DEVICE",
	"license":                   "LICENSE_FILE_OTHER_KEY",
	"key_hash":                  "LICENSE_FILE_OTHER_KEY",
	"product":                   "LICENSE_FILE_OTHER_PRODUCT",
}

func unusableFile(cause error) *Error {
	code := "LICENSE_FILE_MALFORMED"
	var reason signed.Untrusted
	var about mismatch
	switch {
	case errors.As(cause, &reason) && fileCodes[string(reason)] != "":
		code = fileCodes[string(reason)]
	case errors.As(cause, &about) && fileCodes[about.claim] != "":
		code = fileCodes[about.claim]
	}
	return &Error{Code: code, Message: "This license file cannot be used: " + cause.Error(), Err: cause}
}
