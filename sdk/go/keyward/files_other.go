//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd || windows)

package keyward

import (
	"errors"
	"os"
)

func lockFile(*os.File) error { return errors.New("this system has no locks of files") }

func replaceFile(draft, path string) error { return os.Rename(draft, path) }

func directoryNumber(string) (string, error) { return "", errors.New("this system numbers no files") }

func isRunning(int) bool { return true }
