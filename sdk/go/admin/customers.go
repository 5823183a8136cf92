package admin

import (
	"context"
	"encoding/json"
	"net/url"
	"time"
)

// Customer as the server stores it. Pointers are nil for none.
type Customer struct {
	ID        string          `json:"id"`
	Reference *string         `json:"reference"`
	Name      string          `json:"name"`
	Email     *string         `json:"email"`
	Company   *string         `json:"company"`
	Metadata  json.RawMessage `json:"metadata"`
	CreatedAt time.Time       `json:"created_at"`
}

// CreateCustomer is what a customer is created with. Only Name is required.
type CreateCustomer struct {
	Name string `json:"name"`
	// Reference is your own identifier, unique.
	Reference string         `json:"reference,omitempty"`
	Email     string         `json:"email,omitempty"`
	Company   string         `json:"company,omitempty"`
	Metadata  map[string]any `json:"metadata,omitempty"`
	// Reason is kept in the audit log.
	Reason string `json:"reason,omitempty"`
	// IdempotencyKey makes sure that the customer is created once, also if the program asks again.
	IdempotencyKey string `json:"-"`
}

// CreateCustomer creates a customer. An e-mail address that another customer has is refused.
func (client *Client) CreateCustomer(ctx context.Context, input CreateCustomer) (*Customer, error) {
	var created Customer
	if err := client.change(ctx, "/api/v1/customers", input.IdempotencyKey, input, &created); err != nil {
		return nil, err
	}
	return &created, nil
}

// Customer finds a customer by UUID, reference or e-mail address.
func (client *Client) Customer(ctx context.Context, customer string) (*Customer, error) {
	var found Customer
	if err := client.find(ctx, "/api/v1/customers/"+url.PathEscape(customer), nil, &found); err != nil {
		return nil, err
	}
	return &found, nil
}

// SendPortalLink sends a customer the link to the portal by e-mail, and returns the address.
func (client *Client) SendPortalLink(ctx context.Context, customer string) (to string, err error) {
	var link struct {
		To string `json:"to"`
	}
	err = client.change(ctx, "/api/v1/customers/"+url.PathEscape(customer)+"/portal-link", "", Body{}, &link)
	return link.To, err
}
