package keyward

import (
	"time"

	"github.com/keyward/keyward/sdk/go/internal/signed"
)

// LedgerOptions are those of [OpenUsageLedger].
type LedgerOptions struct {
	// Product is its reference.
	Product string
	// Keys are public keys of the license server, as for [Open].
	Keys []string
	// Directory of the ledger, for one process at a time. It is made at need, readable by its owner alone.
	Directory string
	// File is the text of the file that the license server issued. The directory keeps it: a later start needs none, and a renewal
	// replaces it.
	File string
	// Version of the program, for the report.
	Version string
	// Now replaces the local clock.
	Now func() time.Time
}

// OpenUsageLedger opens the ledger of a program without a connection, which draws amounts of meters from a file and reports what it
// used. It fails with [ErrLedgerInUse] while another process has it open, and with the code LICENSE_FILE_… for a file that is not for
// this program.
func OpenUsageLedger(options LedgerOptions) (*UsageLedger, error) {
	keys, err := signed.NewTrustedKeys(options.Keys, nil)
	if err != nil {
		return nil, invalidOption("Keys: " + err.Error())
	}
	clock := options.Now
	if clock == nil {
		clock = time.Now
	}
	var given *programFile
	if options.File != "" {
		if given, err = readProgramFile(options.File, keys, options.Product); err != nil {
			return nil, err
		}
	}
	file, err := openLedgerFile(options.Directory, clock())
	if err != nil {
		return nil, err
	}
	ledger := &UsageLedger{directory: options.Directory, ledger: file, time: newKnownTime(clock, time.UnixMilli(file.state.At))}
	if err := ledger.begin(given, keys, options); err != nil {
		_ = file.close(clock().UnixMilli())
		return nil, err
	}
	return ledger, nil
}

// begin takes a file that is newer than the one before, and counts a start.
func (ledger *UsageLedger) begin(given *programFile, keys *signed.TrustedKeys, options LedgerOptions) (err error) {
	if stored := ledger.ledger.state.File; stored != nil {
		if ledger.file, err = readProgramFile(*stored, keys, options.Product); err != nil {
			return err
		}
		ledger.time.sawAtLeast(ledger.file.issuedAt)
	}
	made := ""
	if given != nil && ledger.file == nil {
		made = given.privateKey
	}
	if ledger.key, err = programKey(ledger.directory, made); err != nil {
		return err
	}
	if given != nil {
		if err := ledger.take(given); err != nil {
			return err
		}
	}
	start := &ledgerStart{}
	if options.Version != "" {
		start.Version = &options.Version
	}
	if err := ledger.append(ledgerEntry{Start: start}); err != nil {
		return err
	}
	return ledger.keepReport()
}

func (ledger *UsageLedger) take(given *programFile) error {
	if given.x != publicKeyOf(ledger.key) || (ledger.file != nil && ledger.file.id != given.id) {
		return usageError("LICENSE_FILE_OTHER_DEVICE", "The file is for another program")
	}
	if ledger.file != nil && !ledger.file.issuedAt.Before(given.issuedAt) {
		return nil
	}
	ledger.time.sawAtLeast(given.issuedAt)
	ledger.time.sawNew(given.issuedAt, nil)
	ledger.file = given
	return ledger.append(ledgerEntry{File: given.text})
}
