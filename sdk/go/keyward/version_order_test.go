package keyward

import "testing"

func TestOrderOfVersions(t *testing.T) {
	ascending := []string{
		"0.9", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta.2", "1.0.0-beta.11", "v1.0.0-rc.1", "1.0.0+build.7", "1.0.1",
		"1.9", "1.10", "2027-01-31", "99999999999999999999999.0",
	}
	for older := range ascending {
		for newer := range ascending {
			if isNewer(ascending[newer], ascending[older]) != (newer > older) {
				t.Errorf("%s is newer than %s: %v", ascending[newer], ascending[older], newer <= older)
			}
		}
	}
	if isNewer("v1.2", "1.2.0") || isNewer("1.2.0", "v1.2") {
		t.Error("1.2 and 1.2.0 are the same version")
	}
}

func FuzzOrderOfVersions(f *testing.F) {
	f.Add("1.0.0-rc.1", "1.0.0")
	f.Add("", "v-")
	f.Add("1..2-", "١.٢")
	f.Fuzz(func(t *testing.T, one, other string) {
		if isNewer(one, other) && isNewer(other, one) {
			t.Errorf("%q and %q are newer than each other", one, other)
		}
	})
}
