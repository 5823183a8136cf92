package keyward

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/keyward/keyward/sdk/go/internal/transport"
)

const (
	downloadFailures = 5
	firstPause       = 250 * time.Millisecond
)

// DownloadUpdate downloads the main file of an update, or another one by [License.DownloadFile].
func (license *License) DownloadUpdate(ctx context.Context, update *Update, path string) error {
	var chosen *UpdateFile
	for index := 0; update != nil && index < len(update.Files); index++ {
		if file := &update.Files[index]; file.URL != "" && (chosen == nil || (file.Type == "main" && chosen.Type != "main")) {
			chosen = file
		}
	}
	if chosen == nil {
		return errDownloadNotAllowed()
	}
	return license.DownloadFile(ctx, *chosen, path, nil)
}

// DownloadFile goes on where an interrupted attempt has ended: until the file is verified, what is there stands beside the path. It fails
// with [ErrDownloadChanged] if it is not the file that the server signed, which is deleted then. The function for progress may be nil.
func (license *License) DownloadFile(
	ctx context.Context, file UpdateFile, path string, progress func(received, total int64),
) error {
	if license.closed() {
		return usageError("LICENSE_CLOSED", "The license was closed")
	}
	if file.URL == "" || !sha256Text.MatchString(file.SHA256) {
		return errDownloadNotAllowed()
	}
	// A part of another version is not used.
	partial := fmt.Sprintf("%s.%s.partial", path, file.SHA256[:16])
	removeOtherParts(path, partial)
	work := &download{license.calls, license.LicenseKey(), file, partial, progress}
	if err := work.complete(ctx); err != nil {
		return err
	}
	if !work.isGenuine() {
		return work.changed()
	}
	return replaceFile(partial, path)
}

type download struct {
	calls      *calls
	licenseKey string
	file       UpdateFile
	partial    string
	progress   func(received, total int64)
}

func (work *download) complete(ctx context.Context) error {
	for failures := 0; sizeOf(work.partial) < work.file.Size || sizeOf(work.partial) < 0; {
		before := sizeOf(work.partial)
		err := work.receive(ctx)
		if err == nil {
			continue
		}
		failures++
		if sizeOf(work.partial) > before {
			failures = 1
		}
		if ctx.Err() != nil || errors.Is(err, ErrDownloadChanged) || !errors.Is(err, ErrUnreachable) || failures >= downloadFailures {
			return err
		}
		if !transport.Sleep(ctx, firstPause<<(failures-1)) {
			return err
		}
	}
	return nil
}

func (work *download) receive(ctx context.Context) (err error) {
	start := sizeOf(work.partial)
	if start < 0 {
		start = 0
	}
	stream, err := work.calls.download(ctx, work.file, work.licenseKey, start)
	if err != nil {
		var failed *Error
		if errors.As(err, &failed) && failed.Status == http.StatusRequestedRangeNotSatisfiable {
			return work.changed()
		}
		return err
	}
	defer stream.Close()
	// A server sends the whole file if it has another one meanwhile, or knows no ranges.
	flags := os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	if stream.Status == http.StatusPartialContent &&
		strings.HasPrefix(stream.Header.Get("Content-Range"), fmt.Sprintf("bytes %d-", start)) {
		flags = os.O_WRONLY | os.O_CREATE | os.O_APPEND
	} else {
		start = 0
	}
	target, err := os.OpenFile(work.partial, flags, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errorOf(err, target.Close()) }()
	return work.copy(stream, target, start)
}

func (work *download) copy(stream io.Reader, target io.Writer, received int64) error {
	buffer := make([]byte, 1<<16)
	for {
		count, err := stream.Read(buffer)
		if received += int64(count); received > work.file.Size {
			return work.changed()
		}
		if _, failed := target.Write(buffer[:count]); failed != nil {
			return failed
		}
		if work.progress != nil && count > 0 {
			work.progress(received, work.file.Size)
		}
		switch {
		case errors.Is(err, io.EOF) && received < work.file.Size:
			return &Error{Code: transport.NetworkError, Message: "The download ended early", Err: io.ErrUnexpectedEOF}
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return asError(err)
		}
	}
}

func (work *download) isGenuine() bool {
	file, err := os.Open(work.partial)
	if err != nil {
		return false
	}
	defer file.Close()
	sum := sha256.New()
	size, err := io.Copy(sum, file)
	return err == nil && size == work.file.Size && hex.EncodeToString(sum.Sum(nil)) == work.file.SHA256
}

func (work *download) changed() error {
	_ = os.Remove(work.partial)
	return untrusted(mismatch{"download", work.file.Name + " is not the file that was signed"}, "DOWNLOAD_CHANGED")
}

// removeOtherParts removes what is left of interrupted downloads of other versions, as far as it can.
func removeOtherParts(path, partial string) {
	left := regexp.MustCompile(`^` + regexp.QuoteMeta(filepath.Base(path)) + `\.[0-9a-f]{16}\.partial$`)
	entries, _ := os.ReadDir(filepath.Dir(path))
	for _, entry := range entries {
		if left.MatchString(entry.Name()) && entry.Name() != filepath.Base(partial) {
			_ = os.Remove(filepath.Join(filepath.Dir(path), entry.Name()))
		}
	}
}

// sizeOf is -1 if there is no such file.
func sizeOf(path string) int64 {
	found, err := os.Stat(path)
	if err != nil {
		return -1
	}
	return found.Size()
}

func errDownloadNotAllowed() error {
	return usageError("DOWNLOAD_NOT_ALLOWED", "This license may not download the update")
}
