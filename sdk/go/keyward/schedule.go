package keyward

import (
	"errors"
	"time"

	"github.com/keyward/keyward/sdk/go/internal/transport"
)

// schedule says when the server is asked again.
type schedule struct {
	now       func() time.Time
	maxGrace  time.Duration
	next      time.Time
	failures  int
	postponed bool
}

// isUnanswered says whether the last attempt failed.
func (schedule *schedule) isUnanswered() bool { return schedule.failures > 0 }

func (schedule *schedule) isDue() bool { return !schedule.now().Before(schedule.next) }

// recalled: an answer from the store says when it wanted to be renewed.
func (schedule *schedule) recalled(answer *proof) {
	if answer == nil {
		schedule.reset(time.Time{})
		return
	}
	schedule.reset(schedule.renewal(answer))
}

// answered: by the duration that the server wished, because the local clock may not be the server's.
func (schedule *schedule) answered(answer *proof) {
	schedule.reset(schedule.now().Add(longer(time.Minute, schedule.renewal(answer).Sub(answer.issuedAt))))
}

// failed: at first after a minute, at last every hour, and not before the server wants to be asked again. With jitter.
func (schedule *schedule) failed(err error) {
	schedule.postponed = schedule.postponed && errors.Is(err, ErrUnreachable)
	backoff := time.Hour
	if schedule.failures < 6 {
		backoff = shorter(time.Minute<<schedule.failures, time.Hour)
	}
	schedule.failures++
	wait := longer(backoff-transport.Jitter(backoff/4), requestedWait(err, time.Hour))
	schedule.next = schedule.now().Add(wait)
}

// postpones says of an activation that has failed whether it is only postponed.
func (schedule *schedule) postpones(err error) bool {
	var failed *Error
	schedule.postponed = errors.As(err, &failed) && failed.isPostponed()
	if schedule.postponed {
		schedule.failed(err)
	}
	return schedule.postponed
}

// hurry asks at the next opportunity.
func (schedule *schedule) hurry() { schedule.next = time.Time{} }

// noticeClock lets the next answer correct a clock that is turned back. While nobody answers, attempts wait as always.
func (schedule *schedule) noticeClock(isTurnedBack bool) {
	if isTurnedBack && !schedule.isUnanswered() {
		schedule.hurry()
	}
}

// delay is the time until there is something to do, at most an hour: timers stand still while a computer sleeps. The boundaries are
// when the state changes by itself, or a seat wants to be renewed; zero for none.
func (schedule *schedule) delay(boundaries ...time.Time) time.Duration {
	next := schedule.next
	for _, boundary := range boundaries {
		if !boundary.IsZero() && boundary.Before(next) {
			next = boundary
		}
	}
	return shorter(longer(next.Sub(schedule.now()), time.Second), time.Hour)
}

func (schedule *schedule) reset(next time.Time) {
	schedule.failures = 0
	schedule.postponed = false
	schedule.next = next
}

func (schedule *schedule) renewal(answer *proof) time.Time {
	if end := heldUntil(answer, schedule.maxGrace); answer.valid && end.Before(answer.nextCheck) {
		return end
	}
	return answer.nextCheck
}

func longer(one, other time.Duration) time.Duration {
	if one > other {
		return one
	}
	return other
}

func shorter(one, other time.Duration) time.Duration {
	if one < other {
		return one
	}
	return other
}
