package keyward

import (
	"testing"
	"time"
)

func TestTimeNeverRunsBackwards(t *testing.T) {
	local := time.Unix(1_000_000, 0)
	known := newKnownTime(func() time.Time { return local }, time.Time{})
	local = local.Add(-30 * time.Minute)
	if now, turnedBack := known.now(); turnedBack || !now.Equal(time.Unix(1_000_000, 0)) {
		t.Errorf("a clock that is corrected by minutes gives %v, turned back: %v", now, turnedBack)
	}
	local = local.Add(-time.Hour)
	if _, turnedBack := known.now(); !turnedBack {
		t.Error("a clock that is turned back by more than an hour is not noticed")
	}
	local = local.Add(time.Minute)
	if now := known.instant(); !now.Equal(time.Unix(1_000_000, 0).Add(time.Minute)) {
		t.Errorf("a minute on a clock that was turned back leads to %v", now)
	}
	known.trustTime(time.Unix(2_000_000, 0))
	local = local.Add(time.Second)
	if now, turnedBack := known.now(); turnedBack || !now.Equal(time.Unix(2_000_001, 0)) {
		t.Errorf("after the server has told the time, it is %v, turned back: %v", now, turnedBack)
	}
}
