package keyward

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/keyward/keyward/sdk/go/internal/transport"
)

const (
	withoutKey    = time.Minute
	closePatience = 3 * time.Second
)

// view is what is known outside of turns.
type view struct {
	knowledge
	leaseEndsAt time.Time
	place       *SeatPlace
	delay       time.Duration
}

// State is what the program may do now.
func (license *License) State() State {
	return license.view().at(license.time)
}

// Wake does what is due. The goroutine of the license calls it; a program with Manual calls it now and then.
func (license *License) Wake(ctx context.Context) State {
	license.report(license.inTurn(ctx, func() error {
		license.wake(ctx)
		return nil
	}))
	return license.State()
}

func (license *License) open(ctx context.Context, isNewDevice bool) {
	license.turn <- struct{}{}
	if isNewDevice {
		// An offline request of the first start holds at the next one, too.
		license.save()
	}
	license.schedule.noticeClock(license.time.isTurnedBack())
	if license.options.Floating && license.withoutSeat().Usable() {
		license.startSeat(ctx)
	} else if license.memory.licenseKey != "" && (!license.look().at(license.time).Usable() || license.schedule.isDue()) {
		license.check(ctx)
	}
	opened := license.look().at(license.time)
	license.announced = &opened
	license.endTurn()
	if !license.options.Manual {
		go license.run()
	}
}

// Changes of the license take turns.
func (license *License) inTurn(ctx context.Context, work func() error) error {
	if license.closed() {
		return usageError("LICENSE_CLOSED", "The license was closed")
	}
	select {
	case license.turn <- struct{}{}:
	case <-ctx.Done():
		return &Error{Code: transport.Canceled, Message: "The call was canceled", Err: ctx.Err()}
	}
	defer license.endTurn()
	if license.closed() {
		return usageError("LICENSE_CLOSED", "The license was closed")
	}
	return work()
}

func (license *License) endTurn() {
	seen := license.look()
	license.mutex.Lock()
	license.shown = seen
	license.mutex.Unlock()
	<-license.turn
	license.announce()
	select {
	case license.nudge <- struct{}{}:
	default:
	}
}

func (license *License) run() {
	for {
		timer := time.NewTimer(license.view().delay)
		select {
		case <-license.background.Done():
			timer.Stop()
			return
		case <-license.nudge:
			timer.Stop()
			if license.seat.idle.isBack() {
				_ = license.inTurn(license.background, func() error { license.wake(license.background); return nil })
			}
		case <-timer.C:
			_ = license.inTurn(license.background, func() error { license.wake(license.background); return nil })
		}
	}
}

func (license *License) wake(ctx context.Context) {
	license.adoptStored()
	license.schedule.noticeClock(license.time.isTurnedBack())
	if license.seat.isDue() {
		license.renewSeat(ctx)
	}
	if license.memory.licenseKey != "" && license.schedule.isDue() {
		license.check(ctx)
		return
	}
	if !license.seat.isWaiting() {
		license.startSeat(ctx)
	}
	license.save()
}

func (license *License) check(ctx context.Context) {
	key := license.memory.licenseKey
	if key == "" {
		return
	}
	answer, err := license.ask(ctx, key)
	if err != nil {
		license.schedule.failed(err)
		license.report(err)
		license.save()
		return
	}
	license.accept(ctx, key, answer)
}

func (license *License) ask(ctx context.Context, key string) (*proof, error) {
	if license.schedule.postponed {
		return license.server.activate(ctx, key)
	}
	answer, err := license.server.validate(ctx, key, license.memory.license(), license.memory.file)
	if err == nil {
		err = checkLender(license.seat.held(), answer)
	}
	return answer, err
}

func (license *License) accept(ctx context.Context, key string, answer *proof) {
	if key != license.memory.licenseKey {
		// It holds a seat of another license.
		license.endSeat(ctx)
	}
	// The clock of a relay is its customer's: it sets no clock back.
	if answer.relay == nil || answer.issuedAt.After(license.time.instant()) {
		license.time.trustTime(answer.issuedAt)
	}
	license.memory.remember(key, answer)
	license.schedule.answered(answer)
	license.setLastError(nil)
	license.memory.verifyAgain()
	license.startSeat(ctx)
	license.save()
}

func (license *License) startSeat(ctx context.Context) {
	switch {
	case !license.options.Floating, license.seat.hasGivenUp:
	case !license.withoutSeat().Usable():
		license.seat.stopWaiting()
	default:
		license.report(license.seat.start(ctx))
	}
}

func (license *License) renewSeat(ctx context.Context) {
	err := license.seat.renew(ctx)
	// Nobody has to answer while the seat is borrowed.
	if !license.seat.isBorrowed() || !errors.Is(err, ErrUnreachable) {
		license.report(err)
	}
	if err == nil && (!license.seat.lease.valid || license.schedule.isUnanswered()) {
		license.schedule.hurry()
	}
}

func (license *License) endSeat(ctx context.Context) {
	license.report(license.seat.end(ctx))
}

func (license *License) forget() {
	license.memory.forget()
	license.stored(license.memory.replace(license.time.instant()))
}

func (license *License) save() {
	license.stored(license.memory.save(license.time.instant()))
}

func (license *License) stored(err error) {
	if err == nil {
		return
	}
	license.report(err)
	license.warn(Warning{"STORE_NOT_WRITABLE", fmt.Sprintf("The license is not remembered in %v: %v", license.options.Store, err)}, true)
}

func (license *License) adoptStored() {
	before := license.memory.answer
	license.report(license.memory.refresh())
	if answer := license.memory.answer; answer != nil && answer != before {
		license.time.sawAtLeast(answer.issuedAt)
		license.schedule.recalled(answer)
	}
}

// look shows what is known now. Only whoever has the turn may look.
func (license *License) look() view {
	seen := view{knowledge: knowledge{
		licenseKey: license.memory.licenseKey,
		answer:     license.memory.answer, file: license.memory.file, borrowed: license.memory.borrowed,
		unanswered: license.schedule.isUnanswered(), postponed: license.schedule.postponed,
		maxGrace: license.schedule.maxGrace,
	}}
	if lease := license.seat.lease; license.options.Floating {
		seen.seat = seatNever
		switch {
		case lease != nil:
			seen.seat, seen.leaseEndsAt = seatHeld, lease.endsAt
		case license.seat.attempts > 0 || license.seat.hasGivenUp:
			seen.seat = seatTaken
		}
	}
	seen.place = license.seat.waiting.place
	seen.delay = license.delayAfter(seen)
	return seen
}

func (license *License) delayAfter(seen view) time.Duration {
	if seen.licenseKey == "" {
		return withoutKey
	}
	until := seen.at(license.time).Until
	if !until.IsZero() {
		until = until.Add(time.Second)
	}
	return license.schedule.delay(until, license.seat.dueAt())
}

func (license *License) withoutSeat() State {
	seen := license.look()
	seen.seat = noSeatNeeded
	return seen.at(license.time)
}

func (seen view) at(clock *knownTime) State {
	known := seen.knowledge
	known.now, known.turnedBack = clock.now()
	if known.seat == seatHeld && !known.now.Before(seen.leaseEndsAt) {
		known.seat = seatLost
	}
	return known.state()
}

func (license *License) view() view {
	license.mutex.Lock()
	defer license.mutex.Unlock()
	return license.shown
}
