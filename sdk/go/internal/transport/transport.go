// Package transport sends calls to a license server: it repeats what may be repeated, and follows no redirect.
package transport

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"time"
)

const (
	maxAnswer   = 1 << 20
	longestWait = 5 * time.Second
	firstWait   = 200 * time.Millisecond

	defaultTimeout = 10 * time.Second
)

// Version of this module, which is that of the server.
const Version = "0.1.0"

// Client calls one server.
type Client struct {
	// BaseURL has no slash at its end.
	BaseURL string
	// Header is sent with each call to the server.
	Header  http.Header
	http    *http.Client
	timeout time.Duration
	retries int
}

// Options of [New]. Zero values are the defaults.
type Options struct {
	HTTPClient *http.Client
	// Timeout of an attempt; 10 seconds by default.
	Timeout time.Duration
	// MaxRetries is 1 by default; negative for none.
	MaxRetries int
}

// New refuses addresses that cannot be those of a server.
func New(baseURL string, options Options) (*Client, error) {
	checked, err := checkedURL(baseURL)
	if err != nil {
		return nil, err
	}
	client := &Client{BaseURL: checked, Header: http.Header{}, http: &http.Client{}, timeout: defaultTimeout, retries: 1}
	if options.HTTPClient != nil {
		*client.http = *options.HTTPClient
	}
	// A redirect could lead credentials elsewhere.
	client.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	if options.Timeout > 0 {
		client.timeout = options.Timeout
	}
	if options.MaxRetries != 0 {
		client.retries = options.MaxRetries
	}
	client.Header.Set("User-Agent", fmt.Sprintf("keyward-go/%s (%s)", Version, runtime.Version()))
	return client, nil
}

func checkedURL(text string) (string, error) {
	address, err := url.Parse(strings.TrimSpace(text))
	switch {
	case err != nil || (address.Scheme != "http" && address.Scheme != "https") || address.Hostname() == "":
		return "", errors.New("BaseURL must be http:// or https:// and a host")
	case address.User != nil || address.RawQuery != "" || address.ForceQuery || address.Fragment != "":
		return "", errors.New("BaseURL must have no user, query or fragment")
	}
	base := strings.TrimRight(address.String(), "/")
	if strings.HasSuffix(base, "/api/v1") {
		return "", errors.New("BaseURL must not end in /api/v1: the client adds it")
	}
	return base, nil
}

// Call is a request with a JSON body.
type Call struct {
	Method string
	Path   string
	Query  url.Values
	// Body is nil for none.
	Body any
	// IdempotencyKey is the same on every attempt: the server returns the first answer again. Empty for none.
	IdempotencyKey string
	// Once forbids to repeat the call.
	Once bool
}

// Do returns the JSON object of an answer, an empty one of an answer without a body, or a [Failure].
func (client *Client) Do(ctx context.Context, call Call) ([]byte, error) {
	var body []byte
	if call.Body != nil {
		encoded, err := json.Marshal(call.Body)
		if err != nil {
			return nil, &Failure{Code: "INVALID_REQUEST", Message: OneLine(err.Error()), Err: err}
		}
		body = encoded
	}
	for attempt := 0; ; attempt++ {
		answer, failure := client.attempt(ctx, call, body)
		if failure == nil {
			return answer, nil
		}
		wait, mayRepeat := client.waitBefore(attempt, failure)
		if call.Once || !mayRepeat || !Sleep(ctx, wait) {
			return nil, failure
		}
	}
}

func (client *Client) waitBefore(attempt int, failure *Failure) (wait time.Duration, mayRepeat bool) {
	if attempt >= client.retries || (!failure.IsPostponed() && failure.Code != NetworkError) {
		return 0, false
	}
	wait = failure.RetryAfter
	if wait == 0 {
		wait = firstWait << attempt
		wait += Jitter(wait / 4)
	}
	return wait, wait <= longestWait
}

func (client *Client) attempt(ctx context.Context, call Call, body []byte) ([]byte, *Failure) {
	ctx, cancel := context.WithTimeout(ctx, client.timeout)
	defer cancel()
	address := client.BaseURL + call.Path
	if len(call.Query) > 0 {
		address += "?" + call.Query.Encode()
	}
	request, err := http.NewRequestWithContext(ctx, call.Method, address, bytes.NewReader(body))
	if err != nil {
		return nil, &Failure{Code: "INVALID_REQUEST", Message: OneLine(err.Error()), Err: err}
	}
	request.Header = client.Header.Clone()
	request.Header.Set("Accept", "application/json")
	if call.Body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	if call.IdempotencyKey != "" {
		request.Header.Set("Idempotency-Key", call.IdempotencyKey)
	}
	response, err := client.http.Do(request)
	if err != nil {
		return nil, client.unreached(ctx, err)
	}
	defer response.Body.Close()
	return client.answerIn(ctx, response)
}

func (client *Client) answerIn(ctx context.Context, response *http.Response) ([]byte, *Failure) {
	if response.StatusCode < 200 || response.StatusCode >= 300 {
		return nil, client.refusal(response)
	}
	if response.StatusCode == http.StatusNoContent {
		return []byte("{}"), nil
	}
	answer, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer))
	if err != nil {
		return nil, client.unreached(ctx, err)
	}
	var object map[string]json.RawMessage
	if json.Unmarshal(answer, &object) != nil || object == nil {
		return nil, client.foreign(response, answer)
	}
	return answer, nil
}

// unreached is the failure of a call without an answer.
func (client *Client) unreached(ctx context.Context, err error) *Failure {
	text := err.Error()
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		text = wrapped.Err.Error()
	}
	isHTTPS := strings.HasPrefix(client.BaseURL, "https:")
	switch {
	case errors.Is(err, context.Canceled) || errors.Is(ctx.Err(), context.Canceled):
		return &Failure{Code: Canceled, Message: "The call was canceled", Err: context.Canceled}
	case errors.Is(err, context.DeadlineExceeded) || ctx.Err() != nil:
		return &Failure{Code: Timeout, Message: "No answer in time at " + client.BaseURL, Err: context.DeadlineExceeded}
	case strings.Contains(text, "x509: "):
		return client.elsewhere(NetworkError, 0, "its certificate is not trusted", "Check BaseURL, the clock of this computer and the network", err)
	case isHTTPS && isPlain(text):
		return client.elsewhere(NetworkError, 0, "the connection failed", "It does not speak TLS there: does BaseURL begin with http://?", err)
	case !isHTTPS && isClosed(text):
		return client.elsewhere(NetworkError, 0, text, "Check BaseURL and the network: does it begin with https://?", err)
	}
	return client.elsewhere(NetworkError, 0, text, "Check BaseURL and the network", err)
}

func isPlain(text string) bool {
	return strings.Contains(text, "HTTP response to HTTPS client") || strings.Contains(text, "does not look like a TLS handshake") ||
		strings.Contains(text, "record overflow")
}

func isClosed(text string) bool {
	return strings.Contains(text, "EOF") || strings.Contains(text, "reset") || strings.Contains(text, "malformed HTTP") ||
		strings.Contains(text, "server closed")
}

// Sleep returns false if the context ends before.
func Sleep(ctx context.Context, wait time.Duration) bool {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// Jitter is a random part of a duration, so that programs do not ask at once.
func Jitter(longest time.Duration) time.Duration {
	var random [4]byte
	if _, err := rand.Read(random[:]); err != nil {
		return 0
	}
	return time.Duration(float64(longest) * float64(binary.BigEndian.Uint32(random[:])) / (1 << 32))
}

// RandomKey names a change that may be sent again.
func RandomKey() string {
	var random [16]byte
	if _, err := rand.Read(random[:]); err != nil {
		panic("keyward: the system has no randomness: " + err.Error())
	}
	return hex.EncodeToString(random[:])
}
