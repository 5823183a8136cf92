// Package system reads the system under a program: where it runs, and by which id its device is known.
package system

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

const patience = 5 * time.Second

// System is what a program can read of its system. Tests replace it.
type System struct {
	// Name is that of [runtime.GOOS].
	Name string
	// Root is the folder to read files from.
	Root      string
	Variables map[string]string
	// Output is what a program prints; empty if it fails.
	Output func(program string, args ...string) string
	// Registry returns the values of a key below HKEY_LOCAL_MACHINE; those that are missing are left out.
	Registry func(key string, names ...string) map[string]string
}

// Current returns the system of this program. Tests replace it.
var Current = func() System {
	return System{
		Name:      runtime.GOOS,
		Root:      "/",
		Variables: map[string]string{kubernetes: os.Getenv(kubernetes)},
		Output:    outputOf,
		Registry:  registryValues,
	}
}

// exists is also true for a file that may not be read.
func (system System) exists(path string) bool {
	_, err := os.Lstat(filepath.Join(system.Root, path))
	return err == nil
}

// text of a file without spaces around it; empty if it cannot be read.
func (system System) text(path string) string {
	text, err := os.ReadFile(filepath.Join(system.Root, path))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(strings.ToValidUTF8(string(text), "\uFFFD"))
}

func outputOf(program string, args ...string) string {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	output, err := exec.CommandContext(ctx, program, args...).Output()
	if err != nil {
		return ""
	}
	return string(output)
}
