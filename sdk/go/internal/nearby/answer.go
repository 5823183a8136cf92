package nearby

import (
	"encoding/binary"
	"errors"
	"net"
	"strings"
)

const (
	typeA   = 1
	typeSRV = 33
)

var errCut = errors.New("the message is cut, or a name points forward")

type record struct {
	kind   uint16
	name   string
	target string
	port   uint16
}

// relayIn returns the first service in an answer of multicast DNS; empty for what is no such answer.
func relayIn(message []byte, sender string) string {
	records, err := recordsIn(message)
	if err != nil {
		return ""
	}
	for _, service := range records {
		if service.kind == typeSRV && strings.HasSuffix(service.name, "."+local) {
			host := sender
			for _, each := range records {
				if each.kind == typeA && each.name == service.target {
					host = each.target
				}
			}
			return addressOf(host, service.port)
		}
	}
	return ""
}

func recordsIn(message []byte) (records []record, err error) {
	if len(message) < 12 {
		return nil, errCut
	}
	offset, left := 12, 0
	for questions := word(message, 4); questions > 0; questions-- {
		if _, offset, err = nameAt(message, offset, offset); err != nil {
			return nil, err
		}
		offset += 4
	}
	for _, at := range []int{6, 8, 10} {
		left += int(word(message, at))
	}
	for ; left > 0; left-- {
		found, end, err := recordAt(message, offset)
		if err != nil {
			return nil, err
		}
		records, offset = append(records, found), end
	}
	return records, nil
}

func recordAt(message []byte, offset int) (found record, end int, err error) {
	name, offset, err := nameAt(message, offset, offset)
	if err != nil || offset+10 > len(message) {
		return found, 0, errCut
	}
	found = record{kind: word(message, offset), name: name}
	data := offset + 10
	end = data + int(word(message, offset+8))
	switch {
	case end > len(message), found.kind == typeSRV && end < data+7:
		return found, 0, errCut
	case found.kind == typeSRV:
		found.port = word(message, data+4)
		found.target, _, err = nameAt(message, data+6, data+6)
	case found.kind == typeA && end == data+net.IPv4len:
		found.target = net.IP(message[data:end]).String()
	}
	return found, end, err
}

// nameAt reads a name, whose end may stand earlier in the message (RFC 1035, section 4.1.4): pointers only lead back, so that they end.
func nameAt(message []byte, offset, before int) (name string, end int, err error) {
	labels := []string{}
	for offset < len(message) {
		length := int(message[offset])
		switch {
		case length == 0:
			return strings.Join(labels, "."), offset + 1, nil
		case length >= 0xc0:
			if offset+2 > len(message) {
				return "", 0, errCut
			}
			target := int(word(message, offset) & 0x3fff)
			if target >= before {
				return "", 0, errCut
			}
			rest, _, err := nameAt(message, target, target)
			return strings.Join(append(labels, rest), "."), offset + 2, err
		case offset+1+length > len(message):
			return "", 0, errCut
		}
		labels = append(labels, strings.ToLower(string(message[offset+1:offset+1+length])))
		offset += length + 1
	}
	return "", 0, errCut
}

func word(message []byte, offset int) uint16 { return binary.BigEndian.Uint16(message[offset:]) }
