package nearby

import (
	"context"
	"encoding/hex"
	"net"
	"testing"
)

// PTR, SRV and A, with names that point back, as responders write them.
const pointed = "000084000000000100000002085f6b657977617264045f746370056c6f63616c00000c000100000078000805506c616e74c00cc02b00210001000000" +
	"78000e000000001f900572656c6179c01ac04500010001000000780004c0a80704"

// respond answers each message that a socket of this computer receives, and returns its address and what it was asked.
func respond(t *testing.T, answers func(question []byte) [][]byte) (address *net.UDPAddr, asked <-chan []byte) {
	t.Helper()
	connection, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = connection.Close() })
	questions := make(chan []byte, 10)
	go func() {
		message := make([]byte, maxMessage)
		for {
			length, sender, err := connection.ReadFrom(message)
			if err != nil {
				return
			}
			question := append([]byte{}, message[:length]...)
			questions <- question
			for _, each := range answers(question) {
				_, _ = connection.WriteTo(each, sender)
			}
		}
	}()
	return connection.LocalAddr().(*net.UDPAddr), questions
}

func TestFindsARelayByMulticastDNSAmongOtherAnswers(t *testing.T) {
	answer, _ := hex.DecodeString(pointed)
	address, asked := respond(t, func([]byte) [][]byte { return [][]byte{{1, 2, 3}, question(), answer[:40], answer} })
	former := group
	defer func() { group = former }()
	group = *address
	if found := inNetwork(context.Background()); found != "http://192.168.7.4:8080" {
		t.Errorf("found %q", found)
	}
	if sent := hex.EncodeToString(<-asked); sent != hex.EncodeToString(question()) {
		t.Errorf("asked %s", sent)
	}
}

func TestFindsARelayByTheRecordOfTheDomainWithTheLowestPriority(t *testing.T) {
	address, _ := respond(t, func(question []byte) [][]byte {
		end := 12
		for question[end] != 0 {
			end += int(question[end]) + 1
		}
		end += 5
		answer := append([]byte{question[0], question[1], 0x81, 0x80, 0, 1, 0, 2, 0, 0, 0, 0}, question[12:end]...)
		answer = append(answer, serviceAt(10, 8080, "second")...)
		return [][]byte{append(answer, serviceAt(1, 443, "relay")...)}
	})
	former := net.DefaultResolver
	defer func() { net.DefaultResolver = former }()
	net.DefaultResolver = &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp4", address.String())
	}}
	if found := ofDomain(context.Background(), "plant.example"); found != "https://relay.plant.example" {
		t.Errorf("found %q", found)
	}
	if found := ofDomain(context.Background(), ""); found != "" {
		t.Errorf("found %q without a domain", found)
	}
}

func TestFindsNothingWhereNobodyAnswers(t *testing.T) {
	address, asked := respond(t, func([]byte) [][]byte { return nil })
	former := group
	defer func() { group = former }()
	group = *address
	if found := inNetwork(context.Background()); found != "" || len(asked) != 1 {
		t.Errorf("found %q after %d questions", found, len(asked))
	}
}

// serviceAt is a record of SRV for the name that was asked, at a host of plant.example.
func serviceAt(priority, port int, host string) []byte {
	target := append([]byte{byte(len(host))}, host...)
	target = append(target, "\x05plant\x07example\x00"...)
	head := []byte{0xc0, 12, 0, 33, 0, 1, 0, 0, 0, 120, 0, byte(6 + len(target)), 0, byte(priority), 0, 0, byte(port >> 8), byte(port)}
	return append(head, target...)
}
