package keyward

import (
	"context"
	"errors"
	"math"
	"net/http"
	"time"

	"github.com/keyward/keyward/sdk/go/internal/transport"
)

const (
	shortestInterval = 5 * time.Second
	// Without heartbeats, the server takes a borrowed seat for one whose program does not run.
	borrowedInterval = 30 * time.Second
	borrowedPause    = 10 * time.Minute
	retryInterval    = time.Minute
	firstRetry       = 10 * time.Second
	longestSeatWait  = 5 * time.Minute
)

// seat of a running program on a floating license. It renews itself when asked to, and takes another seat if its own was lost.
type seat struct {
	server *server
	memory *memory
	now    func() time.Time

	lock *sessionLock
	// onBorrowed: the lock is that of the borrowed seat.
	onBorrowed bool
	lease      *lease
	// next is when there is something to do; zero for never.
	next time.Time
	// attempts while all seats are taken.
	attempts int
	waiting  waitingPlace
	// failure of the last start; nil after one that succeeded.
	failure error
	// hasGivenUp: the program does not want to wait any more.
	hasGivenUp bool
	idle       idleClock
	// isGone: the server has ended the session, and knows its token no more.
	isGone bool
}

func (seat *seat) isDue() bool {
	return seat.lease != nil && !seat.idle.rests() && !seat.now().Before(seat.dueAt())
}

// dueAt is when there is something to do; zero for never. A user who is back wants a seat at once.
func (seat *seat) dueAt() time.Time {
	switch {
	case seat.idle.rests():
		return time.Time{}
	case seat.idle.isBack():
		return seat.now()
	}
	return seat.next
}

// isWaiting says whether a start failed, and is not to be repeated yet.
func (seat *seat) isWaiting() bool { return seat.lease == nil && seat.now().Before(seat.next) }

// start takes a seat, or goes on with the borrowed one without asking anybody.
func (seat *seat) start(ctx context.Context) error {
	if seat.lease != nil || seat.resume() {
		return nil
	}
	seat.endLeft(ctx)
	started, err := seat.begin(ctx)
	if err != nil {
		seat.wait(err)
		return err
	}
	seat.take(started)
	return nil
}

// renew: the server forgets a session when its lease ends, as while a computer sleeps.
func (seat *seat) renew(ctx context.Context) error {
	renewed, err := seat.renewed(ctx)
	if err != nil {
		seat.plan(err)
		return err
	}
	seat.take(renewed)
	return nil
}

func (seat *seat) renewed(ctx context.Context) (*lease, error) {
	if seat.isGone {
		seat.idle.ended(false)
		return seat.begin(ctx)
	}
	renewed, err := seat.server.renewSession(ctx, seat.memory.licenseKey, seat.lease, nil, seat.idle.seconds(seat.now()))
	isIdle := errors.Is(err, ErrSessionIdle)
	isTakenBack := isIdle || errors.Is(err, ErrSessionTakenBack)
	seat.idle.ended(isIdle)
	if !isTakenBack && !isUnknownSession(err) {
		return renewed, err
	}
	if seat.holdsBorrowed() {
		seat.memory.giveUpBorrowed()
	}
	if isTakenBack {
		seat.isGone = true
		lost := *seat.lease
		lost.endsAt = time.Time{}
		seat.lease = &lost
		return nil, err
	}
	return seat.begin(ctx)
}

// begin asks for a seat, with the place in the waiting line that the program has.
func (seat *seat) begin(ctx context.Context) (*lease, error) {
	started, err := seat.server.startSession(ctx, seat.memory.licenseKey, seat.memory.license(), seat.waiting.token)
	seat.waiting.note(err)
	seat.failure = err
	return started, err
}

// giveUp frees the place in the waiting line, and takes no seat any more.
func (seat *seat) giveUp(ctx context.Context) {
	seat.hasGivenUp = seat.hasGivenUp || (seat.lease == nil && seat.attempts > 0)
	seat.stopWaiting()
	seat.waiting.giveUp(ctx, seat.server.calls)
}

// borrow keeps the seat for days without the server; 0 days return it.
func (seat *seat) borrow(ctx context.Context, days int) error {
	had := seat.onBorrowed
	if days > 0 && !seat.moveToBorrowed() {
		return usageError("SEAT_BORROWED", "Another running copy of this program has borrowed a seat with this store")
	}
	err := seat.start(ctx)
	var changed *lease
	if err == nil {
		changed, err = seat.server.renewSession(ctx, seat.memory.licenseKey, seat.lease, &days, nil)
	}
	if err == nil {
		seat.take(changed)
		return nil
	}
	if !had && seat.lease == nil {
		seat.unlock()
	} else if !seat.holdsBorrowed() {
		seat.moveToOwn()
	}
	return err
}

// holdsBorrowed says whether this program runs on the seat that was borrowed.
func (seat *seat) holdsBorrowed() bool {
	borrowed := seat.memory.borrowed
	return borrowed != nil && seat.lease != nil && seat.lease.session == borrowed.session
}

// stopWaiting: the license does not allow the program to run, with or without a seat.
func (seat *seat) stopWaiting() {
	if seat.lease == nil {
		seat.attempts, seat.next = 0, time.Time{}
	}
}

// end frees the seat. If nobody answers, it is free when its lease ends, or with the next start.
func (seat *seat) end(ctx context.Context) error {
	held, isBorrowed := seat.lease, seat.holdsBorrowed()
	seat.lease = nil
	seat.stopWaiting()
	seat.waiting.giveUp(ctx, seat.server.calls)
	defer seat.unlock()
	if held == nil {
		return nil
	}
	if err := seat.server.calls.endSession(ctx, held.token); err != nil {
		return err
	}
	seat.lock.keep("")
	if isBorrowed {
		seat.memory.giveUpBorrowed()
	}
	return nil
}

// leave ends an ordinary seat with the program, and keeps a borrowed one.
func (seat *seat) leave(ctx context.Context) error {
	if !seat.holdsBorrowed() {
		return seat.end(ctx)
	}
	seat.lease = nil
	seat.unlock()
	return nil
}

func (seat *seat) resume() bool {
	if seat.held() == nil || !seat.moveToBorrowed() {
		return false
	}
	// The process that had the lock may have returned the seat. A store that cannot be read tells nothing.
	_ = seat.memory.refresh()
	borrowed := seat.held()
	if borrowed == nil {
		seat.moveToOwn()
		return false
	}
	seat.attempts = 0
	seat.lease = &lease{proof: borrowed, token: seat.memory.borrowedToken, endsAt: borrowed.borrowedUntil}
	seat.plan(nil)
	return true
}

// held is what was signed about the seat that is borrowed now; nil without one.
func (seat *seat) held() *proof {
	if borrowed := seat.memory.borrowed; borrowed != nil && seat.now().Before(borrowed.borrowedUntil.Add(time.Second)) {
		return borrowed
	}
	return nil
}

// endLeft gives back the seat of a program that crashed. If nobody answers, the next start tries again.
func (seat *seat) endLeft(ctx context.Context) {
	seat.moveToOwn()
	if seat.lock == nil || seat.onBorrowed {
		return
	}
	if left := seat.lock.left(); left != "" {
		if err := seat.server.calls.endSession(ctx, left); err == nil || isUnknownSession(err) {
			seat.lock.keep("")
		}
	}
}

func (seat *seat) take(taken *lease) {
	seat.attempts, seat.isGone = 0, false
	seat.lease = taken
	seat.memory.rememberSession(taken.proof, taken.token)
	if taken.borrowedUntil.IsZero() {
		seat.moveToOwn()
	} else {
		seat.moveToBorrowed()
	}
	seat.plan(nil)
}

// moveToBorrowed returns false if a living process runs on the borrowed seat. A store without locks has it free.
func (seat *seat) moveToBorrowed() bool {
	files, hasLocks := seat.memory.store.(fileStore)
	if seat.onBorrowed || !hasLocks {
		return true
	}
	lock, isTaken := files.lockSession(borrowedSlot)
	if isTaken {
		return false
	}
	if seat.lock != nil {
		seat.lock.keep("")
		seat.unlock()
	}
	seat.lock, seat.onBorrowed = lock, lock != nil
	return true
}

// moveToOwn keeps the token of an ordinary seat in a slot of this process.
func (seat *seat) moveToOwn() {
	if files, hasLocks := seat.memory.store.(fileStore); hasLocks && (seat.lock == nil || seat.onBorrowed) {
		seat.unlock()
		seat.lock = files.lockAnySession()
	}
	if seat.lease != nil {
		seat.lock.keep(seat.lease.token)
	}
}

func (seat *seat) unlock() {
	seat.lock.unlock()
	seat.lock, seat.onBorrowed = nil, false
}

// isBorrowed says whether the seat needs no server now.
func (seat *seat) isBorrowed() bool {
	return seat.lease != nil && seat.now().Before(seat.lease.borrowedUntil.Add(time.Second))
}

// While all are taken, after 10 seconds at first; later, and after another failure, every minute. Not before the server wants to be asked
// again. With jitter.
func (seat *seat) wait(err error) {
	backoff := retryInterval
	if errors.Is(err, ErrSessionsExhausted) {
		backoff = shorter(seat.growing(firstRetry), backoff)
		seat.attempts++
	}
	seat.next = seat.now().Add(longer(backoff-transport.Jitter(backoff/4), requestedWait(err, longestSeatWait)))
}

// growing: a place in the waiting line has to be kept.
func (seat *seat) growing(first time.Duration) time.Duration {
	if seat.waiting.place != nil {
		return first
	}
	return time.Duration(float64(first) * math.Pow(1.5, math.Min(float64(seat.attempts), 10)))
}

// A third of the lease, so that one lost call does no harm; a minute once the seat is lost. Not before the server wants to be asked
// again.
func (seat *seat) plan(err error) {
	interval := retryInterval
	if seat.waiting.place != nil {
		interval = firstRetry
	}
	if seat.now().Before(seat.lease.endsAt) {
		interval = longer(shortestInterval, seat.lease.endsAt.Sub(seat.lease.issuedAt)/3)
	}
	if seat.isBorrowed() {
		interval = shorter(interval, borrowedInterval)
		if err != nil {
			interval = borrowedPause
		}
	}
	seat.next = seat.now().Add(longer(interval, requestedWait(err, longestSeatWait)))
}

// lender is the relay that has lent the seat; empty for the vendor's server, and for a seat that is not borrowed.
func (held *lease) lender() string {
	if held.relay == nil || held.borrowedUntil.IsZero() {
		return ""
	}
	return held.relay.ID
}

func isUnknownSession(err error) bool {
	var failed *Error
	return errors.As(err, &failed) && failed.Status == http.StatusNotFound && failed.Code != transport.PathNotFound
}
