package keyward

import (
	"sync"
	"time"
)

// Clocks are corrected by minutes every day, and by nobody by hours.
const clockTolerance = time.Hour

// knownTime is the time as far as it can be known: it never runs backwards, whatever the local clock does.
type knownTime struct {
	clock func() time.Time

	mutex       sync.Mutex
	lastReading time.Time
	latest      time.Time
	// correction is what the local clock lacked at the last contact. It is not stored: in an edited store it would hold the time back.
	correction time.Duration
}

func newKnownTime(clock func() time.Time, latestSeen time.Time) *knownTime {
	known := &knownTime{clock: clock, lastReading: clock(), latest: latestSeen}
	known.now()
	return known
}

// now also says whether the local clock is more than an hour behind the latest time that was seen.
func (known *knownTime) now() (now time.Time, turnedBack bool) {
	known.mutex.Lock()
	defer known.mutex.Unlock()
	return known.advance()
}

func (known *knownTime) advance() (now time.Time, turnedBack bool) {
	reading := known.clock()
	elapsed := reading.Sub(known.lastReading)
	known.lastReading = reading
	corrected := reading.Add(known.correction)
	turnedBack = corrected.Before(known.latest.Add(-clockTolerance))
	switch {
	case turnedBack && elapsed > 0:
		known.latest = known.latest.Add(elapsed)
	case !turnedBack && corrected.After(known.latest):
		known.latest = corrected
	}
	return known.latest, turnedBack
}

func (known *knownTime) instant() time.Time {
	now, _ := known.now()
	return now
}

func (known *knownTime) isTurnedBack() bool {
	_, turnedBack := known.now()
	return turnedBack
}

// reading is the local clock, with what it lacked at the last contact.
func (known *knownTime) reading() time.Time {
	known.mutex.Lock()
	defer known.mutex.Unlock()
	return known.clock().Add(known.correction)
}

// sawAtLeast: something signed at this instant exists.
func (known *knownTime) sawAtLeast(instant time.Time) {
	known.mutex.Lock()
	defer known.mutex.Unlock()
	if instant.After(known.latest) {
		known.latest = instant
	}
}

// sawNew: something signed at this instant is newer than all that was signed before. It outweighs a local clock that was ahead once:
// that clock was wrong, or what is signed would not be new. As long as nobody turned the clock that showed requestedAt when the program
// requested it, no more time has passed since the instant than since the request, even if the clock is wrong.
func (known *knownTime) sawNew(instant time.Time, requestedAt *time.Time) {
	known.mutex.Lock()
	defer known.mutex.Unlock()
	local := known.clock()
	latest := local.Add(known.correction)
	if requestedAt != nil && !local.Before(*requestedAt) {
		if since := instant.Add(local.Sub(*requestedAt)); since.Before(latest) {
			latest = since
		}
	}
	if instant.After(latest) {
		latest = instant
	}
	if now, _ := known.advance(); latest.Before(now) {
		known.trust(latest)
	}
}

// trustTime: the server said what time it is, in answer to a call that only it could answer.
func (known *knownTime) trustTime(instant time.Time) {
	known.mutex.Lock()
	defer known.mutex.Unlock()
	known.trust(instant)
}

func (known *knownTime) trust(instant time.Time) {
	known.lastReading = known.clock()
	known.correction = instant.Sub(known.lastReading)
	known.latest = instant
}
