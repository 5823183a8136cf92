// Package admin is for the back end of a shop: it issues, finds and changes licenses, and sends customers the link to their portal. Never put
// an API key into a program that is shipped; that is licensed by package keyward.
package admin

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/keyward/keyward/sdk/go/internal/transport"
	"github.com/keyward/keyward/sdk/go/keyward"
)

// Client of the API for administrators. Its methods may be called from any goroutine; their errors are [keyward.Error].
type Client struct{ transport *transport.Client }

// Options of [NewClient].
type Options struct {
	// BaseURL is the address of the license server, without /api/v1.
	BaseURL string
	// APIKey is one of kind internal.
	APIKey string
	// HTTPClient sends the calls, for proxies and certificates of your own.
	HTTPClient *http.Client
	// Timeout of a call; 10 seconds by default.
	Timeout time.Duration
	// MaxRetries is how often a call is repeated if nobody answers or the server is busy; 1 by default, negative for never. A change has the
	// same Idempotency-Key in each attempt, so that it is made once.
	MaxRetries int
}

// NewClient fails only if an option is wrong.
func NewClient(options Options) (*Client, error) {
	sender, err := transport.New(options.BaseURL, transport.Options{
		HTTPClient: options.HTTPClient, Timeout: options.Timeout, MaxRetries: options.MaxRetries,
	})
	if err != nil {
		return nil, &keyward.Error{Code: "INVALID_OPTIONS", Message: err.Error()}
	}
	if options.APIKey == "" || strings.ContainsAny(options.APIKey, "\r\n") {
		return nil, &keyward.Error{Code: "INVALID_OPTIONS", Message: "APIKey must be an API key"}
	}
	sender.Header.Set("X-API-Key", options.APIKey)
	return &Client{sender}, nil
}

// Body of a call of which this package has no fields, for [Client.Call].
type Body = map[string]any

// Call sends any call of the API, such as POST and /api/v1/products, and reads the answer into a pointer. Body and answer may be nil.
func (client *Client) Call(ctx context.Context, method, path string, body, answer any) error {
	key := ""
	if method != http.MethodGet {
		key = transport.RandomKey()
	}
	return client.send(ctx, transport.Call{Method: method, Path: path, Body: body, IdempotencyKey: key}, answer)
}

// change sends a change with the key of the program, or a new one.
func (client *Client) change(ctx context.Context, path, key string, body, answer any) error {
	if key == "" {
		key = transport.RandomKey()
	}
	return client.send(ctx, transport.Call{Method: http.MethodPost, Path: path, Body: body, IdempotencyKey: key}, answer)
}

func (client *Client) find(ctx context.Context, path string, query url.Values, answer any) error {
	return client.send(ctx, transport.Call{Method: http.MethodGet, Path: path, Query: query}, answer)
}

func (client *Client) send(ctx context.Context, call transport.Call, answer any) error {
	text, err := client.transport.Do(ctx, call)
	var failure *transport.Failure
	switch {
	case errors.As(err, &failure):
		return (*keyward.Error)(failure)
	case err != nil || answer == nil:
		return err
	}
	if err := json.Unmarshal(text, answer); err != nil {
		return &keyward.Error{Code: transport.InvalidAnswer, Message: transport.OneLine(err.Error()), Err: err}
	}
	return nil
}
