<?php

declare(strict_types=1);

namespace Keyward;

/** A floating session as the server signed it, and the token that was sent beside. Times are milliseconds since 1970. */
final class Lease
{
    public string $id;
    public string $token;
    public int $issuedAt;
    public int $expiresAt;
    /** Whether the license can still be used. */
    public bool $isValid;

    public function __construct(Proof $proof, string $token)
    {
        $session = $proof->claims['session'] ?? null;
        $id = $session['id'] ?? null;
        $expiresAt = $session['expires_at'] ?? null;
        if (!is_string($id) || !is_int($expiresAt)) {
            throw KeywardError::untrusted(new UntrustedError('malformed'));
        }
        $this->id = $id;
        $this->token = $token;
        $this->issuedAt = $proof->issuedAt;
        $this->expiresAt = $expiresAt * 1000;
        $this->isValid = $proof->isValid;
    }
}
