package keyward

import "time"

// Versions and days that a report has at most.
const (
	maxVersions = 100
	maxDays     = 400
)

// ledgerState is what a ledger knows: the sum of its entries. Amounts are decimal texts.
type ledgerState struct {
	// File is that of the program which holds; nil before the first one.
	File       *string `json:"file"`
	IsReleased bool    `json:"isReleased"`
	// Place is the number of the directory in its file system: a copy has another one.
	Place string `json:"place"`
	Boot  string `json:"boot"`
	// At is the latest time that was seen, in milliseconds since 1970.
	At int64 `json:"at"`
	// Seq is the number of reports that were written, and Report the newest; nil before the first one.
	Seq    int64   `json:"seq"`
	Report *string `json:"report"`
	// From is the end of the newest report or, before it, the beginning, in seconds since 1970.
	From int64 `json:"from"`
	// Used is the use of each meter in all, and Reported the part of it that the reports have.
	Used     map[string]string `json:"used"`
	Reported map[string]string `json:"reported"`
	// Starts, Refused, Versions and Days are since the newest report.
	Starts   int64    `json:"starts"`
	Refused  int64    `json:"refused"`
	Versions []string `json:"versions"`
	Days     []string `json:"days"`
}

// ledgerEntry is a line of the file of a ledger, with the time in milliseconds since 1970 and one of its other members.
type ledgerEntry struct {
	At       int64        `json:"at"`
	Start    *ledgerStart `json:"start,omitempty"`
	File     string       `json:"file,omitempty"`
	Use      string       `json:"use,omitempty"`
	Total    string       `json:"total,omitempty"`
	Refused  string       `json:"refused,omitempty"`
	Report   string       `json:"report,omitempty"`
	To       int64        `json:"to,omitempty"`
	Released bool         `json:"released,omitempty"`
	Closed   bool         `json:"closed,omitempty"`
}

type ledgerStart struct {
	Version *string `json:"version"`
}

// applied returns the state after an entry.
func (state ledgerState) applied(entry ledgerEntry) ledgerState {
	day := time.UnixMilli(entry.At).UTC().Format("2006-01-02")
	state.Days = withLast(state.Days, day, maxDays)
	if entry.At > state.At || entry.File != "" { // What is signed outweighs a clock that was ahead.
		state.At = entry.At
	}
	switch {
	case entry.Start != nil:
		state.Starts++
		if entry.Start.Version != nil {
			state.Versions = withLast(state.Versions, *entry.Start.Version, maxVersions)
		}
	case entry.File != "":
		state.File, state.IsReleased = &entry.File, false
	case entry.Use != "":
		used := map[string]string{entry.Use: entry.Total}
		for meter, total := range state.Used {
			if meter != entry.Use {
				used[meter] = total
			}
		}
		state.Used = used
	case entry.Refused != "":
		state.Refused++
	case entry.Report != "":
		state.Seq++
		state.Report, state.From, state.Reported = &entry.Report, entry.To, state.Used
		state.Starts, state.Refused, state.Days = 0, 0, []string{day}
		if count := len(state.Versions); count > 1 {
			state.Versions = state.Versions[count-1:]
		}
	case entry.Released:
		state.IsReleased = true
	}
	return state
}

// withLast returns the texts with one at their end, each once.
func withLast(texts []string, text string, most int) []string {
	kept := []string{}
	for _, other := range texts {
		if other != text {
			kept = append(kept, other)
		}
	}
	kept = append(kept, text)
	if len(kept) > most {
		kept = kept[len(kept)-most:]
	}
	return kept
}
