package keyward

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// brokenFile ends after its first bytes, as a connection that breaks does.
type brokenFile struct{ io.ReadSeeker }

func (file brokenFile) Read(buffer []byte) (int, error) {
	count, _ := file.ReadSeeker.Read(buffer)
	return count, io.ErrUnexpectedEOF
}

func TestDownloadGoesOnWhereItEnded(t *testing.T) {
	server := newTestServer(t)
	server.file, server.breaks = bytes.Repeat([]byte("program"), 50_000), 2
	sum := sha256.Sum256(server.file)
	file := UpdateFile{
		Type: "main", Name: "program", Size: int64(len(server.file)), SHA256: hex.EncodeToString(sum[:]),
		URL: "https://elsewhere.example/api/v1/updates/file",
	}
	license := server.open(server.options())
	path := filepath.Join(t.TempDir(), "program")
	var last int64
	progress := func(received, total int64) {
		if received < last || total != file.Size {
			t.Errorf("%d of %d bytes after %d", received, total, last)
		}
		last = received
	}
	if err := license.DownloadFile(ctx, file, path, progress); err != nil {
		t.Fatal(err)
	}
	if downloaded, _ := os.ReadFile(path); !bytes.Equal(downloaded, server.file) || last != file.Size {
		t.Errorf("%d bytes were downloaded, %d told", len(downloaded), last)
	}

	server.change(func() { server.file = bytes.Repeat([]byte("another"), 50_000) })
	if err := license.DownloadFile(ctx, file, path+"2", nil); !errors.Is(err, ErrDownloadChanged) {
		t.Errorf("another file of the same size gives %v", err)
	}
	file.URL = "http://elsewhere.example/program"
	if err := license.DownloadFile(ctx, file, path, nil); !errors.Is(err, ErrDownloadNotAllowed) {
		t.Errorf("an address that is not signed gives %v", err)
	}
	file.isElsewhere = true
	if err := license.DownloadFile(ctx, file, path, nil); !errors.Is(err, ErrDownloadNotAllowed) {
		t.Errorf("an address without HTTPS gives %v", err)
	}
	if entries, _ := os.ReadDir(filepath.Dir(path)); len(entries) != 1 {
		t.Errorf("%v are left", entries)
	}
}
