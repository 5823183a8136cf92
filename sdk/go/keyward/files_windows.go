package keyward

import (
	"errors"
	"fmt"
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

// directoryNumber is the number of a directory in its file system, which a copy of it does not have.
func directoryNumber(path string) (string, error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return "", err
	}
	const share = syscall.FILE_SHARE_READ | syscall.FILE_SHARE_WRITE
	handle, err := syscall.CreateFile(name, 0, share, nil, syscall.OPEN_EXISTING, syscall.FILE_FLAG_BACKUP_SEMANTICS, 0)
	if err != nil {
		return "", err
	}
	defer func() { _ = syscall.CloseHandle(handle) }()
	var info syscall.ByHandleFileInformation
	err = syscall.GetFileInformationByHandle(handle, &info)
	return fmt.Sprint(uint64(info.FileIndexHigh)<<32 | uint64(info.FileIndexLow)), err
}

func isRunning(pid int) bool {
	handle, err := syscall.OpenProcess(syscall.SYNCHRONIZE, false, uint32(pid))
	if err != nil {
		return errors.Is(err, syscall.ERROR_ACCESS_DENIED)
	}
	defer func() { _ = syscall.CloseHandle(handle) }()
	ended, err := syscall.WaitForSingleObject(handle, 0)
	return err == nil && ended != syscall.WAIT_OBJECT_0
}
