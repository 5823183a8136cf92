package keyward

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/keyward/keyward/sdk/go/internal/signed"
)

// Slow networks take seconds, and clocks of servers differ by as much.
const serverSkew = time.Minute

const nonceBytes = 24

// server may be anybody: nothing in an answer is trusted but what is signed. Its calls fail if nobody answers, the server refuses
// without a signature, or the answer is not trusted.
type server struct {
	calls          *calls
	verifier       *verifier
	clock          func() time.Time
	learnedAt      time.Time
	lastAnsweredAt time.Time
}

// subjectOf is what a call with a verdict names: a session by its token, or a license by its key; license is its UUID, if it is known.
type subjectOf struct{ licenseKey, license, token, lender string }

// lease is a floating session as the server signed it, and the token that was sent beside.
type lease struct {
	*proof
	token string
	// endsAt is the end of what was borrowed, or of the lease.
	endsAt time.Time
}

func (server *server) validate(ctx context.Context, licenseKey, license string, file *proof) (*proof, error) {
	jti := ""
	if file != nil {
		jti = file.jti
	}
	answer, _, err := server.ask(ctx, "validate", subjectOf{licenseKey: licenseKey, license: license}, func(nonce string) (fields, error) {
		return server.calls.validate(ctx, licenseKey, nonce, jti)
	})
	return answer, err
}

func (server *server) activate(ctx context.Context, licenseKey string) (*proof, error) {
	answer, _, err := server.ask(ctx, "activate", subjectOf{licenseKey: licenseKey}, func(nonce string) (fields, error) {
		return server.calls.activate(ctx, licenseKey, nonce)
	})
	return answer, err
}

func (server *server) startSession(ctx context.Context, licenseKey, license, waitToken string) (*lease, error) {
	answer, reply, err := server.ask(ctx, "session", subjectOf{licenseKey: licenseKey, license: license}, func(nonce string) (fields, error) {
		return server.calls.startSession(ctx, licenseKey, nonce, waitToken)
	})
	if err != nil {
		return nil, err
	}
	// A repeated answer has no token: it is shown only once. The seat is free again when the lease ends.
	return leaseIn(answer, textIn(reply, "session_token"))
}

// renewSession borrows a seat for days, returns a borrowed one with 0, and leaves that as it is with nil.
func (server *server) renewSession(ctx context.Context, licenseKey string, held *lease, days, idleSeconds *int) (*lease, error) {
	of := subjectOf{licenseKey: licenseKey, token: held.token, lender: held.lender()}
	answer, _, err := server.ask(ctx, "session", of, func(nonce string) (fields, error) {
		return server.calls.renewSession(ctx, held.token, nonce, days, idleSeconds)
	})
	if err != nil {
		return nil, err
	}
	renewed, err := leaseIn(answer, held.token)
	if err == nil && renewed.session != held.session {
		return nil, untrusted(mismatch{"session", "It is about another session"}, "INVALID_ANSWER")
	}
	return renewed, err
}

func (server *server) changeFeatures(ctx context.Context, held *lease, take, release []string) ([]FloatingFeature, error) {
	call := askedCall{operation: "session", credential: held.token, anyDevice: true}
	claims, _, err := server.settle(ctx, call, func(nonce string) (fields, error) {
		return server.calls.changeFeatures(ctx, held.token, nonce, take, release)
	})
	if err != nil {
		return nil, err
	}
	return featuresIn(claims)
}

func (server *server) deactivate(ctx context.Context, licenseKey string) error {
	_, _, err := server.settle(ctx, askedCall{operation: "deactivate", credential: licenseKey}, func(nonce string) (fields, error) {
		return server.calls.deactivate(ctx, licenseKey, nonce)
	})
	return err
}

func (server *server) recordUsage(ctx context.Context, licenseKey string, items []UsageItem) (Balances, error) {
	call := askedCall{operation: "usage", credential: licenseKey}
	claims, _, err := server.used(ctx, call, items, func(nonce string) (fields, error) {
		return server.calls.recordUsage(ctx, licenseKey, nonce, items)
	})
	return balancesIn(claims), err
}

func (server *server) reserveUsage(ctx context.Context, licenseKey string, items []UsageItem, seconds int64) (Reservation, error) {
	call := askedCall{operation: "usage", credential: licenseKey}
	claims, reply, err := server.used(ctx, call, items, func(nonce string) (fields, error) {
		return server.calls.reserveUsage(ctx, licenseKey, nonce, items, seconds)
	})
	if err != nil {
		return Reservation{}, err
	}
	return reservationIn(claims, textIn(reply, "reservation_token"))
}

func (server *server) commitReservation(ctx context.Context, token string, items []UsageItem) (Balances, error) {
	call := askedCall{operation: "usage", credential: token, anyDevice: true}
	claims, _, err := server.used(ctx, call, items, func(nonce string) (fields, error) {
		return server.calls.commitReservation(ctx, token, nonce, items)
	})
	return balancesIn(claims), err
}

// checkForUpdate returns the claims about a newer version, and the answer.
func (server *server) checkForUpdate(
	ctx context.Context, licenseKey, currentVersion string, platform Platform,
) (signed.Claims, fields, error) {
	return server.settle(ctx, askedCall{operation: "update", credential: licenseKey}, func(nonce string) (fields, error) {
		return server.calls.checkForUpdate(ctx, licenseKey, nonce, currentVersion, platform)
	})
}

// used returns what settle does, of an answer that is about the amounts that were sent: their call may have been changed on its way.
func (server *server) used(
	ctx context.Context, call askedCall, items []UsageItem, send func(nonce string) (fields, error),
) (signed.Claims, fields, error) {
	claims, reply, err := server.settle(ctx, call, send)
	if err == nil && !areAmounts(claims["items"], items) {
		return nil, nil, untrusted(mismatch{"items", "It is about other amounts"}, "INVALID_ANSWER")
	}
	return claims, reply, err
}

// settle returns the claims of an answer without a verdict, and the answer.
func (server *server) settle(
	ctx context.Context, call askedCall, send func(nonce string) (fields, error),
) (signed.Claims, fields, error) {
	call.nonce = newNonce()
	sentAt := server.clock()
	reply, err := server.sent(ctx, call, send)
	if err != nil {
		return nil, nil, err
	}
	said, err := server.verifiedOutcome(ctx, textIn(reply, "signed"), call, "")
	if err != nil {
		return nil, nil, err
	}
	return said.claims, reply, server.checkAge(said.issuedAt, said.endsAt, server.clock().Sub(sentAt))
}

// sent makes a call. A refusal that is signed must be the server's.
func (server *server) sent(ctx context.Context, call askedCall, send func(nonce string) (fields, error)) (fields, error) {
	reply, err := send(call.nonce)
	var refusal *Error
	if !errors.As(err, &refusal) {
		return reply, err
	}
	signer := ""
	if refusal.Signed != "" {
		said, err := server.verifiedOutcome(ctx, refusal.Signed, call, refusal.Code)
		if err != nil {
			return nil, err
		}
		refusal.IsSigned = true
		signer = textIn(said.claims, "relay")
	}
	if call.lender != "" && refusal.Status == http.StatusNotFound && signer != call.lender {
		return nil, otherLender()
	}
	return reply, err
}

func (server *server) verifiedOutcome(ctx context.Context, text string, call askedCall, code string) (found *outcome, err error) {
	err = server.withNewKeys(ctx, func() (err error) {
		found, err = server.verifier.outcome(text, call, code)
		return err
	})
	return found, err
}

// verified returns the claims of something signed that answers no call in particular.
func (server *server) verified(ctx context.Context, text, typ string) (signed.Claims, error) {
	var claims signed.Claims
	err := server.withNewKeys(ctx, func() (err error) {
		claims, err = server.verifier.keys.Verify(text, typ)
		return err
	})
	return claims, err
}

func (server *server) ask(
	ctx context.Context, operation string, of subjectOf, send func(nonce string) (fields, error),
) (*proof, fields, error) {
	nonce := newNonce()
	sentAt := server.clock()
	call := askedCall{operation: operation, nonce: nonce, credential: firstOf(of.token, of.licenseKey), anyDevice: of.token != "", lender: of.lender}
	reply, err := server.sent(ctx, call, send)
	if err != nil {
		return nil, nil, err
	}
	var answer *proof
	verify := func() (err error) {
		about := server.verifier.subject(of.licenseKey, of.license)
		answer, err = server.verifier.answer(textIn(reply, "signed"), about, nonce, operation)
		return err
	}
	if err := server.withNewKeys(ctx, verify); err != nil {
		return nil, nil, err
	}
	server.learnDaily(ctx)
	// The key that signed it may just have turned out to be revoked.
	if err := verify(); err != nil {
		return nil, nil, untrusted(err, "INVALID_ANSWER")
	}
	return answer, reply, server.checkAge(answer.issuedAt, answer.endsAt, server.clock().Sub(sentAt))
}

// The nonce proves that the answer was made during this call: its times are compared with the call's duration alone.
func (server *server) checkAge(issuedAt, endsAt time.Time, duration time.Duration) error {
	isLate := duration > endsAt.Sub(issuedAt)+serverSkew
	if isLate || issuedAt.Before(server.lastAnsweredAt.Add(-serverSkew)) {
		return untrusted(mismatch{"exp", "It came too late"}, "INVALID_ANSWER")
	}
	if issuedAt.After(server.lastAnsweredAt) {
		server.lastAnsweredAt = issuedAt
	}
	return nil
}

func (server *server) withNewKeys(ctx context.Context, verify func() error) error {
	err := verify()
	isRelayed := errors.Is(err, signed.RelayChain)
	if isRelayed || errors.Is(err, signed.UnknownKey) {
		// A relay that shows no keys has answered for all that.
		if err := server.learn(ctx); err != nil && !isRelayed {
			return err
		}
		err = verify()
	}
	if err != nil {
		return untrusted(err, "INVALID_ANSWER")
	}
	return nil
}

// Only the list of keys names revoked ones.
func (server *server) learnDaily(ctx context.Context) {
	passed := server.clock().Sub(server.learnedAt)
	if passed > 24*time.Hour || passed < -24*time.Hour {
		_ = server.learn(ctx)
	}
}

func (server *server) learn(ctx context.Context) error {
	keys, err := server.calls.publicKeys(ctx)
	if err != nil {
		return err
	}
	server.verifier.keys.Learn(keys)
	server.learnedAt = server.clock()
	return nil
}

func newNonce() string { return signed.Base64URL(randomBytes(nonceBytes)) }

func leaseIn(answer *proof, token string) (*lease, error) {
	if answer.session == "" || token == "" {
		return nil, untrusted(signed.Malformed, "INVALID_ANSWER")
	}
	held := &lease{proof: answer, token: token, endsAt: answer.sessionEndsAt}
	if answer.borrowedUntil.After(held.endsAt) {
		held.endsAt = answer.borrowedUntil
	}
	return held, nil
}
