package keyward

import (
	"context"
	"errors"
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
	answer, _, err := server.ask(ctx, "validate", licenseKey, license, func(nonce string) (fields, error) {
		return server.calls.validate(ctx, licenseKey, nonce, jti)
	})
	return answer, err
}

func (server *server) activate(ctx context.Context, licenseKey string) (*proof, error) {
	answer, _, err := server.ask(ctx, "activate", licenseKey, "", func(nonce string) (fields, error) {
		return server.calls.activate(ctx, licenseKey, nonce)
	})
	return answer, err
}

func (server *server) startSession(ctx context.Context, licenseKey, license string) (*lease, error) {
	answer, reply, err := server.ask(ctx, "session", licenseKey, license, func(nonce string) (fields, error) {
		return server.calls.startSession(ctx, licenseKey, nonce)
	})
	if err != nil {
		return nil, err
	}
	// A repeated answer has no token: it is shown only once. The seat is free again when the lease ends.
	return leaseIn(answer, textIn(reply, "session_token"))
}

// renewSession borrows a seat for days, returns a borrowed one with 0, and leaves that as it is with nil.
func (server *server) renewSession(ctx context.Context, licenseKey string, held *lease, days *int) (*lease, error) {
	answer, _, err := server.ask(ctx, "session", licenseKey, "", func(nonce string) (fields, error) {
		return server.calls.renewSession(ctx, held.token, nonce, days)
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

func (server *server) recordUsage(ctx context.Context, licenseKey string, items []UsageItem) (Balances, error) {
	reply, err := server.calls.recordUsage(ctx, licenseKey, items)
	return balancesIn(reply), err
}

func (server *server) reserveUsage(ctx context.Context, licenseKey string, items []UsageItem, seconds int64) (Reservation, error) {
	reply, err := server.calls.reserveUsage(ctx, licenseKey, items, seconds)
	if err != nil {
		return Reservation{}, err
	}
	return reservationIn(reply)
}

func (server *server) commitReservation(ctx context.Context, token string, items []UsageItem) (Balances, error) {
	reply, err := server.calls.commitReservation(ctx, token, items)
	return balancesIn(reply), err
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
	ctx context.Context, operation, licenseKey, license string, send func(nonce string) (fields, error),
) (*proof, fields, error) {
	nonce := signed.Base64URL(randomBytes(nonceBytes))
	sentAt := server.clock()
	reply, err := send(nonce)
	if err != nil {
		return nil, nil, err
	}
	var answer *proof
	verify := func() (err error) {
		about := server.verifier.subject(licenseKey, license)
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
	return answer, reply, server.checkAge(answer, server.clock().Sub(sentAt))
}

// The nonce proves that the answer was made during this call: its times are compared with the call's duration alone.
func (server *server) checkAge(answer *proof, duration time.Duration) error {
	isLate := duration > answer.endsAt.Sub(answer.issuedAt)+serverSkew
	if isLate || answer.issuedAt.Before(server.lastAnsweredAt.Add(-serverSkew)) {
		return untrusted(mismatch{"exp", "It came too late"}, "INVALID_ANSWER")
	}
	if answer.issuedAt.After(server.lastAnsweredAt) {
		server.lastAnsweredAt = answer.issuedAt
	}
	return nil
}

func (server *server) withNewKeys(ctx context.Context, verify func() error) error {
	err := verify()
	if errors.Is(err, signed.UnknownKey) {
		if err := server.learn(ctx); err != nil {
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
