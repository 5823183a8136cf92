package transport

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

var ctx = context.Background()

func call(t *testing.T, address string, options Options) *Failure {
	t.Helper()
	client, err := New(address, options)
	if err != nil {
		t.Fatal(err)
	}
	var failure *Failure
	if _, err := client.Do(ctx, Call{Method: http.MethodPost, Path: "/api/v1/activate", Body: map[string]any{}}); !errors.As(err, &failure) {
		t.Fatalf("the answer is taken: %v", err)
	}
	return failure
}

func TestAnswersOfOthers(t *testing.T) {
	for name, each := range map[string]struct {
		status            int
		header, value     string
		body, code, cures string
	}{
		"a captive portal":       {200, "Content-Type", "text/html", "<h1>Welcome</h1>", InvalidAnswer, "sign in to the network"},
		"a page of a proxy":      {403, "Content-Type", "text/html", "<h1>No</h1>", InvalidAnswer, "sign in to the network"},
		"a page without a type":  {404, "X", "", " <!doctype html>", InvalidAnswer, "without /api/v1"},
		"a list":                 {200, "Content-Type", "application/json", `[]`, InvalidAnswer, "without /api/v1"},
		"nothing":                {200, "X", "", ``, InvalidAnswer, "without /api/v1"},
		"another server":         {404, "Content-Type", "application/json", `{"error":{"code":404}}`, InvalidAnswer, "without /api/v1"},
		"another server's no":    {401, "Content-Type", "application/json", `{"message":"Unauthorized"}`, InvalidAnswer, "without /api/v1"},
		"another path":           {404, "X", "", `{"error":{"code":"PATH_NOT_FOUND","message":"No path"}}`, PathNotFound, "without /api/v1"},
		"a page to sign in":      {302, "Location", "https://login.example/in?back=secret", ``, Redirected, "https://login.example/in. Check"},
		"a server that moved":    {308, "Location", "https://a.example/b/api/v1/activate", ``, Redirected, "make https://a.example/b the BaseURL"},
		"a busy proxy":           {502, "Content-Type", "text/html", "<h1>Bad Gateway</h1>", "HTTP_502", "later"},
		"a refusal of ours":      {409, "X", "", `{"error":{"code":"SEATS_EXHAUSTED","message":"Full"}}`, "SEATS_EXHAUSTED", ""},
		"a body of two megabyte": {200, "X", "", `{"a":"` + strings.Repeat("x", 2<<20) + `"}`, InvalidAnswer, "without /api/v1"},
	} {
		each := each
		server := httptest.NewServer(http.HandlerFunc(func(response http.ResponseWriter, _ *http.Request) {
			response.Header().Set(each.header, each.value)
			response.WriteHeader(each.status)
			_, _ = response.Write([]byte(each.body))
		}))
		failure := call(t, server.URL, Options{MaxRetries: -1})
		if failure.Code != each.code || !strings.Contains(failure.Message, each.cures) || strings.ContainsAny(failure.Message, "\n\r") ||
			strings.Contains(failure.Message, "secret") || len([]rune(failure.Message)) > maxMessage {
			t.Errorf("%s: %+v", name, failure)
		}
		isOurs := each.code == "SEATS_EXHAUSTED"
		if strings.HasPrefix(failure.Message, "No Keyward server answered at "+server.URL+": ") == isOurs {
			t.Errorf("%s: %s", name, failure.Message)
		}
		server.Close()
	}
}

func TestWrongSchemes(t *testing.T) {
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	failure := call(t, strings.Replace(plain.URL, "http:", "https:", 1), Options{MaxRetries: -1})
	if failure.Code != NetworkError || !strings.Contains(failure.Message, "It does not speak TLS there: does BaseURL begin with http://?") {
		t.Errorf("TLS on a plain port: %+v", failure)
	}
	secure := httptest.NewTLSServer(http.NotFoundHandler())
	secure.Config.ErrorLog = nil
	defer secure.Close()
	if failure := call(t, secure.URL, Options{MaxRetries: -1}); failure.Code != NetworkError ||
		!strings.Contains(failure.Message, "Check BaseURL, the clock of this computer and the network") {
		t.Errorf("a certificate of nobody: %+v", failure)
	}
}

func TestClosedConnections(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		for connection, err := listener.Accept(); err == nil; connection, err = listener.Accept() {
			_ = connection.Close()
		}
	}()
	address := "http://" + listener.Addr().String()
	if failure := call(t, address, Options{MaxRetries: -1}); failure.Code != NetworkError ||
		!strings.Contains(failure.Message, "does it begin with https://?") {
		t.Errorf("a connection that is closed: %+v", failure)
	}
	_ = listener.Close()
	if failure := call(t, address, Options{MaxRetries: -1}); failure.Code != NetworkError {
		t.Errorf("a port without a server: %+v", failure)
	}
}

func TestSlowServers(t *testing.T) {
	ended := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(response http.ResponseWriter, request *http.Request) {
		if request.URL.Path != "/none/api/v1/activate" {
			_, _ = response.Write([]byte(`{"signed":`))
			response.(http.Flusher).Flush()
		}
		<-ended
	}))
	defer server.Close()
	defer close(ended)
	for _, path := range []string{"/none", "/half"} {
		if failure := call(t, server.URL+path, Options{Timeout: 50 * time.Millisecond}); failure.Code != Timeout {
			t.Errorf("%s: %+v", path, failure)
		}
	}
	client, _ := New(server.URL, Options{Timeout: 50 * time.Millisecond})
	stream, err := client.Open(ctx, "/half", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Close()
	buffer := make([]byte, 100)
	for ; err == nil; _, err = stream.Read(buffer) {
	}
	var failure *Failure
	if !errors.As(err, &failure) || failure.Code != Timeout {
		t.Errorf("a download that stands still gives %v", err)
	}
}

func TestRepeatsWhatMayBeRepeated(t *testing.T) {
	attempts, status, keys := 0, 503, map[string]bool{}
	server := httptest.NewServer(http.HandlerFunc(func(response http.ResponseWriter, request *http.Request) {
		attempts++
		keys[request.Header.Get("Idempotency-Key")] = true
		if attempts%2 == 1 {
			response.WriteHeader(status)
		}
		_, _ = response.Write([]byte(`{}`))
	}))
	defer server.Close()
	client, _ := New(server.URL+"/", Options{})
	repeated := Call{Method: http.MethodPost, Path: "/x", IdempotencyKey: RandomKey()}
	if _, err := client.Do(ctx, repeated); err != nil || attempts != 2 || len(keys) != 1 {
		t.Errorf("a busy server is asked %d times with %d keys: %v", attempts, len(keys), err)
	}
	repeated.Once = true
	if _, err := client.Do(ctx, repeated); err == nil || attempts != 3 {
		t.Errorf("a call for once is sent %d times", attempts-2)
	}
	attempts, status, repeated.Once = 0, 409, false
	if _, err := client.Do(ctx, repeated); err == nil || attempts != 1 {
		t.Errorf("a refusal is asked for %d times", attempts)
	}
}

func TestWaitIn(t *testing.T) {
	date := time.Now().Add(time.Hour).UTC().Format(http.TimeFormat)
	for header, longest := range map[string]time.Duration{
		"": 0, "x": 0, "-5": 0, "30": 30 * time.Second, "99999999999999999999": 0, date: time.Hour,
		time.Now().Add(-time.Hour).UTC().Format(http.TimeFormat): 0,
	} {
		if wait := waitIn(header); wait > longest || wait < longest-time.Minute {
			t.Errorf("%q is %v", header, wait)
		}
	}
}
