<?php

declare(strict_types=1);

namespace Keyward;

/** A call, as its signed answer must name it. */
final class AskedCall
{
    public string $operation;
    public string $nonce;
    /** License key or token that the call names; null for none. */
    public ?string $credential;
    public bool $namesDevice;
    /** Id of the relay that has lent the seat which the call is about; null for none. */
    public ?string $lender;

    public function __construct(string $operation, ?string $credential, bool $namesDevice = true, ?string $lender = null)
    {
        $this->lender = $lender;
        $this->operation = $operation;
        $this->nonce = LicenseServer::nonce();
        $this->credential = $credential;
        $this->namesDevice = $namesDevice;
    }

    /**
     * Throws MismatchError if the claims answer another call.
     * @param array<string, mixed> $claims
     */
    public function check(array $claims): void
    {
        if (($claims['nonce'] ?? null) !== $this->nonce) {
            throw new MismatchError('nonce', 'It answers another call');
        }
        if (($claims['op'] ?? null) !== $this->operation) {
            throw new MismatchError('operation', "It is no answer to $this->operation");
        }
    }

    /**
     * Throws MismatchError if an answer without a verdict is about another license key or device.
     * @param array<string, mixed> $claims
     */
    public function checkSubject(array $claims, string $fingerprint): void
    {
        if (($claims['key_hash'] ?? null) !== ($this->credential === null ? null : hash('sha256', $this->credential))) {
            throw new MismatchError('license_key', 'It is about another license key');
        }
        if (($claims['fingerprint'] ?? null) !== ($this->namesDevice ? $fingerprint : null)) {
            throw new MismatchError('device', 'It is about another device');
        }
    }
}
