package keyward

import (
	"context"
	"errors"
	"time"
)

// SeatPlace is a place in the waiting line for a floating seat.
type SeatPlace struct {
	// Position is 1 for the first in line.
	Position int
	// Since is when the program asked first.
	Since time.Time
}

// seatPoll is how often a program that waits for a seat looks whether something is due.
const seatPoll = 500 * time.Millisecond

// waitingPlace is the place of one program, from one start of its session to the next.
type waitingPlace struct {
	token string
	place *SeatPlace
}

// note reads the end of a start: a seat, or an error, which may tell a place. One of the network changes nothing.
func (waiting *waitingPlace) note(err error) {
	if err == nil || !errors.Is(err, ErrUnreachable) {
		*waiting = placeIn(err)
	}
}

// giveUp lets the next in line go ahead. If nobody answers, the place ends by itself.
func (waiting *waitingPlace) giveUp(ctx context.Context, calls *calls) {
	token := waiting.token
	*waiting = waitingPlace{}
	if token != "" {
		_ = calls.endSession(ctx, token)
	}
}

func placeIn(err error) waitingPlace {
	var refused *Error
	if !errors.As(err, &refused) || refused.Waiting == nil {
		return waitingPlace{}
	}
	return waitingPlace{refused.Waiting.Token, &SeatPlace{refused.Waiting.Position, refused.Waiting.Since}}
}

// Place is that in the waiting line for the floating seat of this program; nil while it does not wait.
func (license *License) Place() *SeatPlace {
	return license.view().place
}

// WaitForSeat waits for the floating seat of this program, in the waiting line while all are taken, and returns as soon as it has one.
// After the limit it fails with [ErrSessionsExhausted], and as the context it ends the waiting: see [License.StopWaiting].
func (license *License) WaitForSeat(ctx context.Context, limit time.Duration) error {
	end := time.Now().Add(limit)
	err := license.withSeat(ctx, func() error {
		license.seat.hasGivenUp, license.seat.failure = false, nil
		license.startSeat(ctx)
		return nil
	})
	for err == nil && license.view().seat == seatTaken && time.Now().Before(end) {
		pause(ctx, shorter(seatPoll, time.Until(end)))
		err = license.inTurn(ctx, func() error {
			if !license.seat.isWaiting() {
				license.startSeat(ctx)
			}
			return nil
		})
	}
	// Also where the context has ended.
	ending, cancel := context.WithTimeout(context.Background(), closePatience)
	defer cancel()
	given := license.withSeat(ending, func() error {
		failure := license.seat.failure
		license.seat.giveUp(ending)
		return failure
	})
	if err != nil {
		return err
	}
	return given
}

func pause(ctx context.Context, duration time.Duration) {
	timer := time.NewTimer(duration)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}

// StopWaiting gives up the place in the waiting line: the program takes no seat until [License.Activate] or [License.WaitForSeat].
func (license *License) StopWaiting(ctx context.Context) error {
	return license.withSeat(ctx, func() error {
		license.seat.giveUp(ctx)
		return nil
	})
}
