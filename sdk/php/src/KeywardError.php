<?php

declare(strict_types=1);

namespace Keyward;

/** A call failed. */
final class KeywardError extends \RuntimeException
{
    private const POSTPONED = [429, 502, 503, 504];
    private const UNREACHABLE = [
        'NETWORK_ERROR', 'TIMEOUT', 'INVALID_ANSWER', 'REDIRECTED', 'PATH_NOT_FOUND', 'DOWNLOAD_CHANGED', 'TRANSPORT_MISSING',
        'RELAY_CHAIN_INVALID', 'RELAY_EXPIRED', 'RELAY_UNREACHABLE',
    ];

    /** By the reason for which an answer of a relay is not trusted. */
    private const RELAY_CODES = ['relay_chain' => 'RELAY_CHAIN_INVALID', 'relay_expired' => 'RELAY_EXPIRED'];

    /** By the reason for which a license file is not taken. */
    private const FILE_CODES = [
        'unknown_key' => 'LICENSE_FILE_UNTRUSTED',
        'revoked_key' => 'LICENSE_FILE_UNTRUSTED',
        'signature' => 'LICENSE_FILE_CHANGED',
        'decryption' => 'LICENSE_FILE_UNREADABLE',
        'device' => 'LICENSE_FILE_OTHER_DEVICE',
        'license' => 'LICENSE_FILE_OTHER_KEY',
        'license_key' => 'LICENSE_FILE_OTHER_KEY',
        'product' => 'LICENSE_FILE_OTHER_PRODUCT',
    ];

    /** The server's code, or one of this package, such as `NETWORK_ERROR`. */
    public string $errorCode;
    /** HTTP status; 0 without a response. */
    public int $status;
    /** Seconds to wait before a retry, if the server reports them. */
    public ?int $retryAfter;
    public ?string $requestId;
    /** Whether the server signed this refusal, and the signature was verified. */
    public bool $isSigned = false;
    /** @internal signature of a refusal as it was received */
    public ?string $signature = null;
    /**
     * @internal a place in the waiting line for a floating seat
     * @var array<mixed>
     */
    public array $waiting = [];

    public function __construct(
        string $errorCode,
        string $message,
        int $status = 0,
        ?int $retryAfter = null,
        ?string $requestId = null,
        ?\Throwable $cause = null
    ) {
        parent::__construct($message, 0, $cause);
        $this->errorCode = $errorCode;
        $this->status = $status;
        $this->retryAfter = $retryAfter;
        $this->requestId = $requestId;
    }

    /** Whether no working server answered. It is no verdict about the license. */
    public function isUnreachable(): bool
    {
        return in_array($this->errorCode, self::UNREACHABLE, true) || $this->status === 429 || $this->status >= 500;
    }

    /** Whether the server, or a proxy before it, has no time now, and wants to be asked again. */
    public function isPostponed(): bool
    {
        return in_array($this->status, self::POSTPONED, true);
    }

    /** Milliseconds for which the server wants to be left alone, at most `$longest`. With jitter. */
    public function requestedWait(int $longest): float
    {
        return min(($this->retryAfter ?? 0) * 1000, $longest) * (1 + mt_rand() / mt_getrandmax() / 4);
    }

    /** A mistake in the program's call, or something that its user gave. */
    public static function usage(string $message, string $errorCode = 'INVALID_REQUEST'): self
    {
        return new self($errorCode, $message);
    }

    /** @param UntrustedError|MismatchError $cause */
    public static function unusableFile(\Throwable $cause): self
    {
        $code = self::FILE_CODES[$cause->reason] ?? 'LICENSE_FILE_MALFORMED';

        return new self($code, 'This license file cannot be used: ' . $cause->getMessage(), 0, null, null, $cause);
    }

    /** Another server knows neither the devices nor the sessions of a relay that has lent a seat: it does not take the seat away. */
    public static function otherLender(): self
    {
        return self::untrusted(new MismatchError('session', 'It is not of the relay that lent the seat'), 'RELAY_UNREACHABLE');
    }

    /** An answer that proves nothing counts as none. */
    public static function untrusted(\Throwable $cause, string $errorCode = 'INVALID_ANSWER'): self
    {
        $code = self::RELAY_CODES[$cause->reason ?? ''] ?? $errorCode;

        return new self($code, 'The answer is not trusted: ' . $cause->getMessage(), 0, null, null, $cause);
    }
}
