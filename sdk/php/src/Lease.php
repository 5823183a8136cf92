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
    /** The last second in which a borrowed session needs no server; null if it is not borrowed. */
    public ?int $borrowedUntil;
    /** What the server signed last about it. */
    public Proof $proof;

    public function __construct(Proof $proof, string $token)
    {
        $session = $proof->claims['session'] ?? null;
        $id = $session['id'] ?? null;
        $expiresAt = $session['expires_at'] ?? null;
        $borrowedUntil = $session['borrowed_until'] ?? null;
        if (!is_string($id) || !is_int($expiresAt) || !($borrowedUntil === null || is_int($borrowedUntil))) {
            throw KeywardError::untrusted(new UntrustedError('malformed'));
        }
        $this->id = $id;
        $this->token = $token;
        $this->issuedAt = $proof->issuedAt;
        $this->expiresAt = $expiresAt * 1000;
        $this->isValid = $proof->isValid;
        $this->borrowedUntil = $borrowedUntil === null ? null : $borrowedUntil * 1000;
        $this->proof = $proof;
    }

    /** Whether the seat needs no server at this time, because what is signed speaks of whole seconds. */
    public function isBorrowedAt(int $now): bool
    {
        return $this->borrowedUntil !== null && $now < $this->borrowedUntil + 1_000;
    }

    /** The same, which the server has ended. */
    public function takenBack(): self
    {
        $lease = clone $this;
        $lease->expiresAt = 0;
        $lease->borrowedUntil = null;

        return $lease;
    }

    /** Whether the server has ended the session. */
    public function isTakenBack(): bool
    {
        return $this->expiresAt === 0;
    }

    /** As it goes on without the server. */
    public function whileBorrowed(): self
    {
        $lease = clone $this;
        $lease->expiresAt = (int) $this->borrowedUntil + 1_000;

        return $lease;
    }
}
