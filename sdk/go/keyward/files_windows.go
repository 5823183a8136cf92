package keyward

import (
	"errors"
	"os"
	"syscall"
	"time"
	"unsafe"
)

const (
	exclusive       = 2
	failImmediately = 1
	lockViolation   = syscall.Errno(33)

	// Windows refuses to replace a file while another process reads it.
	busyAttempts = 5
	busyPause    = 20 * time.Millisecond
)

var lockFileEx = syscall.NewLazyDLL("kernel32.dll").NewProc("LockFileEx")

func lockFile(file *os.File) error {
	place := syscall.Overlapped{Offset: maxToken}
	done, _, err := lockFileEx.Call(file.Fd(), exclusive|failImmediately, 0, 1, 0, uintptr(unsafe.Pointer(&place)))
	switch {
	case done != 0:
		return nil
	case errors.Is(err, lockViolation) || errors.Is(err, syscall.ERROR_IO_PENDING):
		return errTaken
	}
	return err
}

func replaceFile(draft, path string) error {
	err := os.Rename(draft, path)
	for attempt := 1; err != nil && attempt < busyAttempts; attempt++ {
		time.Sleep(busyPause)
		err = os.Rename(draft, path)
	}
	return err
}
