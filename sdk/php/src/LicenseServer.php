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
        $call = new AskedCall('validate', $licenseKey);
        $send = fn (): array => $this->calls->validate($licenseKey, $call->nonce, $jti);

        return $this->ask($call, $licenseKey, $license, $send)[0];
    }

    public function activate(string $licenseKey): Proof
    {
        $call = new AskedCall('activate', $licenseKey);
        $send = fn (): array => $this->calls->activate($licenseKey, $call->nonce);

        return $this->ask($call, $licenseKey, null, $send)[0];
    }

    public function deactivate(string $licenseKey): void
    {
        $call = new AskedCall('deactivate', $licenseKey);
        $this->outcome($call, fn (): array => $this->calls->deactivate($licenseKey, $call->nonce));
    }

    /**
     * @param list<array<string, mixed>> $items
     * @return array<string, mixed> claims with the balances
     */
    public function recordUsage(string $licenseKey, array $items): array
    {
        $call = new AskedCall('usage', $licenseKey);
        [$claims] = $this->outcome($call, fn (): array => $this->calls->recordUsage($licenseKey, $call->nonce, $items));
        Usage::checkItems($claims, $items);

        return $claims;
    }

    /**
     * @param list<array<string, mixed>> $items
     * @return array{token: string, expires_at: \DateTimeImmutable}
     */
    public function reserveUsage(string $licenseKey, array $items, ?int $seconds): array
    {
        $call = new AskedCall('usage', $licenseKey);
        $send = fn (): array => $this->calls->reserveUsage($licenseKey, $call->nonce, $items, $seconds);
        [$claims, $reply] = $this->outcome($call, $send);
        Usage::checkItems($claims, $items);

        return Usage::reservation($claims, $reply);
    }

    /**
     * @param list<array<string, mixed>>|null $items
     * @return array<string, mixed> claims with the balances
     */
    public function commitUsage(string $token, ?array $items): array
    {
        $call = new AskedCall('usage', $token, false);
        [$claims] = $this->outcome($call, fn (): array => $this->calls->commitUsage($token, $call->nonce, $items));
        Usage::checkItems($claims, $items);

        return $claims;
    }

    /**
     * What the server says of a newer version: the claims that prove it, and the answer.
     * @param array<string, string> $target
     * @return array{array<string, mixed>, array<string, mixed>}
     */
    public function checkForUpdate(?string $licenseKey, string $currentVersion, array $target): array
    {
        $call = new AskedCall('update', $licenseKey);

        return $this->outcome($call, fn (): array =>
            $this->calls->checkForUpdate($licenseKey, $call->nonce, $currentVersion, $target));
    }

    /** @param string|null $waitToken of the place in the waiting line */
    public function startSession(string $licenseKey, ?string $license, ?string $waitToken): Lease
    {
        $call = new AskedCall('session', $licenseKey);
        $send = fn (): array => $this->calls->startSession($licenseKey, $call->nonce, $waitToken);
        [$proof, $reply] = $this->ask($call, $licenseKey, $license, $send);
        $token = $reply['session_token'] ?? null;
        // A repeated answer has none: it is shown only once. The seat is free again when the lease ends.
        if (!is_string($token) || $token === '') {
            throw KeywardError::untrusted(new UntrustedError('malformed'));
        }

        return new Lease($proof, $token);
    }

    /**
     * @param int|null $borrowDays for which it shall need no server; 0 to return them
     * @param int|null $idleSeconds since the user was active
     */
    public function renewSession(string $licenseKey, Lease $lease, ?int $borrowDays = null, ?int $idleSeconds = null): Lease
    {
        $lender = $lease->borrowedUntil === null ? null : $lease->proof->relay->id ?? null;
        $call = new AskedCall('session', $lease->token, false, $lender);
        $send = fn (): array => $this->calls->renewSession($lease->token, $call->nonce, $borrowDays, $idleSeconds);
        $renewed = new Lease($this->ask($call, $licenseKey, null, $send)[0], $lease->token);
        if ($renewed->id !== $lease->id) {
            throw KeywardError::untrusted(new MismatchError('session', 'It is about another session'));
        }

        return $renewed;
    }

    /**
     * @param list<string> $take
     * @param list<string> $release
     * @return list<array{feature: string, held: bool, used: int, max: int|null, code: string|null}>
     */
    public function changeFeatures(string $token, array $take, array $release): array
    {
        $call = new AskedCall('session', $token, false);
        [$claims] = $this->outcome($call, fn (): array => $this->calls->changeFeatures($token, $call->nonce, $take, $release));
        $features = array_filter((array) ($claims['features'] ?? []), 'is_array');

        return array_map(static fn (array $one): array => [
            'feature' => (string) ($one['feature'] ?? ''),
            'held' => ($one['held'] ?? null) === true,
            'used' => (int) ($one['used'] ?? 0),
            'max' => is_int($one['max'] ?? null) ? $one['max'] : null,
            'code' => is_string($one['code'] ?? null) ? $one['code'] : null,
        ], array_values($features));
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
     * The claims of an answer without a verdict, and the answer.
     * @param callable(): array<string, mixed> $send
     * @return array{array<string, mixed>, array<string, mixed>}
     */
    private function outcome(AskedCall $call, callable $send): array
    {
        $sentAt = ($this->localClock)();
        $reply = $this->sent($call, $send);
        $claims = $this->verifiedOutcome($reply['signed'] ?? null, $call);
        [$issuedAt, $endsAt] = self::trusted(static fn (): array => [Proof::time($claims, 'iat'), Proof::time($claims, 'exp')]);
        $this->checkAge($issuedAt, $endsAt, ($this->localClock)() - $sentAt);

        return [$claims, $reply];
    }

    /**
     * A refusal that is signed must be the server's.
     * @param callable(): array<string, mixed> $send
     * @return array<string, mixed>
     */
    private function sent(AskedCall $call, callable $send): array
    {
        try {
            return $send();
        } catch (KeywardError $error) {
            $signer = null;
            if ($error->signature !== null) {
                $claims = $this->verifiedOutcome($error->signature, $call);
                if (($claims['code'] ?? null) !== $error->errorCode) {
                    throw KeywardError::untrusted(new MismatchError('operation', 'It is another refusal'));
                }
                $error->isSigned = true;
                $signer = $claims['relay'] ?? null;
            }
            // Another server does not know the session that a relay has lent.
            $isOther = $error->status === 404 && !$error->isUnreachable() && $call->lender !== null && $signer !== $call->lender;
            throw $isOther ? KeywardError::otherLender() : $error;
        }
    }

    /**
     * @param mixed $text
     * @return array<string, mixed>
     */
    private function verifiedOutcome($text, AskedCall $call): array
    {
        return self::trusted(fn () => $this->withNewKeys(fn () => $this->verifier->outcome($text, $call)));
    }

    /**
     * @param callable(): array<string, mixed> $send
     * @return array{Proof, array<string, mixed>}
     */
    private function ask(AskedCall $call, string $licenseKey, ?string $license, callable $send): array
    {
        $sentAt = ($this->localClock)();
        $reply = $this->sent($call, $send);
        $subject = $this->verifier->subject($licenseKey, $license);
        $verify = fn (): Proof => $this->verifier->answer($reply['signed'] ?? null, $subject, $call);
        $proof = self::trusted(fn () => $this->withNewKeys($verify));
        $this->learnDaily();
        // The key that signed it may just have turned out to be revoked.
        self::trusted($verify);
        $this->checkAge($proof->issuedAt, $proof->endsAt, ($this->localClock)() - $sentAt);

        return [$proof, $reply];
    }

    // The nonce proves that the answer was made during this call: its times are compared with the call's duration alone.
    private function checkAge(int $issuedAt, int $endsAt, int $duration): void
    {
        $isLate = $duration > $endsAt - $issuedAt + self::SKEW;
        if ($isLate || $issuedAt < $this->lastAnsweredAt - self::SKEW) {
            throw KeywardError::untrusted(new MismatchError('expired', 'It came too late'));
        }
        $this->lastAnsweredAt = max($this->lastAnsweredAt, $issuedAt);
    }

    /** @return mixed */
    private function withNewKeys(callable $verify)
    {
        try {
            return $verify();
        } catch (UntrustedError $error) {
            $isRelayed = $error->reason === 'relay_chain';
            if (!$isRelayed && $error->reason !== 'unknown_key') {
                throw $error;
            }
        }
        try {
            $this->learn();
        } catch (KeywardError $error) {
            // A relay that shows no keys has answered for all that.
            if (!$isRelayed) {
                throw $error;
            }
        }

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
