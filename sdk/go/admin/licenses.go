package admin

import (
	"context"
	"encoding/json"
	"net/url"
	"strconv"
	"time"
)

// License as the server stores it. Pointers are nil for unlimited, never or none.
type License struct {
	ID         string  `json:"id"`
	Key        string  `json:"key"`
	Product    string  `json:"product"`
	CustomerID *string `json:"customer_id"`
	// Status is computed from state and dates: active, unused, expired, not_started, disabled, blocked or revoked.
	Status string `json:"status"`
	// State is the administrative one.
	State           string          `json:"state"`
	Type            string          `json:"type"`
	ExpiresAt       *time.Time      `json:"expires_at"`
	UpdatesUntil    *time.Time      `json:"updates_until"`
	MaxActivations  *int            `json:"max_activations"`
	MaxUsers        *int            `json:"max_users"`
	MaxSessions     *int            `json:"max_sessions"`
	SeatsUsed       int             `json:"seats_used"`
	Features        []string        `json:"features"`
	Metadata        json.RawMessage `json:"metadata"`
	OrderID         *string         `json:"order_id"`
	FirstActivation *time.Time      `json:"first_activated_at"`
	CreatedAt       time.Time       `json:"created_at"`
	UpdatedAt       time.Time       `json:"updated_at"`
}

// IssueLicense is what a license is issued with. Only Product is required: what is left out comes from the product and its policy.
type IssueLicense struct {
	Product string `json:"product"`
	// CustomerID is the UUID, reference or e-mail address of a customer.
	CustomerID string `json:"customer_id,omitempty"`
	// Policy is the UUID or name of another one than the product's.
	Policy         string         `json:"policy,omitempty"`
	Type           string         `json:"type,omitempty"`
	Key            string         `json:"key,omitempty"`
	ExpiresAt      *time.Time     `json:"expires_at,omitempty"`
	UpdatesUntil   *time.Time     `json:"updates_until,omitempty"`
	DurationDays   int            `json:"duration_days,omitempty"`
	DurationMonths int            `json:"duration_months,omitempty"`
	MaxActivations int            `json:"max_activations,omitempty"`
	MaxUsers       int            `json:"max_users,omitempty"`
	MaxSessions    int            `json:"max_sessions,omitempty"`
	Features       []string       `json:"features,omitempty"`
	Entitlements   map[string]any `json:"entitlements,omitempty"`
	Metadata       map[string]any `json:"metadata,omitempty"`
	Description    string         `json:"description,omitempty"`
	// Reason is kept in the audit log.
	Reason string `json:"reason,omitempty"`
	// IdempotencyKey, such as the id of an order, makes sure that a license is issued once, also if the program asks again.
	IdempotencyKey string `json:"-"`
}

// Extension of a license: days, months or years, one of them.
type Extension struct {
	Days   int `json:"days,omitempty"`
	Months int `json:"months,omitempty"`
	Years  int `json:"years,omitempty"`
	// From is end, today or today_if_expired; by default as the policy says.
	From   string `json:"from,omitempty"`
	Reason string `json:"reason,omitempty"`
	// IdempotencyKey, such as the id of a payment, makes sure that a license is extended once, also if the program asks again.
	IdempotencyKey string `json:"-"`
}

// LicenseFilter says which licenses are listed; empty fields do not matter.
type LicenseFilter struct {
	Product string
	// Customer is a UUID, reference or e-mail address.
	Customer string
	Status   string
	// Search is for a part of a key, a customer or a note.
	Search string
	// Limit is the size of a page, 1 to 100.
	Limit int
}

// IssueLicense issues a license.
func (client *Client) IssueLicense(ctx context.Context, input IssueLicense) (*License, error) {
	return client.changed(ctx, "/api/v1/licenses", input.IdempotencyKey, input)
}

// License finds a license by its UUID or key.
func (client *Client) License(ctx context.Context, idOrKey string) (*License, error) {
	var found License
	if err := client.find(ctx, licensePath(idOrKey, ""), nil, &found); err != nil {
		return nil, err
	}
	return &found, nil
}

// ExtendLicense moves the end of a license.
func (client *Client) ExtendLicense(ctx context.Context, idOrKey string, extension Extension) (*License, error) {
	return client.changed(ctx, licensePath(idOrKey, "/extend"), extension.IdempotencyKey, extension)
}

// RevokeLicense ends a license for good, as after a refund. The reason, which may be empty, is kept in the audit log.
func (client *Client) RevokeLicense(ctx context.Context, idOrKey, reason string) (*License, error) {
	return client.changed(ctx, licensePath(idOrKey, "/revoke"), "", withReason(reason))
}

// DisableLicense refuses a license until it is enabled again.
func (client *Client) DisableLicense(ctx context.Context, idOrKey, reason string) (*License, error) {
	return client.changed(ctx, licensePath(idOrKey, "/disable"), "", withReason(reason))
}

// EnableLicense ends what [Client.DisableLicense] did.
func (client *Client) EnableLicense(ctx context.Context, idOrKey, reason string) (*License, error) {
	return client.changed(ctx, licensePath(idOrKey, "/enable"), "", withReason(reason))
}

// Licenses lists licenses, newest first:
//
//	licenses := client.Licenses(admin.LicenseFilter{Customer: "ada@example.com"})
//	for licenses.Next(ctx) {
//		fmt.Println(licenses.License().Key)
//	}
//	err := licenses.Err()
func (client *Client) Licenses(filter LicenseFilter) *Licenses {
	query := url.Values{}
	for name, value := range map[string]string{
		"product": filter.Product, "customer": filter.Customer, "status": filter.Status, "q": filter.Search,
	} {
		if value != "" {
			query.Set(name, value)
		}
	}
	if filter.Limit > 0 {
		query.Set("limit", strconv.Itoa(filter.Limit))
	}
	return &Licenses{client: client, query: query}
}

// Licenses is a list that is read page by page.
type Licenses struct {
	client *Client
	query  url.Values
	page   []License
	at     int
	isLast bool
	err    error
}

// Next goes to the next license, and returns false at the end or after a failure.
func (list *Licenses) Next(ctx context.Context) bool {
	list.at++
	for list.at >= len(list.page) && !list.isLast && list.err == nil {
		var page struct {
			Items []License `json:"items"`
			Next  *string   `json:"next"`
		}
		list.err = list.client.find(ctx, "/api/v1/licenses", list.query, &page)
		list.page, list.at = page.Items, 0
		if list.isLast = page.Next == nil; !list.isLast {
			list.query.Set("after", *page.Next)
		}
	}
	return list.err == nil && list.at < len(list.page)
}

// License is the one that Next went to.
func (list *Licenses) License() *License { return &list.page[list.at] }

// Err is why the list ended early; nil at its end.
func (list *Licenses) Err() error { return list.err }

func (client *Client) changed(ctx context.Context, path, key string, body any) (*License, error) {
	var license License
	if err := client.change(ctx, path, key, body, &license); err != nil {
		return nil, err
	}
	return &license, nil
}

func licensePath(idOrKey, action string) string {
	return "/api/v1/licenses/" + url.PathEscape(idOrKey) + action
}

func withReason(reason string) Body {
	if reason == "" {
		return Body{}
	}
	return Body{"reason": reason}
}
