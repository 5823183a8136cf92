package transport

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Codes of failures that are no refusal of the server.
const (
	NetworkError  = "NETWORK_ERROR"
	Timeout       = "TIMEOUT"
	InvalidAnswer = "INVALID_ANSWER"
	Redirected    = "REDIRECTED"
	PathNotFound  = "PATH_NOT_FOUND"
	Canceled      = "CANCELED"
)

const (
	maxMessage   = 300
	checkAddress = "Check BaseURL: it is the address of the server without /api/v1"
	checkNetwork = checkAddress + ", or sign in to the network"
)

var (
	blanks   = regexp.MustCompile(`\s+`)
	codeText = regexp.MustCompile(`^[A-Z][A-Z0-9_]*$`)
	// Another address of a server, and no page on which people sign in.
	moved = regexp.MustCompile(`(?i)^(https?://.{1,100})/api/v1/`)
)

// Failure is a call that failed. The packages give it to their callers as errors of their own with the same fields.
type Failure struct {
	Code       string
	Message    string
	Status     int
	RetryAfter time.Duration
	RequestID  string
	Details    json.RawMessage
	Err        error
	// Signed is the signature of a refusal; empty if it has none. IsSigned says that it was verified.
	Signed string
	// Waiting is the place in the waiting line that a refused start was given; nil without one.
	Waiting  *Waiting
	IsSigned bool
}

// Waiting is a place in the waiting line for a floating seat, and the token that keeps it.
type Waiting struct {
	Position int       `json:"position"`
	Since    time.Time `json:"since"`
	Token    string    `json:"token"`
}

func (failure *Failure) Error() string { return failure.Code + ": " + failure.Message }

func (failure *Failure) Unwrap() error { return failure.Err }

// IsPostponed says whether the server, or a proxy before it, has no time now, and wants to be asked again.
func (failure *Failure) IsPostponed() bool {
	switch failure.Status {
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

// elsewhere is the failure of an address at which no server of ours answered, in one line that says what to change.
func (client *Client) elsewhere(code string, status int, came, cure string, cause error) *Failure {
	message := fmt.Sprintf("No Keyward server answered at %s: %s. %s", client.BaseURL, came, cure)
	return &Failure{Code: code, Status: status, Message: OneLine(message), Err: cause}
}

// OneLine folds blanks, and shortens what is too long for a line of a log.
func OneLine(text string) string {
	line := []rune(strings.TrimSpace(blanks.ReplaceAllString(text, " ")))
	if len(line) > maxMessage {
		line = append(line[:maxMessage-1], '…')
	}
	return string(line)
}

// refusal reads an answer with another status than success.
func (client *Client) refusal(response *http.Response) *Failure {
	status := response.StatusCode
	if status >= 300 && status < 400 {
		return client.redirected(response)
	}
	body, _ := io.ReadAll(io.LimitReader(response.Body, maxAnswer))
	var answer struct {
		Error struct {
			Code      string          `json:"code"`
			Message   string          `json:"message"`
			RequestID string          `json:"request_id"`
			Details   json.RawMessage `json:"details"`
			Waiting   *Waiting        `json:"waiting"`
		} `json:"error"`
		Signed string `json:"signed"`
	}
	retryAfter := waitIn(response.Header.Get("Retry-After"))
	if json.Unmarshal(body, &answer) != nil || !codeText.MatchString(answer.Error.Code) {
		// A captive portal, a proxy, or another server.
		if status >= 500 || status == http.StatusTooManyRequests {
			failure := client.elsewhere(fmt.Sprintf("HTTP_%d", status), status, http.StatusText(status), "Try again later", nil)
			failure.RetryAfter = retryAfter
			return failure
		}
		return client.foreign(response, body)
	}
	problem := answer.Error
	if problem.Code == PathNotFound {
		return client.elsewhere(PathNotFound, status, problem.Message, checkAddress, nil)
	}
	return &Failure{
		Waiting: problem.Waiting,
		Code:    problem.Code, Message: problem.Message, Status: status,
		RetryAfter: retryAfter, RequestID: problem.RequestID, Details: problem.Details, Signed: answer.Signed,
	}
}

func (client *Client) redirected(response *http.Response) *Failure {
	to, cure := "another address", checkNetwork
	if location, err := response.Location(); err == nil {
		location.RawQuery, location.Fragment, location.User = "", "", nil
		to = location.String()
	}
	if parts := moved.FindStringSubmatch(to); parts != nil {
		cure = "If the server is there, make " + parts[1] + " the BaseURL"
	}
	return client.elsewhere(Redirected, 0, "it redirects to "+to, cure, nil)
}

// foreign is the failure of an answer that is none of our server, whatever its status.
func (client *Client) foreign(response *http.Response, body []byte) *Failure {
	came, cure := "an answer that is no JSON object", checkAddress
	if strings.Contains(response.Header.Get("Content-Type"), "html") || strings.HasPrefix(strings.TrimSpace(string(body)), "<") {
		came, cure = "a web page", checkNetwork
	}
	return client.elsewhere(InvalidAnswer, 0, fmt.Sprintf("%s (status %d)", came, response.StatusCode), cure, nil)
}

// waitIn reads Retry-After: a number of seconds, or a date.
func waitIn(header string) time.Duration {
	header = strings.TrimSpace(header)
	if seconds, err := strconv.ParseUint(header, 10, 32); err == nil {
		return time.Duration(seconds) * time.Second
	}
	if at, err := http.ParseTime(header); err == nil && time.Until(at) > 0 {
		return time.Until(at)
	}
	return 0
}
