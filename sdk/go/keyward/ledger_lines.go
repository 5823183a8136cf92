package keyward

import (
	"encoding/json"
	"os"
	"runtime"
	"sort"
	"strconv"
	"strings"
)

// ledgerOwner is the process that has a ledger open. Started tells it from a later one with its id; nil where the system does not say.
type ledgerOwner struct {
	PID     int     `json:"pid"`
	Started *string `json:"started"`
	Host    string  `json:"host"`
}

type ledgerLines struct {
	owner    ledgerOwner
	state    *ledgerState
	isClosed bool
}

func ledgersIn(directory string) ([]int, error) {
	entries, err := os.ReadDir(directory)
	numbers := []int{}
	for _, entry := range entries {
		if name := ledgerName.FindStringSubmatch(entry.Name()); name != nil {
			number, _ := strconv.Atoi(name[1])
			numbers = append(numbers, number)
		}
	}
	sort.Ints(numbers)
	return numbers, err
}

func refuseInUse(directory string, number int) error {
	lines, err := ledgerLinesOf(directory, number)
	if err != nil || lines == nil || lines.isClosed {
		return err
	}
	owner := lines.owner
	if host, _ := os.Hostname(); owner.Host != host {
		return nil
	}
	openLedgers.Lock()
	isOurs := openLedgers.directories[directory]
	openLedgers.Unlock()
	started := startOf(owner.PID)
	isAlive := owner.PID > 0 && isRunning(owner.PID)
	if owner.Started != nil && started != nil {
		isAlive = isAlive && *owner.Started == *started
	} else if owner.PID == os.Getpid() {
		isAlive = isOurs
	}
	if isAlive {
		return ledgerInUse(directory)
	}
	return nil
}

// newestLedgerState is that of the newest file that has one: a process may have ended before it wrote its first line.
func newestLedgerState(directory string, numbers []int) (*ledgerState, error) {
	for index := len(numbers) - 1; index >= 0; index-- {
		lines, err := ledgerLinesOf(directory, numbers[index])
		if err != nil || (lines != nil && lines.state != nil) {
			return lines.newest(), err
		}
	}
	return nil, nil
}

func (lines *ledgerLines) newest() *ledgerState {
	if lines == nil {
		return nil
	}
	return lines.state
}

// ledgerLinesOf reads a file; nil if there is none, or nothing in it. A line without its end was never answered.
func ledgerLinesOf(directory string, number int) (*ledgerLines, error) {
	text, err := os.ReadFile(ledgerPath(directory, number))
	if isMissing(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	lines := strings.Split(string(text), "\n")
	var read *ledgerLines
	for index, line := range lines[:len(lines)-1] {
		var one struct {
			Owner ledgerOwner  `json:"owner"`
			State *ledgerState `json:"state"`
			ledgerEntry
		}
		if err := json.Unmarshal([]byte(line), &one); err != nil {
			return nil, &Error{Code: "LEDGER_DAMAGED", Message: "A file of the ledger in " + directory + " is damaged", Err: err}
		}
		switch {
		case index == 0:
			read = &ledgerLines{owner: one.Owner}
		case index == 1:
			read.state = one.State
		case read.state != nil:
			after := read.state.applied(one.ledgerEntry)
			read.state, read.isClosed = &after, one.Closed
		}
	}
	return read, nil
}

// startOf is when a process started, as Linux tells it; nil elsewhere.
func startOf(pid int) *string {
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil || runtime.GOOS != "linux" {
		return nil
	}
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	if len(fields) < 20 {
		return nil
	}
	return &fields[19]
}
