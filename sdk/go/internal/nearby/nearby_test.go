package nearby

import (
	"encoding/hex"
	"encoding/json"
	"os"
	"strings"
	"testing"
)

type answerCase struct{ Name, Message, Service, Result string }

func answerCases(t *testing.T) []answerCase {
	t.Helper()
	text, err := os.ReadFile("../../../../test/vectors/dns-answers.json")
	if err != nil {
		t.Skip("only in a checkout of the server")
	}
	var vectors struct{ Cases []answerCase }
	if err := json.Unmarshal(text, &vectors); err != nil {
		t.Fatal(err)
	}
	return vectors.Cases
}

// The records of domains are read by the resolver of Go.
func TestReadsAnswersOfMulticastDNS(t *testing.T) {
	for _, each := range answerCases(t) {
		message, err := hex.DecodeString(each.Message)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(each.Service, ".local") {
			continue
		}
		if address := relayIn(message, "10.0.0.1"); address != each.Result {
			t.Errorf("%s: %q instead of %q", each.Name, address, each.Result)
		}
	}
}

func TestReadsNothingBeyondTheEnd(t *testing.T) {
	for _, each := range answerCases(t) {
		message, _ := hex.DecodeString(each.Message)
		for length := range message {
			if address := relayIn(message[:length:length], ""); address != "" {
				t.Errorf("%s, cut at %d: %q", each.Name, length, address)
			}
			changed := append([]byte{}, message...)
			for value := 0; value < 256; value += 17 {
				changed[length] = byte(value)
				relayIn(changed, "")
			}
		}
	}
}
