package keyward

import (
	"sync"
	"time"
)

// idleClock knows when the user of a program was active last, if the program tells. Any goroutine may tell it.
type idleClock struct {
	mutex    sync.Mutex
	activeAt time.Time
	isIdle   bool
	// wantsSeat: the user has come back.
	wantsSeat bool
}

// note returns whether the program wants a seat again at once.
func (clock *idleClock) note(now time.Time) bool {
	clock.mutex.Lock()
	defer clock.mutex.Unlock()
	clock.wantsSeat = clock.wantsSeat || clock.isIdle
	clock.activeAt, clock.isIdle = now, false
	return clock.wantsSeat
}

// ended says that the server has ended the session because the user was idle.
func (clock *idleClock) ended(isIdle bool) {
	clock.mutex.Lock()
	defer clock.mutex.Unlock()
	clock.isIdle, clock.wantsSeat = isIdle, false
}

func (clock *idleClock) isBack() bool {
	clock.mutex.Lock()
	defer clock.mutex.Unlock()
	return clock.wantsSeat
}

func (clock *idleClock) rests() bool {
	clock.mutex.Lock()
	defer clock.mutex.Unlock()
	return clock.isIdle
}

// seconds since the last activity; nil if none was told.
func (clock *idleClock) seconds(now time.Time) *int {
	clock.mutex.Lock()
	defer clock.mutex.Unlock()
	if clock.activeAt.IsZero() {
		return nil
	}
	idle := int(longer(now.Sub(clock.activeAt), 0) / time.Second)
	return &idle
}

// Active tells that the user is active, as at each key or click; it returns at once. From the first call on, the server is told how long
// the user is idle, and may take the seat back after idle_timeout of the policy (SESSION_IDLE); the next call takes another one.
func (license *License) Active() {
	if license.seat.idle.note(license.time.instant()) {
		select {
		case license.nudge <- struct{}{}:
		default:
		}
	}
}
