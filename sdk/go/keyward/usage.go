package keyward

import (
	"context"
	"time"

	"github.com/keyward/keyward/sdk/go/internal/signed"
)

// UsageItem is an amount of a meter, or a number of uses of a feature that costs credits: one of both is named.
type UsageItem struct {
	Meter   string `json:"meter,omitempty"`
	Feature string `json:"feature,omitempty"`
	// Amount to take; a negative one is returned.
	Amount int64 `json:"amount"`
}

// Usage of a meter, after a call.
type Usage struct {
	Meter string
	// Used is what was taken in this period and not returned.
	Used int64
	// Limit and Left are nil for unlimited. Left includes the overage.
	Limit, Left *int64
	// ResetsAt is zero for never.
	ResetsAt time.Time
}

// Credit after a call. Its amounts are decimal texts, because numbers would not be exact.
type Credit struct {
	Credit string
	// Used is what was taken in this period and not returned.
	Used string
	// Limit and Left are empty for unlimited. Left includes the overage.
	Limit, Left string
	// ResetsAt is zero for never.
	ResetsAt time.Time
}

// Balances are those that a commit took from, after it.
type Balances struct {
	Meters  []Usage
	Credits []Credit
}

// Reservation is an amount that is kept for this program.
type Reservation struct {
	Token string
	// ExpiresAt is when it ends by itself.
	ExpiresAt time.Time
}

// RecordUsage counts a use of a meter; negative amounts return one. It fails with [ErrMeterExhausted] if it does not fit.
func (license *License) RecordUsage(ctx context.Context, meter string, amount int64) (Usage, error) {
	after, err := license.use(ctx, UsageItem{Meter: meter, Amount: amount})
	if err != nil || len(after.Meters) == 0 {
		return Usage{Meter: meter}, withoutBalance(err)
	}
	return after.Meters[0], nil
}

// UseFeature uses a feature that costs credits; a negative amount returns them. It fails as with [ErrMeterExhausted]: nothing was taken
// then.
func (license *License) UseFeature(ctx context.Context, feature string, amount int64) (Credit, error) {
	after, err := license.use(ctx, UsageItem{Feature: feature, Amount: amount})
	if err != nil || len(after.Credits) == 0 {
		return Credit{}, withoutBalance(err)
	}
	return after.Credits[0], nil
}

// ReserveUsage keeps amounts of meters and credits for this program, all of them or none, until it commits or releases them. With 0
// for the duration, it ends by itself after a minute; parts of seconds do not count.
func (license *License) ReserveUsage(ctx context.Context, duration time.Duration, items ...UsageItem) (reserved Reservation, err error) {
	err = license.withKey(ctx, "", func(key string) error {
		reserved, err = license.server.reserveUsage(ctx, key, items, int64(duration/time.Second))
		return err
	})
	return reserved, err
}

// CommitUsage takes what was reserved, or less of it, if items say so. It can be repeated: nothing is taken twice. It fails with
// [ErrReservationEnded] if it is too late.
func (license *License) CommitUsage(ctx context.Context, reserved Reservation, items ...UsageItem) (after Balances, err error) {
	err = license.inTurn(ctx, func() error {
		after, err = license.server.commitReservation(ctx, reserved.Token, items)
		return err
	})
	return after, err
}

// ReleaseUsage gives back what was reserved.
func (license *License) ReleaseUsage(ctx context.Context, reserved Reservation) error {
	return license.inTurn(ctx, func() error { return license.calls.releaseReservation(ctx, reserved.Token) })
}

func (license *License) use(ctx context.Context, item UsageItem) (after Balances, err error) {
	err = license.withKey(ctx, "", func(key string) error {
		after, err = license.server.recordUsage(ctx, key, []UsageItem{item})
		return err
	})
	return after, err
}

// withoutBalance is the error of a call, or of an answer that lacks the balance that was asked for.
func withoutBalance(err error) error {
	if err == nil {
		return untrusted(signed.Malformed, "INVALID_ANSWER")
	}
	return err
}

func balancesIn(answer fields) Balances {
	var after Balances
	for _, each := range objectsIn(answer["meters"]) {
		used := countIn(each, "used")
		if used == nil {
			used = new(int64)
		}
		after.Meters = append(after.Meters, Usage{
			Meter: textIn(each, "meter"), Used: *used, Limit: countIn(each, "limit"), Left: countIn(each, "left"), ResetsAt: resetIn(each),
		})
	}
	for _, each := range objectsIn(answer["credits"]) {
		after.Credits = append(after.Credits, Credit{
			Credit: textIn(each, "credit"), Used: textIn(each, "used"), Limit: textIn(each, "limit"), Left: textIn(each, "left"),
			ResetsAt: resetIn(each),
		})
	}
	return after
}

// countIn is nil for unlimited.
func countIn(balance fields, name string) *int64 {
	amount, isNumber := balance[name].(float64)
	if !isNumber {
		return nil
	}
	count := int64(amount)
	return &count
}

func resetIn(balance fields) time.Time {
	at, _ := time.Parse(time.RFC3339, textIn(balance, "resets_at"))
	return at
}

// reservationIn reads when a reservation ends from the claims; the token is sent beside.
func reservationIn(claims signed.Claims, token string) (Reservation, error) {
	reserved, _ := claims["reservation"].(map[string]any)
	read := reader{claims: reserved}
	end := read.time("expires_at")
	if read.failed || token == "" {
		return Reservation{}, untrusted(signed.Malformed, "INVALID_ANSWER")
	}
	return Reservation{Token: token, ExpiresAt: end}, nil
}

// areAmounts says whether these are the items that were sent.
func areAmounts(claim any, sent []UsageItem) bool {
	said := objectsIn(claim)
	for index, each := range said {
		amount, _ := each["amount"].(float64)
		if index >= len(sent) || sent[index] != (UsageItem{textIn(each, "meter"), textIn(each, "feature"), int64(amount)}) {
			return false
		}
	}
	return len(said) == len(sent)
}
