//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package keyward

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"syscall"
)

func lockFile(file *os.File) error {
	err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) || (err == nil && isLockedByJava(file)) {
		return errTaken
	}
	return err
}

// isLockedByJava: Java has locks that Linux keeps apart from those of flock.
func isLockedByJava(file *os.File) bool {
	locks, _ := os.ReadFile("/proc/locks")
	info, err := file.Stat()
	if err != nil {
		return false
	}
	found, isKnown := info.Sys().(*syscall.Stat_t)
	return isKnown && regexp.MustCompile(fmt.Sprintf(` POSIX .*:%d `, found.Ino)).Match(locks)
}

func replaceFile(draft, path string) error { return os.Rename(draft, path) }

// directoryNumber is the number of a directory in its file system, which a copy of it does not have.
func directoryNumber(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	found, isKnown := info.Sys().(*syscall.Stat_t)
	if !isKnown {
		return "", errors.New("this system numbers no files")
	}
	return fmt.Sprint(found.Ino), nil
}

// isRunning: another user's process may not be asked, and runs.
func isRunning(pid int) bool {
	err := syscall.Kill(pid, 0)
	return err == nil || errors.Is(err, syscall.EPERM)
}
