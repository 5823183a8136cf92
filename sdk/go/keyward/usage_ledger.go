package keyward

import (
	"crypto/ed25519"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"sort"
	"sync"
	"time"
)

// LedgerBalance is a meter or credit after a call. Amounts are decimal texts.
type LedgerBalance struct {
	Meter, Used string
	// Granted is the amount that the file grants for its whole time.
	Granted, Left string
}

// UsageLedger counts use without a connection, within what a file grants, and reports it. Goroutines may share it.
type UsageLedger struct {
	directory string
	ledger    *ledgerFile
	time      *knownTime
	key       ed25519.PrivateKey

	mutex    sync.Mutex
	file     *programFile
	isClosed bool
}

// Use draws an amount, a decimal text above 0. When it has returned, the amount is on the disk. It fails with [ErrMeterExhausted], and
// with [ErrRelayExpired] after the end of the file.
func (ledger *UsageLedger) Use(meter, amount string) (after LedgerBalance, err error) {
	err = ledger.inTurn(func() error {
		file, err := ledger.usableFile()
		if err != nil {
			return err
		}
		grant, isGranted := file.grants[meter]
		if !isGranted {
			return usageError("METER_NOT_FOUND", "The file grants nothing of "+meter)
		}
		drawn := amountIn(amount, grant.decimals)
		if drawn == nil || drawn.parts.Sign() == 0 {
			return usageError("INVALID_REQUEST", fmt.Sprintf("The amount must be above 0, with at most %d decimals", grant.decimals))
		}
		after, err = ledger.draw(meter, grant, drawn.parts)
		return err
	})
	return after, err
}

// UseFeature draws the credits that uses of a feature cost by the rates in the file. It fails as Use does, and with the code
// METER_NOT_FOUND for a feature without a rate.
func (ledger *UsageLedger) UseFeature(feature string, amount int64) (after LedgerBalance, err error) {
	err = ledger.inTurn(func() error {
		file, err := ledger.usableFile()
		if err != nil {
			return err
		}
		rate, isKnown := file.rateOf(feature, ledger.time.instant())
		if !isKnown {
			return usageError("METER_NOT_FOUND", "The file has no rate for "+feature)
		}
		if amount <= 0 {
			return usageError("INVALID_REQUEST", "The amount must be above 0")
		}
		cost := new(big.Int).Mul(rate.cost.parts, big.NewInt(amount))
		after, err = ledger.draw(rate.credit, file.grants[rate.credit], cost)
		return err
	})
	return after, err
}

// Balances are those of all meters in the file, by their codes.
func (ledger *UsageLedger) Balances() []LedgerBalance {
	ledger.mutex.Lock()
	defer ledger.mutex.Unlock()
	balances := []LedgerBalance{}
	if ledger.file != nil {
		for meter, grant := range ledger.file.grants {
			balances = append(balances, ledger.balanceOf(meter, grant))
		}
	}
	sort.Slice(balances, func(one, other int) bool { return balances[one].Meter < balances[other].Meter })
	return balances
}

// Report is the signed report of the use since the last one, for the vendor. The directory keeps it as report-<number>.jws.
func (ledger *UsageLedger) Report() (report string, err error) {
	err = ledger.inTurn(func() error {
		report, err = ledger.write()
		return err
	})
	return report, err
}

// Code writes the next report, and returns the code of its few numbers, which can be read over the telephone.
func (ledger *UsageLedger) Code() (code string, err error) {
	err = ledger.inTurn(func() error {
		report, err := ledger.write()
		if err == nil {
			code, err = reportCode(report, ledger.file)
		}
		return err
	})
	return code, err
}

// Request is the code with which the vendor issues a file for the key of this directory.
func (ledger *UsageLedger) Request(name string) (string, error) { return requestCode(ledger.key, name) }

// Release draws nothing more, and returns the code with which the vendor takes back what is left.
func (ledger *UsageLedger) Release() (code string, err error) {
	err = ledger.inTurn(func() error {
		file, err := ledger.knownFile()
		if err == nil && !ledger.ledger.state.IsReleased {
			err = ledger.append(ledgerEntry{Released: true})
		}
		if err == nil {
			code = releaseCodeOf(file, ledger.key)
		}
		return err
	})
	return code, err
}

// Close lets another process open it.
func (ledger *UsageLedger) Close() error {
	return ledger.inTurn(func() error {
		ledger.isClosed = true
		return ledger.ledger.close(ledger.time.instant().UnixMilli())
	})
}

func (ledger *UsageLedger) draw(meter string, grant decimalAmount, parts *big.Int) (LedgerBalance, error) {
	total := decimalAmount{new(big.Int).Add(ledger.usedOf(meter), parts), grant.decimals}
	if total.parts.Cmp(grant.parts) > 0 {
		if err := ledger.append(ledgerEntry{Refused: meter}); err != nil {
			return LedgerBalance{}, err
		}
		left := ledger.balanceOf(meter, grant).Left
		return LedgerBalance{}, usageError("METER_EXHAUSTED", "Only "+left+" of "+meter+" is left")
	}
	if err := ledger.append(ledgerEntry{Use: meter, Total: total.text()}); err != nil {
		return LedgerBalance{}, err
	}
	return ledger.balanceOf(meter, grant), nil
}

func (ledger *UsageLedger) write() (string, error) {
	state := ledger.ledger.state
	to := ledger.time.instant().Unix()
	if to < state.From {
		to = state.From
	}
	if state.Report != nil && to == state.From {
		return *state.Report, nil
	}
	file, err := ledger.knownFile()
	if err != nil {
		return "", err
	}
	report, err := nextReport(state, file, to).signed(file, ledger.key)
	if err == nil {
		err = ledger.append(ledgerEntry{Report: report, To: to})
	}
	return report, errorOf(err, ledger.keepReport())
}

// keepReport: a process may have ended between the entry and the file.
func (ledger *UsageLedger) keepReport() error {
	state := ledger.ledger.state
	if state.Report == nil {
		return nil
	}
	path := filepath.Join(ledger.directory, fmt.Sprintf("report-%06d.jws", state.Seq))
	return os.WriteFile(path, []byte(*state.Report+"\n"), 0o600)
}

func (ledger *UsageLedger) usableFile() (*programFile, error) {
	file, err := ledger.knownFile()
	if err != nil {
		return nil, err
	}
	if ledger.ledger.state.IsReleased {
		return nil, usageError("LICENSE_FILE_RELEASED", "The amounts of this file were given back")
	}
	end := file.endsAt.Add(time.Second)
	now, isTurnedBack := ledger.time.now()
	switch {
	case now.Before(end):
		return file, nil
	case isTurnedBack && ledger.time.reading().Before(end):
		return nil, usageError("CLOCK_WAS_AHEAD", "The clock was ahead once, or is behind now: correct it, and take a renewed file")
	}
	return nil, usageError("RELAY_EXPIRED", "The file has ended: take a renewed one")
}

func (ledger *UsageLedger) knownFile() (*programFile, error) {
	if ledger.file == nil {
		return nil, usageError("LICENSE_FILE_MISSING", "The ledger has no file yet")
	}
	return ledger.file, nil
}

func (ledger *UsageLedger) usedOf(meter string) *big.Int {
	if used := amountIn(ledger.ledger.state.Used[meter], maxDecimals); used != nil {
		return used.parts
	}
	return new(big.Int)
}

func (ledger *UsageLedger) balanceOf(meter string, grant decimalAmount) LedgerBalance {
	used := decimalAmount{ledger.usedOf(meter), grant.decimals}
	left := decimalAmount{new(big.Int).Sub(grant.parts, used.parts), grant.decimals}
	return LedgerBalance{meter, used.text(), grant.text(), left.text()}
}

func (ledger *UsageLedger) append(entry ledgerEntry) error {
	entry.At = ledger.time.instant().UnixMilli()
	return ledger.ledger.append(entry)
}

func (ledger *UsageLedger) inTurn(work func() error) error {
	ledger.mutex.Lock()
	defer ledger.mutex.Unlock()
	if ledger.isClosed {
		return usageError("LICENSE_CLOSED", "The ledger is closed")
	}
	return work()
}
