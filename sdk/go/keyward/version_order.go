package keyward

import (
	"math/big"
	"regexp"
	"strings"
)

var (
	preReleaseVersion = regexp.MustCompile(`(?i)^v?(\d+(?:\.\d+)*)-([\da-z][\da-z.-]*)`)
	numbers           = regexp.MustCompile(`\d+`)
	decimal           = regexp.MustCompile(`^\d+$`)
)

// isNewer orders versions by their numbers, a pre-release before its release, as SemVer 2 does.
func isNewer(version, current string) bool {
	release, preRelease := splitVersion(version)
	other, otherPreRelease := splitVersion(current)
	for index := 0; index < len(release) || index < len(other); index++ {
		if order := compareNumbers(numberAt(release, index), numberAt(other, index)); order != 0 {
			return order > 0
		}
	}
	return comparePreReleases(preRelease, otherPreRelease) > 0
}

func splitVersion(version string) (release, preRelease []string) {
	if found := preReleaseVersion.FindStringSubmatch(version); found != nil {
		return numbers.FindAllString(found[1], -1), strings.Split(found[2], ".")
	}
	plain, _, _ := strings.Cut(version, "+")
	return numbers.FindAllString(plain, -1), nil
}

func numberAt(list []string, index int) string {
	if index < len(list) {
		return list[index]
	}
	return "0"
}

func comparePreReleases(left, right []string) int {
	if len(left) == 0 || len(right) == 0 {
		return len(right) - len(left)
	}
	for index := 0; index < len(left) && index < len(right); index++ {
		if order := compareIdentifiers(left[index], right[index]); order != 0 {
			return order
		}
	}
	return len(left) - len(right)
}

func compareIdentifiers(left, right string) int {
	isNumber, isOtherNumber := decimal.MatchString(left), decimal.MatchString(right)
	switch {
	case isNumber && isOtherNumber:
		return compareNumbers(left, right)
	case isNumber:
		return -1
	case isOtherNumber:
		return 1
	}
	return strings.Compare(left, right)
}

// Numbers of any length.
func compareNumbers(left, right string) int {
	one, _ := new(big.Int).SetString(left, 10)
	other, _ := new(big.Int).SetString(right, 10)
	return one.Cmp(other)
}
