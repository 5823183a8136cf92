package keyward

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
)

// Store remembers a license between runs of the program.
type Store interface {
	// Load returns what was saved last, or an error that matches [fs.ErrNotExist].
	Load() ([]byte, error)
	Save(text []byte) error
}

// Programs that run at the same time with one store.
const maxSlots = 64

// borrowedSlot is that of the program on the borrowed seat.
const borrowedSlot = 0

// FileStore remembers a license in a file that only its owner can read. It is replaced as a whole: neither a crash nor a second process
// leaves half of it.
func FileStore(path string) Store {
	return fileStore{path: path}
}

// UserStore remembers a license in the user's folder for the settings of programs, such as ~/.config/my-program/license.
func UserStore(program string) Store {
	folder, err := os.UserConfigDir()
	return fileStore{path: filepath.Join(folder, program, "license"), err: err}
}

// MemoryStore forgets with the program.
func MemoryStore() Store {
	return &memoryStore{}
}

type memoryStore struct{ text []byte }

func (store *memoryStore) Load() ([]byte, error) {
	if store.text == nil {
		return nil, fs.ErrNotExist
	}
	return store.text, nil
}

func (store *memoryStore) Save(text []byte) error {
	store.text = text
	return nil
}

type fileStore struct {
	path string
	err  error
}

func (store fileStore) String() string { return store.path }

func (store fileStore) Load() ([]byte, error) {
	if store.err != nil {
		return nil, store.err
	}
	return os.ReadFile(store.path)
}

func (store fileStore) Save(text []byte) error {
	if store.err != nil {
		return store.err
	}
	if err := os.MkdirAll(filepath.Dir(store.path), 0o700); err != nil {
		return err
	}
	var random [8]byte
	if _, err := rand.Read(random[:]); err != nil {
		return err
	}
	draft := store.path + "." + hex.EncodeToString(random[:]) + ".tmp"
	err := writeDraft(draft, text)
	if err == nil {
		err = replaceFile(draft, store.path)
	}
	if err != nil {
		_ = os.Remove(draft)
	}
	return err
}

func writeDraft(path string, text []byte) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	if err == nil {
		err = file.Sync()
	}
	return errorOf(err, file.Close())
}

// lockSession takes a slot beside the store; nil if a living process has it, which it says, or if it cannot be used.
func (store fileStore) lockSession(slot int) (lock *sessionLock, isTaken bool) {
	if store.err != nil || os.MkdirAll(filepath.Dir(store.path), 0o700) != nil {
		return nil, false
	}
	file, err := os.OpenFile(store.path+".session-"+strconv.Itoa(slot), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, false
	}
	if err := lockFile(file); err != nil {
		_ = file.Close()
		return nil, errors.Is(err, errTaken)
	}
	return &sessionLock{file: file}, false
}

// lockAnySession takes the first slot that no living process has; nil if there is none.
func (store fileStore) lockAnySession() *sessionLock {
	for slot := borrowedSlot + 1; slot <= maxSlots; slot++ {
		if lock, isTaken := store.lockSession(slot); !isTaken {
			return lock
		}
	}
	return nil
}

// sessionLock keeps the token of a floating session as long as its process lives, and for the next one if it crashes.
type sessionLock struct {
	file *os.File
	kept string
}

// maxToken is the size of the part that holds the token. Windows locks what stands behind it, because nobody can read what is locked.
const maxToken = 4096

var errTaken = errors.New("a living process has locked the file")

// left is the token of a session that was not given back.
func (lock *sessionLock) left() string {
	token := make([]byte, maxToken)
	count, _ := lock.file.ReadAt(token, 0)
	return string(token[:count])
}

// keep remembers a token; empty if the session has ended. A store that cannot be written remembers nothing.
func (lock *sessionLock) keep(token string) {
	if lock == nil || (lock.kept == token && token != "") || lock.file.Truncate(0) != nil {
		return
	}
	if _, err := lock.file.WriteAt([]byte(token), 0); err == nil {
		lock.kept = token
	}
}

func (lock *sessionLock) unlock() {
	if lock != nil {
		_ = lock.file.Close()
	}
}

// errorOf is the first error; errors.Join is newer than Go 1.19.
func errorOf(all ...error) error {
	for _, err := range all {
		if err != nil {
			return err
		}
	}
	return nil
}

func isMissing(err error) bool { return errors.Is(err, fs.ErrNotExist) }
