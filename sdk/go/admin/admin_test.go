package admin

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/keyward/keyward/sdk/go/keyward"
)

// In a checkout of the server only.
const document = "../../../openapi.json"

func TestFieldsAreThoseOfTheDocument(t *testing.T) {
	text, err := os.ReadFile(document)
	if err != nil {
		t.Skip("there is no document of the API")
	}
	var api struct {
		Components struct{ Schemas map[string]schema }
	}
	if err := json.Unmarshal(text, &api); err != nil {
		t.Fatal(err)
	}
	for name, each := range map[string]any{
		"License": License{}, "IssueLicense": IssueLicense{}, "ExtendLicense": Extension{}, "Customer": Customer{},
		"CreateCustomer": CreateCustomer{},
	} {
		kind := reflect.TypeOf(each)
		for index := 0; index < kind.NumField(); index++ {
			field, _, _ := strings.Cut(kind.Field(index).Tag.Get("json"), ",")
			// The reason is a part of each change.
			if !has(api.Components.Schemas, name, field) && field != "-" && field != "reason" {
				t.Errorf("%s has no %s", name, field)
			}
		}
	}
}

// A schema of the document, which may extend others.
type schema struct {
	Properties map[string]any
	AllOf      []struct {
		Ref        string `json:"$ref"`
		Properties map[string]any
	}
}

// has tells whether a schema, or one that it extends, has the property.
func has(schemas map[string]schema, name, property string) bool {
	_, isOwn := schemas[name].Properties[property]
	for _, part := range schemas[name].AllOf {
		_, isAdded := part.Properties[property]
		isOwn = isOwn || isAdded
		if part.Ref != "" && has(schemas, part.Ref[strings.LastIndex(part.Ref, "/")+1:], property) {
			return true
		}
	}
	return isOwn
}

func serving(t *testing.T, serve func(request *http.Request) (int, string)) *Client {
	server := httptest.NewServer(http.HandlerFunc(func(response http.ResponseWriter, request *http.Request) {
		status, body := serve(request)
		response.WriteHeader(status)
		_, _ = response.Write([]byte(body))
	}))
	t.Cleanup(server.Close)
	client, err := NewClient(Options{BaseURL: server.URL, APIKey: "secret"})
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func TestListsGoThroughAllPages(t *testing.T) {
	client := serving(t, func(request *http.Request) (int, string) {
		switch query := request.URL.Query(); query.Get("after") {
		case "":
			return 200, `{"items":[{"key":"A"},{"key":"B"}],"next":"b"}`
		case "b":
			return 200, `{"items":[],"next":"c"}`
		default:
			return 200, fmt.Sprintf(`{"items":[{"key":"%s%s"}],"next":null}`, query.Get("customer"), query.Get("limit"))
		}
	})
	var keys []string
	list := client.Licenses(LicenseFilter{Customer: "C", Limit: 2})
	for list.Next(context.Background()) {
		keys = append(keys, list.License().Key)
	}
	if list.Err() != nil || !reflect.DeepEqual(keys, []string{"A", "B", "C2"}) {
		t.Errorf("%v, %v", keys, list.Err())
	}
	if list.Next(context.Background()) {
		t.Error("there is something after the end")
	}
}

func TestChangesAreSentOnceAndRefusalsTold(t *testing.T) {
	keys := map[string]int{}
	client := serving(t, func(request *http.Request) (int, string) {
		keys[request.Header.Get("Idempotency-Key")]++
		if request.Header.Get("X-API-Key") != "secret" {
			return 401, ""
		}
		if strings.HasSuffix(request.URL.EscapedPath(), "/K%2F1/revoke") {
			return 409, `{"error":{"code":"ALREADY_REVOKED","message":"No","request_id":"r"}}`
		}
		if keys["order-1"] == 1 {
			return 503, `{"error":{"code":"UNAVAILABLE","message":"Busy"}}`
		}
		return 201, `{"key":"ISSUED","expires_at":null,"max_activations":3}`
	})
	license, err := client.IssueLicense(context.Background(), IssueLicense{Product: "editor", IdempotencyKey: "order-1"})
	if err != nil || license.Key != "ISSUED" || license.ExpiresAt != nil || *license.MaxActivations != 3 || keys["order-1"] != 2 {
		t.Errorf("%+v, %v, sent with %v", license, err, keys)
	}
	_, err = client.RevokeLicense(context.Background(), "K/1", "refunded")
	var refused *keyward.Error
	if !errors.As(err, &refused) || refused.Code != "ALREADY_REVOKED" || refused.RequestID != "r" || errors.Is(err, keyward.ErrUnreachable) {
		t.Error(err)
	}
	if len(keys) != 2 {
		t.Errorf("changes have the keys %v", keys)
	}
}

func TestOptionsThatCannotBe(t *testing.T) {
	for _, options := range []Options{{BaseURL: "x", APIKey: "k"}, {BaseURL: "http://x"}, {BaseURL: "http://x", APIKey: "a\nb"}} {
		if _, err := NewClient(options); !errors.Is(err, keyward.ErrInvalidOptions) {
			t.Errorf("%+v: %v", options, err)
		}
	}
}
