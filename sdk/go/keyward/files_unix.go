//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package keyward

import (
	"errors"
	"os"
	"syscall"
)

func lockFile(file *os.File) error {
	err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return errTaken
	}
	return err
}

func replaceFile(draft, path string) error { return os.Rename(draft, path) }
