package keyward

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"
)

var ctx = context.Background()

func TestOptionsThatCannotBe(t *testing.T) {
	server := newTestServer(t)
	for name, spoil := range map[string]func(*Options){
		"no address":         func(options *Options) { options.BaseURL = "" },
		"no scheme":          func(options *Options) { options.BaseURL = "localhost:8080" },
		"another scheme":     func(options *Options) { options.BaseURL = "ftp://localhost" },
		"the path of calls":  func(options *Options) { options.BaseURL += "/api/v1/" },
		"a query":            func(options *Options) { options.BaseURL += "?x=1" },
		"a fragment":         func(options *Options) { options.BaseURL += "#x" },
		"a user":             func(options *Options) { options.BaseURL = "http://me@localhost" },
		"no product":         func(options *Options) { options.Product = "" },
		"no keys":            func(options *Options) { options.Keys = nil },
		"a short key":        func(options *Options) { options.Keys = []string{"YOUR PUBLIC KEY"} },
		"no store":           func(options *Options) { options.Store = nil },
		"a blank device":     func(options *Options) { options.Device = "  " },
		"a long device":      func(options *Options) { options.Device = strings.Repeat("x", maxFingerprint+1) },
		"another enviroment": func(options *Options) { options.Environment = "moon" },
	} {
		options := server.options()
		spoil(&options)
		if _, err := Open(ctx, options); !errors.Is(err, ErrInvalidOptions) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if calls := server.asked(); calls != nil {
		t.Errorf("calls were sent: %v", calls)
	}
}

func TestGoroutineAsksAndTellsChanges(t *testing.T) {
	server := newTestServer(t)
	states := make(chan State, 10)
	options := server.options()
	options.Manual = false
	var license *License
	var opened sync.WaitGroup
	opened.Add(1)
	options.OnChange = func(state State) {
		opened.Wait()
		if license.Fingerprint() != "desk" || license.State().Kind != state.Kind {
			t.Error("the license cannot be used where it tells of a change")
		}
		license.Warnings()
		states <- state
	}
	license = server.open(options)
	opened.Done()
	if state := license.State(); state.Kind != Valid || !state.HasFeature("export") || state.MaxUsers != 3 ||
		state.UpgradeURL != "https://example.com/upgrade" || state.ManageURL != "" {
		t.Errorf("it is opened as %+v", state)
	}
	server.change(func() { server.code = "REVOKED"; server.now = server.now.Add(2 * day) })
	// The goroutine looks at the clock again at the end of each turn.
	if _, err := license.OfflineRequest(""); err != nil {
		t.Fatal(err)
	}
	for state := range states {
		if state.Kind == Refused {
			if state.Reason != "REVOKED" || state.Usable() || state.HasFeature("export") {
				t.Errorf("it is refused as %+v", state)
			}
			return
		}
	}
}

func TestMethodsMayBeCalledFromAnyGoroutine(t *testing.T) {
	server := newTestServer(t)
	options := server.options()
	options.Manual, options.Floating, options.OnChange = false, true, func(State) {}
	license := server.open(options)
	var all sync.WaitGroup
	for _, call := range []func(){
		func() { license.Check(ctx) },
		func() { _ = license.Activate(ctx, testKey) },
		func() { license.Wake(ctx) },
		func() { _, _ = license.OfflineRequest("") },
		func() {
			license.State()
			license.LastError()
			license.Warnings()
			license.LicenseKey()
			license.BorrowedUntil()
		},
		func() { _, _ = license.CheckForUpdate(ctx, "1.0", Platform{}) },
		func() { _ = license.Close() },
	} {
		call := call
		for times := 0; times < 5; times++ {
			all.Add(1)
			go func() { defer all.Done(); call() }()
		}
	}
	all.Wait()
}

func TestClosedLicense(t *testing.T) {
	server := newTestServer(t)
	options := server.options()
	options.Floating, options.OnChange = true, func(state State) { t.Errorf("it tells of %+v", state) }
	license := server.open(options)
	if err := errorOf(license.Close(), license.Close()); err != nil {
		t.Fatal(err)
	}
	if len(server.sessions) != 0 {
		t.Error("its floating seat is taken")
	}
	_, trial := license.StartTrial(ctx, Trial{})
	for name, err := range map[string]error{
		"activate": license.Activate(ctx, testKey), "release": license.Release(ctx), "use a file": license.UseFile("", ""),
		"borrow": license.Borrow(ctx, 1), "start a trial": trial,
		"download": license.DownloadFile(ctx, UpdateFile{}, "", nil),
	} {
		if !errors.Is(err, ErrClosed) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if license.Check(ctx); !errors.Is(license.LastError(), ErrClosed) || license.State().Kind != Valid {
		t.Errorf("a check gives %v, the state is %v", license.LastError(), license.State().Kind)
	}
}

func TestCanceledCallsAreNoVerdict(t *testing.T) {
	server := newTestServer(t)
	license := server.open(server.options())
	canceled, cancel := context.WithCancel(ctx)
	cancel()
	err := license.Activate(canceled, testKey)
	if !errors.Is(err, context.Canceled) || !errors.Is(err, ErrUnreachable) || license.State().Kind != Valid {
		t.Errorf("it fails with %v, the state is %v", err, license.State().Kind)
	}
	late, cancel := context.WithDeadline(ctx, time.Now().Add(-time.Hour))
	defer cancel()
	options := server.options()
	if opened, err := Open(late, options); err != nil || opened.State().Kind != MustConnect {
		t.Errorf("opened without time for an answer: %v", err)
	}
}

type logged []string

func (lines *logged) Debug(string, ...any)             { /* errors of the background */ }
func (lines *logged) Warn(message string, args ...any) { *lines = append(*lines, message) }

func TestStoreThatCannotBeWrittenIsTold(t *testing.T) {
	server := newTestServer(t)
	blocked := filepath.Join(t.TempDir(), "a file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	lines := &logged{}
	options := server.options()
	options.Store, options.Logger, options.Floating = FileStore(filepath.Join(blocked, "license")), lines, true
	license := server.open(options)
	license.Check(ctx)
	warnings := license.Warnings()
	if len(warnings) != 1 || warnings[0].Code != "STORE_NOT_WRITABLE" || !strings.Contains(warnings[0].Message, blocked) {
		t.Errorf("the warnings are %+v", warnings)
	}
	if len(*lines) != 1 || license.State().Kind != Valid {
		t.Errorf("the log has %v, the state is %v", *lines, license.State())
	}
}

func TestBorrowedSeat(t *testing.T) {
	server := newTestServer(t)
	options := server.options()
	options.Floating = true
	license := server.open(options)
	if err := license.Borrow(ctx, 6); !errors.Is(err, ErrBorrowingNotAllowed) || !license.BorrowedUntil().IsZero() {
		t.Fatalf("borrowing for too long gives %v", err)
	}
	if err := license.Borrow(ctx, 5); err != nil || license.BorrowedUntil() != server.clock().Add(5*day).UTC() {
		t.Fatalf("it is borrowed until %v, %v", license.BorrowedUntil(), err)
	}
	second := server.open(options)
	if state := second.State(); state.Reason != NoSeatFree {
		t.Errorf("another program on the same store has %+v", state)
	}
	if err := second.Borrow(ctx, 1); !errors.Is(err, ErrSeatBorrowed) {
		t.Errorf("it borrows with %v", err)
	}
	_ = errorOf(second.Close(), license.Close())
	if len(server.sessions) != 1 {
		t.Fatal("the end of the program ended the borrowed seat")
	}

	server.change(func() { server.down = true })
	server.pass(4 * day)
	server.asked()
	license = server.open(options)
	license.Check(ctx)
	if state := license.State(); state.Kind != Valid || state.Until != license.BorrowedUntil() {
		t.Errorf("without network, it has %+v", state)
	}
	server.pass(day + 2*time.Second)
	if state := license.State(); state.Usable() {
		t.Errorf("after the end of what was borrowed, it has %+v", state)
	}
	_ = license.Close()
}

func TestBorrowedSeatIsReturnedAndBorrowedAgain(t *testing.T) {
	server := newTestServer(t)
	options := server.options()
	options.Floating = true
	license := server.open(options)
	for times := 0; times < 2; times++ {
		if err := errorOf(license.Borrow(ctx, 3), license.Borrow(ctx, 2)); err != nil || license.BorrowedUntil().IsZero() {
			t.Fatalf("borrowed until %v, %v", license.BorrowedUntil(), err)
		}
		if err := license.ReturnBorrowed(ctx); err != nil || !license.BorrowedUntil().IsZero() || license.State().Kind != Valid {
			t.Fatalf("returned with %v: %+v", err, license.State())
		}
	}
	if err := errorOf(license.Borrow(ctx, 3), license.Close()); err != nil {
		t.Fatal(err)
	}
	license = server.open(options)
	if license.BorrowedUntil().IsZero() {
		t.Error("a seat that was returned and borrowed again is forgotten")
	}
	server.change(func() { server.sessions = map[string]time.Time{} })
	server.pass(2 * time.Hour)
	if license.Wake(ctx); !license.BorrowedUntil().IsZero() || license.State().Kind != Valid {
		t.Errorf("a seat that the server ended is kept until %v, state %v", license.BorrowedUntil(), license.State())
	}
	if err := license.ReturnBorrowed(ctx); err != nil {
		t.Errorf("without a borrowed seat, a return gives %v", err)
	}
	if calls := server.asked(); !reflect.DeepEqual(calls[len(calls)-1:], []string{"license-sessions"}) {
		t.Errorf("calls: %v", calls)
	}
}

func TestOnlyFloatingLicensesBorrow(t *testing.T) {
	server := newTestServer(t)
	license := server.open(server.options())
	var failed *Error
	if err := license.Borrow(ctx, 1); !errors.As(err, &failed) || failed.Code != "INVALID_REQUEST" {
		t.Error(err)
	}
}
