<?php

declare(strict_types=1);

namespace Keyward;

/**
 * A server in the network of a customer, which answers under a certificate that the vendor's server signed. Times are milliseconds
 * since 1970.
 */
final class CertifiedRelay
{
    public const CERTIFICATE = 'keyward-relay+jws';

    /** Clocks are corrected by minutes every day, and by nobody by hours. */
    private const TOLERANCE = 3_600_000;

    public string $id;
    public string $name;
    public string $kid;
    public PublicKey $key;
    /** The last second in which it may answer. */
    public int $endsAt;
    private string $product;
    private string $keyHash;
    private int $issuedAt;
    private int $startsAt;

    /**
     * Throws UntrustedError if the claims are not those of a certificate.
     * @param array<string, mixed> $claims
     */
    public function __construct(array $claims)
    {
        $relay = self::arrayIn($claims, 'relay');
        $jwk = self::arrayIn($relay, 'key');
        $key = PublicKey::of($jwk['x'] ?? null);
        $isEd25519 = ($jwk['kty'] ?? null) === 'OKP' && ($jwk['crv'] ?? null) === 'Ed25519';
        if (($claims['ver'] ?? null) !== 1 || !$isEd25519 || $key === null || $key->algorithm() !== 'EdDSA') {
            throw new UntrustedError('malformed');
        }
        $this->key = $key;
        $this->id = Proof::text($relay, 'id');
        $this->name = Proof::text($relay, 'name');
        $this->kid = Proof::text($jwk, 'kid');
        $this->product = Proof::text($claims, 'product');
        $this->keyHash = Proof::text($claims, 'key_hash');
        $this->issuedAt = Proof::time($claims, 'iat');
        $this->startsAt = Proof::time($claims, 'nbf');
        $this->endsAt = Proof::time($claims, 'exp');
    }

    /**
     * Throws UntrustedError unless the relay signs in its own name, and for no longer than it is certified.
     * @param array<string, mixed> $claims
     */
    public function checkClaims(array $claims): void
    {
        $session = self::arrayIn($claims, 'session');
        $ends = [
            'exp' => $claims['exp'] ?? false,
            'offline_until' => $claims['offline_until'] ?? null,
            'expires_at' => $session['expires_at'] ?? null,
            'borrowed_until' => $session['borrowed_until'] ?? null,
        ];
        foreach ($ends as $name => $end) {
            if ($end !== null && Proof::time($ends, $name) > $this->endsAt) {
                throw new UntrustedError('malformed');
            }
        }
        if (($claims['relay'] ?? null) !== $this->id) {
            throw new UntrustedError('malformed');
        }
    }

    /**
     * Throws UntrustedError unless the relay may answer for a product and a license key.
     * @param string|null $licenseKey null if the call names none
     * @param int|null $now null for an answer from the store, whose use its times bound
     */
    public function check(string $product, ?string $licenseKey, ?int $now): void
    {
        $isOfKey = $licenseKey === null || hash('sha256', $licenseKey) === $this->keyHash;
        if ($product !== $this->product || !$isOfKey) {
            throw new UntrustedError('relay_chain');
        }
        if ($now === null) {
            return;
        }
        // Something signed at this instant exists.
        $latest = max($now, $this->issuedAt);
        if ($latest < $this->startsAt - self::TOLERANCE) {
            throw new UntrustedError('relay_chain');
        }
        if ($latest >= $this->endsAt + 1_000) {
            throw new UntrustedError('relay_expired');
        }
    }

    /**
     * @param array<string, mixed> $claims
     * @return array<string, mixed>
     */
    private static function arrayIn(array $claims, string $name): array
    {
        $value = $claims[$name] ?? null;

        return is_array($value) ? $value : [];
    }
}
