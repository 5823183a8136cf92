package keyward

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/keyward/keyward/sdk/go/internal/signed"
)

const (
	testProduct = "editor"
	testKey     = "TEST-KEY"
	day         = 24 * time.Hour
)

// testServer signs as a license server does. Tests change what it answers.
type testServer struct {
	*httptest.Server
	t      *testing.T
	key    ed25519.PrivateKey
	pinned string

	mutex sync.Mutex
	now   time.Time
	calls []string
	// code of the next answers; VALID is a yes.
	code string
	// sessions that run, by token, until when they are borrowed; zero for not.
	sessions    map[string]time.Time
	maxSessions int
	file        []byte
	// breaks is how many downloads still end early.
	breaks int
	down   bool
	// lie in what is said of usage; empty for none.
	lie string
}

func newTestServer(t *testing.T) *testServer {
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	server := &testServer{
		t: t, key: private, pinned: signed.Base64URL(public), code: "VALID", now: time.Unix(1_800_000_000, 0),
		sessions: map[string]time.Time{}, maxSessions: 1,
	}
	server.Server = httptest.NewServer(http.HandlerFunc(server.serve))
	t.Cleanup(server.Close)
	return server
}

// options of a program that asks when it is told to, on the server's clock.
func (server *testServer) options() Options {
	return Options{
		BaseURL: server.URL, Product: testProduct, Keys: []string{server.pinned}, Device: "desk", LicenseKey: testKey,
		Store: FileStore(filepath.Join(server.t.TempDir(), "license")), MaxRetries: -1, Manual: true, Now: server.clock,
	}
}

func (server *testServer) open(options Options) *License {
	server.t.Helper()
	license, err := Open(context.Background(), options)
	if err != nil {
		server.t.Fatal(err)
	}
	server.t.Cleanup(func() { _ = license.Close() })
	return license
}

func (server *testServer) clock() time.Time {
	server.mutex.Lock()
	defer server.mutex.Unlock()
	return server.now
}

func (server *testServer) change(change func()) {
	server.mutex.Lock()
	defer server.mutex.Unlock()
	change()
}

func (server *testServer) pass(duration time.Duration) {
	server.change(func() { server.now = server.now.Add(duration) })
}

// asked returns the paths of the calls since the last time.
func (server *testServer) asked() []string {
	server.mutex.Lock()
	defer server.mutex.Unlock()
	calls := server.calls
	server.calls = nil
	return calls
}

func (server *testServer) serve(response http.ResponseWriter, request *http.Request) {
	server.mutex.Lock()
	defer server.mutex.Unlock()
	if server.down {
		panic(http.ErrAbortHandler)
	}
	if request.URL.Path == "/api/v1/updates/file" {
		sum := sha256.Sum256(server.file)
		response.Header().Set("ETag", `"`+hex.EncodeToString(sum[:])+`"`)
		content := io.ReadSeeker(bytes.NewReader(server.file))
		if server.breaks > 0 {
			server.breaks--
			content = brokenFile{content}
		}
		http.ServeContent(response, request, "", time.Time{}, content)
		return
	}
	var body map[string]any
	_ = json.NewDecoder(request.Body).Decode(&body)
	if request.Method == http.MethodPost {
		server.calls = append(server.calls, request.URL.Path[len("/api/v1/"):])
	}
	switch request.URL.Path {
	case "/.well-known/jwks.json":
		server.reply(response, 200, fields{"keys": []any{}})
	case "/api/v1/validate", "/api/v1/activate":
		server.reply(response, 200, fields{"signed": server.answer(body, request.URL.Path[len("/api/v1/"):], nil)})
	case "/api/v1/license-sessions":
		server.startSession(response, body)
	case "/api/v1/license-sessions/heartbeat":
		server.renewSession(response, body)
	case "/api/v1/license-sessions/end":
		delete(server.sessions, body["session_token"].(string))
		server.reply(response, 200, fields{})
	case "/api/v1/usage":
		server.recordUsage(response, body)
	default:
		server.reply(response, 404, problem("PATH_NOT_FOUND"))
	}
}

func (server *testServer) startSession(response http.ResponseWriter, body fields) {
	if len(server.sessions) >= server.maxSessions {
		server.reply(response, 409, problem("SESSIONS_EXHAUSTED"))
		return
	}
	token := "token " + body["nonce"].(string)
	server.sessions[token] = time.Time{}
	server.reply(response, 201, fields{"session_token": token, "signed": server.answer(body, "session", server.session(token))})
}

func (server *testServer) renewSession(response http.ResponseWriter, body fields) {
	token := body["session_token"].(string)
	if _, isRunning := server.sessions[token]; !isRunning {
		server.reply(response, 404, problem("NOT_FOUND"))
		return
	}
	if days, isGiven := body["borrow_days"].(float64); isGiven && days > 5 {
		server.reply(response, 403, problem("BORROWING_NOT_ALLOWED"))
		return
	} else if isGiven {
		server.sessions[token] = time.Time{}
		if days > 0 {
			server.sessions[token] = server.now.Add(time.Duration(days) * day)
		}
	}
	body["license_key"], body["hardware_id"] = testKey, "desk"
	server.reply(response, 200, fields{"signed": server.answer(body, "session", server.session(token))})
}

func (server *testServer) session(token string) fields {
	hash := sha256.Sum256([]byte(token))
	session := fields{"id": hex.EncodeToString(hash[:8]), "expires_at": server.now.Add(10 * time.Minute).Unix()}
	if until := server.sessions[token]; !until.IsZero() {
		session["borrowed_until"] = until.Unix()
	}
	return session
}

func (server *testServer) answer(body fields, operation string, session fields) string {
	hash := sha256.Sum256([]byte(body["license_key"].(string)))
	claims := fields{
		"iat": server.now.Unix(), "exp": server.now.Add(5 * time.Minute).Unix(), "jti": body["nonce"], "nonce": body["nonce"], "op": operation,
		"product": testProduct, "license": "a license", "key_hash": hex.EncodeToString(hash[:]), "fingerprint": body["hardware_id"],
		"valid": server.code == "VALID", "code": server.code, "features": []string{"export"}, "max_users": 3, "expires_at": nil,
		"offline_until": server.now.Add(2 * day).Unix(), "next_check": server.now.Add(day).Unix(),
		"upgrade_url": "https://example.com/upgrade", "manage_url": "javascript:alert(1)",
	}
	if session != nil {
		claims["session"] = session
	}
	return signAs(server.key, signed.Verdict, claims)
}

func (server *testServer) reply(response http.ResponseWriter, status int, body fields) {
	response.Header().Set("Content-Type", "application/json")
	response.WriteHeader(status)
	if err := json.NewEncoder(response).Encode(body); err != nil {
		server.t.Error(err)
	}
}

func problem(code string) fields {
	return fields{"error": fields{"code": code, "message": "Sorry"}}
}

func signAs(key ed25519.PrivateKey, typ string, claims fields) string {
	hash := sha256.Sum256(key.Public().(ed25519.PublicKey))
	kid := signed.Base64URL(hash[:])[:8]
	text, _ := json.Marshal(claims)
	content := signed.Base64URL([]byte(`{"alg":"EdDSA","kid":"`+kid+`","typ":"`+typ+`"}`)) + "." + signed.Base64URL(text)
	return content + "." + signed.Base64URL(ed25519.Sign(key, []byte(content)))
}
