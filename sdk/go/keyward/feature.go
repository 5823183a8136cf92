package keyward

import (
	"context"
	"encoding/json"

	"github.com/keyward/keyward/sdk/go/internal/signed"
)

// FloatingFeature is a feature that a session asked for.
type FloatingFeature struct {
	Feature string `json:"feature"`
	// Held says whether the session has it.
	Held bool `json:"held"`
	// Used are the running sessions that hold it.
	Used int64 `json:"used"`
	// Max are the sessions that may hold it; nil is unlimited.
	Max *int64 `json:"max"`
	// Code is FEATURE_EXHAUSTED or FEATURE_NOT_GRANTED if the session did not get it; empty otherwise.
	Code string `json:"code"`
}

// TakeFeatures takes features with the floating seat. One that is exhausted is named so; the program runs on without it. They are given
// back by [License.ReleaseFeatures] or with the seat; after a lost seat, take them again.
func (license *License) TakeFeatures(ctx context.Context, features ...string) ([]FloatingFeature, error) {
	return license.changeFeatures(ctx, features, nil)
}

// ReleaseFeatures gives features back.
func (license *License) ReleaseFeatures(ctx context.Context, features ...string) ([]FloatingFeature, error) {
	return license.changeFeatures(ctx, nil, features)
}

func (license *License) changeFeatures(ctx context.Context, take, release []string) (changed []FloatingFeature, err error) {
	err = license.withSeat(ctx, func() (err error) {
		if license.seat.lease == nil {
			return usageError("INVALID_REQUEST", "Features are taken with a floating seat: there is none")
		}
		changed, err = license.server.changeFeatures(ctx, license.seat.lease, take, release)
		return err
	})
	return changed, err
}

// featuresIn reads what the server has signed.
func featuresIn(claims signed.Claims) (features []FloatingFeature, err error) {
	text, err := json.Marshal(claims["features"])
	if err == nil {
		err = json.Unmarshal(text, &features)
	}
	if err != nil || features == nil {
		return nil, untrusted(signed.Malformed, "INVALID_ANSWER")
	}
	return features, nil
}
