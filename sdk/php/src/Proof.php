<?php

declare(strict_types=1);

namespace Keyward;

/** A signed answer, or a license file, that was verified and is about this program. Times are milliseconds since 1970. */
final class Proof
{
    /** `server` or `file` */
    public string $source;
    /** As it was received, to be verified again at the next start. */
    public string $text;
    public string $jti;
    public ?string $license;
    /** Whether it names no device: a file for any. */
    public bool $isForAnyDevice;
    public int $issuedAt;
    public int $endsAt;
    public int $nextCheck;
    /** The last second without a server; null for none. */
    public ?int $offlineUntil;
    public bool $isValid;
    public string $code;
    /** @var list<string> */
    public array $features;
    /** @var array<string, array{value: mixed, expires_at: ?string}> */
    public array $entitlements;
    public ?int $maxUsers;
    public ?int $expiresAt;
    /** Whether it says that the license file that the program named was revoked. */
    public bool $revokesFile;
    /** Nonce of the request that a license file was made for. */
    public ?string $request;
    /** @var array{name: string, company: ?string, metadata: array<string, mixed>}|null */
    public ?array $customer;
    /** @var array<string, mixed> */
    public array $metadata;
    /** @var array<string, mixed> */
    public array $deviceMetadata;
    public ?string $upgradeUrl;
    public ?string $manageUrl;
    public ?string $startsOn;
    public ?string $wouldBe;
    /** The relay that signed it; null for the server. */
    public ?CertifiedRelay $relay;
    /** @var array<string, mixed> */
    public array $claims;

    /** @param array<string, mixed> $claims */
    private function __construct(string $source, string $text, array $claims, ?CertifiedRelay $relay)
    {
        $this->relay = $relay;
        $this->source = $source;
        $this->text = $text;
        $this->claims = $claims;
        $this->jti = self::text($claims, 'jti');
        $this->license = self::textOrNull($claims, 'license');
        $this->isForAnyDevice = self::textOrNull($claims, 'fingerprint') === null;
        $this->issuedAt = self::time($claims, 'iat');
        $this->endsAt = self::time($claims, 'exp');
        // Where it is all that bounds the use without a server.
        $this->nextCheck = min(self::time($claims, 'next_check'), $relay->endsAt ?? PHP_INT_MAX);
        $this->offlineUntil = self::timeOrNull($claims, 'offline_until');
        $this->isValid = self::boolean($claims, 'valid');
        $this->code = self::text($claims, 'code');
        $this->features = array_values(array_filter(self::list($claims, 'features'), 'is_string'));
        $this->entitlements = self::entitlementsIn($claims['entitlements'] ?? null);
        $this->maxUsers = self::isNull($claims, 'max_users') ? null : (int) self::number($claims, 'max_users');
        $this->expiresAt = self::timeOrNull($claims, 'expires_at');
        $this->revokesFile = ($claims['license_file']['revoked'] ?? null) === true;
        $this->request = self::textIn($claims['request'] ?? null);
        $this->startsOn = self::textIn($claims['starts_on'] ?? null);
        $this->wouldBe = self::textIn($claims['would_be'] ?? null);
        $this->customer = self::customerIn($claims['customer'] ?? null);
        $this->metadata = self::arrayIn($claims['metadata'] ?? null);
        $this->deviceMetadata = self::arrayIn($claims['device']['metadata'] ?? null);
        $this->upgradeUrl = self::addressIn($claims['upgrade_url'] ?? null);
        $this->manageUrl = self::addressIn($claims['manage_url'] ?? null);
    }

    /**
     * @param mixed $value
     * @return array<string, mixed>
     */
    private static function arrayIn($value): array
    {
        return is_array($value) ? $value : [];
    }

    /** @param mixed $value */
    private static function textIn($value): ?string
    {
        return is_string($value) ? $value : null;
    }

    /**
     * Programs open it, so that it may be nothing but a web address.
     * @param mixed $url
     */
    private static function addressIn($url): ?string
    {
        return is_string($url) && preg_match('#^https?://#i', $url) ? $url : null;
    }

    /**
     * Throws MismatchError if the claims are about something else, and UntrustedError if they are incomplete.
     * @param array<string, mixed> $claims
     */
    public static function of(
        string $source,
        string $text,
        array $claims,
        Subject $subject,
        ?CertifiedRelay $relay = null
    ): self {
        $proof = new self($source, $text, $claims, $relay);
        $subject->check($claims, $proof->isValid);
        $fingerprint = $claims['fingerprint'];
        if ($fingerprint !== $subject->fingerprint && ($source === 'server' || $fingerprint !== null)) {
            throw new MismatchError('device', 'It is about another device');
        }

        return $proof;
    }

    /** Until when a yes holds if no other follows. */
    public function heldUntil(float $longestGrace): float
    {
        if ($this->source === 'file') {
            return $this->endsAt;
        }

        return min($this->offlineUntil ?? $this->nextCheck, $this->nextCheck + $longestGrace);
    }

    /**
     * @param mixed $value
     * @return array<string, array{value: mixed, expires_at: ?string}>
     */
    private static function entitlementsIn($value): array
    {
        $held = array_filter(self::arrayIn($value), 'is_array');

        return array_map(static fn (array $each): array => [
            'value' => $each['value'] ?? null,
            'expires_at' => is_string($each['expires_at'] ?? null) ? $each['expires_at'] : null,
        ], $held);
    }

    /**
     * @param mixed $value
     * @return array{name: string, company: ?string, metadata: array<string, mixed>}|null
     */
    private static function customerIn($value): ?array
    {
        if (!is_array($value) || !is_string($value['name'] ?? null)) {
            return null;
        }

        return [
            'name' => $value['name'],
            'company' => self::textIn($value['company'] ?? null),
            'metadata' => self::arrayIn($value['metadata'] ?? null),
        ];
    }

    /** @param array<string, mixed> $claims */
    private static function isNull(array $claims, string $name): bool
    {
        return array_key_exists($name, $claims) && $claims[$name] === null;
    }

    /** @param array<string, mixed> $claims */
    public static function text(array $claims, string $name): string
    {
        $value = $claims[$name] ?? null;

        return is_string($value) && $value !== '' ? $value : self::incomplete();
    }

    /** @param array<string, mixed> $claims */
    private static function textOrNull(array $claims, string $name): ?string
    {
        return self::isNull($claims, $name) ? null : self::text($claims, $name);
    }

    /** @param array<string, mixed> $claims */
    private static function boolean(array $claims, string $name): bool
    {
        $value = $claims[$name] ?? null;

        return is_bool($value) ? $value : self::incomplete();
    }

    /**
     * @param array<string, mixed> $claims
     * @return list<mixed>
     */
    private static function list(array $claims, string $name): array
    {
        $value = $claims[$name] ?? null;

        return is_array($value) ? array_values($value) : self::incomplete();
    }

    /** @param array<string, mixed> $claims */
    private static function number(array $claims, string $name): float
    {
        $value = $claims[$name] ?? null;

        return (is_int($value) || is_float($value)) && is_finite((float) $value) ? (float) $value : self::incomplete();
    }

    /** @param array<string, mixed> $claims */
    public static function time(array $claims, string $name): int
    {
        return (int) (self::number($claims, $name) * 1000);
    }

    /** @param array<string, mixed> $claims */
    private static function timeOrNull(array $claims, string $name): ?int
    {
        return self::isNull($claims, $name) ? null : self::time($claims, $name);
    }

    /** @return never */
    private static function incomplete()
    {
        throw new UntrustedError('malformed');
    }
}
