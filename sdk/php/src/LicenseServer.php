<?php

declare(strict_types=1);

namespace Keyward;

/** A license server that may be anybody: nothing in an answer is trusted but what is signed. Throws KeywardError. */
final class LicenseServer
{
    // Slow networks take seconds, and clocks of servers differ by as much.
    private const SKEW = 60_000;
    private const DAY = 86_400_000;

    private Calls $calls;
    private Verifier $verifier;
    /** @var callable(): int */
    private $localClock;
    private ?int $learnedAt = null;
    private int $lastAnsweredAt = 0;

    /** @param callable(): int $localClock */
    public function __construct(Calls $calls, Verifier $verifier, callable $localClock)
    {
        $this->calls = $calls;
        $this->verifier = $verifier;
        $this->localClock = $localClock;
    }

    public static function nonce(int $length = 32): string
    {
        return substr(Encoding::base64url(random_bytes($length)), 0, $length);
    }

    public function validate(string $licenseKey, ?string $license, ?Proof $file): Proof
    {
        $jti = $file->jti ?? null;
        $send = fn (string $nonce): array => $this->calls->validate($licenseKey, $nonce, $jti);

        return $this->ask('validate', $licenseKey, $license, $send)[0];
    }

    public function activate(string $licenseKey): Proof
    {
        $send = fn (string $nonce): array => $this->calls->activate($licenseKey, $nonce);

        return $this->ask('activate', $licenseKey, null, $send)[0];
    }

    public function startSession(string $licenseKey, ?string $license): Lease
    {
        $send = fn (string $nonce): array => $this->calls->startSession($licenseKey, $nonce);
        [$proof, $reply] = $this->ask('session', $licenseKey, $license, $send);
        $token = $reply['session_token'] ?? null;
        // A repeated answer has none: it is shown only once. The seat is free again when the lease ends.
        if (!is_string($token) || $token === '') {
            throw KeywardError::untrusted(new UntrustedError('malformed'));
        }

        return new Lease($proof, $token);
    }

    /** @param int|null $borrowDays for which it shall need no server; 0 to return them */
    public function renewSession(string $licenseKey, Lease $lease, ?int $borrowDays = null): Lease
    {
        $send = fn (string $nonce): array => $this->calls->renewSession($lease->token, $nonce, $borrowDays);
        $renewed = new Lease($this->ask('session', $licenseKey, null, $send)[0], $lease->token);
        if ($renewed->id !== $lease->id) {
            throw KeywardError::untrusted(new MismatchError('session', 'It is about another session'));
        }

        return $renewed;
    }

    /**
     * The claims of something signed that answers no call in particular.
     * @param mixed $text
     * @return array<string, mixed>
     */
    public function verified($text, string $typ): array
    {
        return self::trusted(fn () => $this->withNewKeys(fn () => $this->verifier->keys->verify($text, $typ)));
    }

    /**
     * @param callable(string): array<string, mixed> $send
     * @return array{Proof, array<string, mixed>}
     */
    private function ask(string $operation, string $licenseKey, ?string $license, callable $send): array
    {
        $nonce = self::nonce();
        $sentAt = ($this->localClock)();
        $reply = $send($nonce);
        $subject = $this->verifier->subject($licenseKey, $license);
        $verify = fn (): Proof => $this->verifier->answer($reply['signed'] ?? null, $subject, $nonce, $operation);
        $proof = self::trusted(fn () => $this->withNewKeys($verify));
        $this->learnDaily();
        // The key that signed it may just have turned out to be revoked.
        self::trusted($verify);
        $this->checkAge($proof, ($this->localClock)() - $sentAt);

        return [$proof, $reply];
    }

    // The nonce proves that the answer was made during this call: its times are compared with the call's duration alone.
    private function checkAge(Proof $proof, int $duration): void
    {
        $isLate = $duration > $proof->endsAt - $proof->issuedAt + self::SKEW;
        if ($isLate || $proof->issuedAt < $this->lastAnsweredAt - self::SKEW) {
            throw KeywardError::untrusted(new MismatchError('expired', 'It came too late'));
        }
        $this->lastAnsweredAt = max($this->lastAnsweredAt, $proof->issuedAt);
    }

    /** @return mixed */
    private function withNewKeys(callable $verify)
    {
        try {
            return $verify();
        } catch (UntrustedError $error) {
            if ($error->reason !== 'unknown_key') {
                throw $error;
            }
        }
        $this->learn();

        return $verify();
    }

    // Only the list of keys names revoked ones.
    private function learnDaily(): void
    {
        $isRecent = $this->learnedAt !== null && abs(($this->localClock)() - $this->learnedAt) <= self::DAY;
        try {
            $isRecent || $this->learn();
        } catch (KeywardError $error) {
            return;
        }
    }

    private function learn(): void
    {
        $this->verifier->keys->learn($this->calls->publicKeys());
        $this->learnedAt = ($this->localClock)();
    }

    /** @return mixed */
    private static function trusted(callable $verify)
    {
        try {
            return $verify();
        } catch (UntrustedError | MismatchError $error) {
            throw KeywardError::untrusted($error);
        }
    }
}
