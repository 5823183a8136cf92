// Package nearby finds relays in the network of a computer.
package nearby

import (
	"context"
	"net"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"
)

const (
	local = "_keyward._tcp.local"
	// patience for each of the two: the start of a program waits for no more.
	patience   = time.Second
	maxMessage = 65_535
)

var (
	group    = net.UDPAddr{IP: net.IPv4(224, 0, 0, 251), Port: 5353}
	searched = regexp.MustCompile(`(?m)^(?:search|domain)\s+(\S+)`)
)

// Relay returns the address of a relay: from the record SRV of the computer's domain, else by multicast DNS; empty after two seconds. It may
// be anybody's: what it answers is trusted by its certificate alone.
func Relay(ctx context.Context) string {
	if address := ofDomain(ctx, domainOfComputer()); address != "" {
		return address
	}
	return inNetwork(ctx)
}

func ofDomain(ctx context.Context, domain string) string {
	if domain == "" {
		return ""
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	_, services, err := net.DefaultResolver.LookupSRV(ctx, "keyward", "tcp", domain)
	if err != nil || len(services) == 0 {
		return ""
	}
	return addressOf(strings.TrimSuffix(services[0].Target, "."), services[0].Port)
}

func inNetwork(ctx context.Context) string {
	connection, err := net.ListenPacket("udp4", ":0")
	if err != nil {
		return ""
	}
	defer connection.Close()
	end := time.Now().Add(patience)
	if limit, ok := ctx.Deadline(); ok && limit.Before(end) {
		end = limit
	}
	if connection.SetDeadline(end) != nil {
		return ""
	}
	if _, err := connection.WriteTo(question(), &group); err != nil {
		return ""
	}
	message := make([]byte, maxMessage)
	for {
		length, sender, err := connection.ReadFrom(message)
		if err != nil {
			return ""
		}
		host, _, _ := net.SplitHostPort(sender.String())
		if address := relayIn(message[:length], host); address != "" {
			return address
		}
	}
}

// question for the pointers to services, whose answer is wanted by this socket alone (RFC 6762, section 5.4).
func question() []byte {
	message := []byte{0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0}
	for _, label := range strings.Split(local, ".") {
		message = append(append(message, byte(len(label))), label...)
	}
	return append(message, 0, 0, 12, 0x80, 1)
}

func domainOfComputer() string {
	name, _ := os.Hostname()
	if _, domain, found := strings.Cut(name, "."); found {
		return domain
	}
	resolver, _ := os.ReadFile("/etc/resolv.conf")
	if found := searched.FindSubmatch(resolver); found != nil {
		return strings.TrimSuffix(string(found[1]), ".")
	}
	return os.Getenv("USERDNSDOMAIN")
}

func addressOf(host string, port uint16) string {
	if port == 443 {
		return "https://" + host
	}
	return "http://" + net.JoinHostPort(host, strconv.Itoa(int(port)))
}
