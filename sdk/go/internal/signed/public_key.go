package signed

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/sha256"
	"math/big"
)

const (
	edDSA = "EdDSA"
	es256 = "ES256"
)

// coordinate is the length of x, y, r and s.
const coordinate = 32

// A publicKey has the 32 bytes of an Ed25519 key, or the 65 of an uncompressed point of P-256: 4, x, y.
type publicKey []byte

// publicKeyIn reads a key in base64url. Its length says of which algorithm it is.
func publicKeyIn(text string) (publicKey, bool) {
	bytes, err := fromBase64URL(text)
	if err != nil {
		return nil, false
	}
	key := publicKey(bytes)
	return key, len(key) == ed25519.PublicKeySize || key.point() != nil
}

func (key publicKey) id() string { return shortHash(key, 8) }

func (key publicKey) algorithm() string {
	if len(key) == ed25519.PublicKeySize {
		return edDSA
	}
	return es256
}

// point is nil unless the key is an uncompressed point of the curve.
func (key publicKey) point() *ecdsa.PublicKey {
	x, y := elliptic.Unmarshal(elliptic.P256(), key)
	if x == nil {
		return nil
	}
	return &ecdsa.PublicKey{Curve: elliptic.P256(), X: x, Y: y}
}

// verifies takes a signature of ES256 as r and s, 32 bytes each (RFC 7518).
func (key publicKey) verifies(signature, data []byte) bool {
	if key.algorithm() == edDSA {
		return ed25519.Verify(ed25519.PublicKey(key), data, signature)
	}
	point := key.point()
	if point == nil || len(signature) != 2*coordinate {
		return false
	}
	hash := sha256.Sum256(data)
	r := new(big.Int).SetBytes(signature[:coordinate])
	s := new(big.Int).SetBytes(signature[coordinate:])
	return ecdsa.Verify(point, hash[:], r, s)
}
