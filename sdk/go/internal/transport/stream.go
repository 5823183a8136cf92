package transport

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"
)

const maxRedirects = 5

var errInsecure = errors.New("a file outside of the license server is downloaded over HTTPS only")

// Stream is the open answer to a download. It fails when nothing has arrived for the timeout of a call.
type Stream struct {
	Status int
	Header http.Header

	client *Client
	ctx    context.Context
	body   io.ReadCloser
	idle   *time.Timer
	cancel context.CancelFunc
}

// Open starts a download. An address of the server itself begins with a slash; another one gets nothing that identifies the program.
func (client *Client) Open(ctx context.Context, address string, header http.Header) (*Stream, error) {
	ctx, cancel := context.WithCancel(ctx)
	sender, own := client.http, strings.HasPrefix(address, "/")
	if own {
		address = client.BaseURL + address
	} else if sender = secure(client.http); !strings.HasPrefix(strings.ToLower(address), "https:") {
		cancel()
		return nil, &Failure{Code: "DOWNLOAD_NOT_ALLOWED", Message: errInsecure.Error(), Err: errInsecure}
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		cancel()
		return nil, &Failure{Code: "DOWNLOAD_NOT_ALLOWED", Message: OneLine(err.Error()), Err: err}
	}
	if own {
		request.Header = client.Header.Clone()
	}
	for name, values := range header {
		request.Header[name] = values
	}
	stream := &Stream{client: client, ctx: ctx, cancel: cancel, idle: time.AfterFunc(client.timeout, cancel)}
	response, err := sender.Do(request)
	if err != nil {
		defer stream.end()
		return nil, stream.failure(err)
	}
	stream.Status, stream.Header, stream.body = response.StatusCode, response.Header, response.Body
	if stream.Status != http.StatusOK && stream.Status != http.StatusPartialContent {
		defer stream.Close()
		return nil, client.refusal(response)
	}
	return stream, nil
}

func (stream *Stream) Read(buffer []byte) (int, error) {
	stream.idle.Reset(stream.client.timeout)
	count, err := stream.body.Read(buffer)
	if err == nil || errors.Is(err, io.EOF) {
		return count, err
	}
	failure := stream.failure(err)
	if failure.Code == NetworkError {
		failure.Message = OneLine("The download was interrupted: " + err.Error())
	}
	return count, failure
}

// Close ends the download.
func (stream *Stream) Close() error {
	stream.end()
	return stream.body.Close()
}

func (stream *Stream) end() {
	stream.idle.Stop()
	stream.cancel()
}

func (stream *Stream) failure(err error) *Failure {
	if !stream.idle.Stop() && errors.Is(err, context.Canceled) {
		err = context.DeadlineExceeded
	}
	return stream.client.unreached(context.Background(), err)
}

func secure(sender *http.Client) *http.Client {
	follower := *sender
	follower.CheckRedirect = func(request *http.Request, via []*http.Request) error {
		if request.URL.Scheme != "https" || len(via) > maxRedirects {
			return errInsecure
		}
		request.Header.Del("Referer")
		return nil
	}
	return &follower
}
