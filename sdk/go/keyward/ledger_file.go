package keyward

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"sync"
	"time"
)

var ledgerName = regexp.MustCompile(`\Aledger-(\d{6,12})\.jsonl\z`)

// Directories whose ledgers this process has open.
var openLedgers = struct {
	sync.Mutex
	directories map[string]bool
}{directories: map[string]bool{}}

// ledgerFile is the file of a ledger. Each opening makes the next file, which begins with the sum of the one before it. A process that
// another one has replaced sees the next file after each entry that it writes, and does not answer: so no entry counts that the next
// file does not have.
type ledgerFile struct {
	directory string
	number    int
	file      *os.File
	length    int64
	state     ledgerState
	// isLost: entries may be in the file that the state does not have.
	isLost bool
}

// openLedgerFile fails with [ErrLedgerInUse] while another process of this computer has it open.
func openLedgerFile(directory string, now time.Time) (*ledgerFile, error) {
	directory, err := filepath.Abs(directory)
	if err == nil {
		err = os.MkdirAll(directory, 0o700)
	}
	if err != nil {
		return nil, err
	}
	numbers, err := ledgersIn(directory)
	if err == nil && len(numbers) > 0 {
		err = refuseInUse(directory, numbers[len(numbers)-1])
	}
	if err != nil {
		return nil, err
	}
	opened := &ledgerFile{directory: directory, number: 1}
	if len(numbers) > 0 {
		opened.number += numbers[len(numbers)-1]
	}
	host, _ := os.Hostname()
	owner, _ := json.Marshal(map[string]ledgerOwner{"owner": {os.Getpid(), startOf(os.Getpid()), host}})
	if err := createLedger(opened.path(opened.number), append(owner, '\n')); err != nil {
		return nil, err
	}
	if err := opened.begin(now); err != nil {
		_ = os.Remove(opened.path(opened.number))
		return nil, err
	}
	setLedgerOpen(directory, true)
	return opened, nil
}

// begin: after the file exists, the process before this one answers nothing more. What it had answered is in its file.
func (ledger *ledgerFile) begin(now time.Time) error {
	numbers, err := ledgersIn(ledger.directory)
	if err != nil {
		return err
	}
	last := len(numbers) - 1
	if last < 0 || numbers[last] != ledger.number {
		return ledgerInUse(ledger.directory) // Others may have opened it since it was seen, and have removed files.
	}
	before, err := newestLedgerState(ledger.directory, numbers[:last])
	if err != nil {
		return err
	}
	if ledger.state, err = begunLedger(ledger.directory, now, before); err != nil {
		return err
	}
	if ledger.file, err = os.OpenFile(ledger.path(ledger.number), os.O_WRONLY|os.O_APPEND, 0o600); err != nil {
		return err
	}
	info, err := ledger.file.Stat()
	if err == nil {
		ledger.length = info.Size()
		err = ledger.write(map[string]ledgerState{"state": ledger.state})
	}
	if err != nil {
		return errorOf(err, ledger.file.Close())
	}
	if folder, err := os.Open(ledger.directory); err == nil {
		_ = folder.Sync() // So that the name survives a loss of power. Windows syncs no folders.
		_ = folder.Close()
	}
	for _, number := range numbers[:last] {
		_ = os.Remove(ledger.path(number))
	}
	return nil
}

// append writes an entry to the disk. It counts when this has returned.
func (ledger *ledgerFile) append(entry ledgerEntry) error {
	if ledger.isLost {
		return ledgerInUse(ledger.directory)
	}
	ledger.isLost = true
	if err := ledger.write(entry); err != nil {
		if failure := ledger.file.Truncate(ledger.length); failure != nil {
			return failure
		}
		ledger.isLost = false
		return err
	}
	_, own := os.Stat(ledger.path(ledger.number))
	_, next := os.Stat(ledger.path(ledger.number + 1))
	if own != nil || !isMissing(next) {
		return ledgerInUse(ledger.directory)
	}
	ledger.isLost = false
	ledger.state = ledger.state.applied(entry)
	return nil
}

func (ledger *ledgerFile) close(at int64) error {
	setLedgerOpen(ledger.directory, false)
	err := ledger.append(ledgerEntry{At: at, Closed: true})
	return errorOf(err, ledger.file.Close())
}

func (ledger *ledgerFile) write(line any) error {
	text, err := json.Marshal(line)
	if err == nil {
		_, err = ledger.file.Write(append(text, '\n'))
	}
	if err == nil {
		err = ledger.file.Sync()
	}
	if err == nil {
		ledger.length += int64(len(text)) + 1
	}
	return err
}

func (ledger *ledgerFile) path(number int) string { return ledgerPath(ledger.directory, number) }

func ledgerPath(directory string, number int) string {
	return filepath.Join(directory, fmt.Sprintf("ledger-%06d.jsonl", number))
}

func setLedgerOpen(directory string, isOpen bool) {
	openLedgers.Lock()
	defer openLedgers.Unlock()
	openLedgers.directories[directory] = isOpen
}

// begunLedger: a copied directory goes on with another name, which its reports tell.
func begunLedger(directory string, now time.Time, before *ledgerState) (ledgerState, error) {
	place, err := directoryNumber(directory)
	if err != nil || (before != nil && before.Place == place) {
		return before.orNew(now), err
	}
	var random [16]byte
	_, err = rand.Read(random[:])
	random[6], random[8] = random[6]&0x0f|0x40, random[8]&0x3f|0x80
	state := before.orNew(now)
	state.Place = place
	state.Boot = fmt.Sprintf("%x-%x-%x-%x-%x", random[:4], random[4:6], random[6:8], random[8:10], random[10:])
	return state, err
}

func (state *ledgerState) orNew(now time.Time) ledgerState {
	if state != nil {
		return *state
	}
	none := map[string]string{}
	return ledgerState{From: now.Unix(), Used: none, Reported: none, Versions: []string{}, Days: []string{}}
}

// createLedger makes a file with its text at once, or refuses if there is one.
func createLedger(path string, text []byte) error {
	var random [8]byte
	if _, err := rand.Read(random[:]); err != nil {
		return err
	}
	draft := path + "." + hex.EncodeToString(random[:]) + ".tmp"
	defer func() { _ = os.Remove(draft) }()
	err := writeDraft(draft, text)
	if err == nil {
		err = os.Link(draft, path)
	}
	if err != nil && !errors.Is(err, os.ErrExist) {
		err = writeDraft(path, text) // The file system knows no second names.
	}
	if errors.Is(err, os.ErrExist) {
		return ledgerInUse(path)
	}
	return err
}

func ledgerInUse(path string) *Error {
	return usageError("LEDGER_IN_USE", "Another process uses the ledger in "+path)
}
