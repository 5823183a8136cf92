<?php

declare(strict_types=1);

namespace Keyward;

/** Something that should be signed by the license server cannot be trusted. */
final class UntrustedError extends \RuntimeException
{
    /** malformed, algorithm, type, unknown_key, revoked_key, signature, decryption, relay_chain or relay_expired */
    public string $reason;

    public function __construct(string $reason)
    {
        parent::__construct($reason . ($reason === 'unknown_key' ? ': pin x of /.well-known/jwks.json of this server' : ''));
        $this->reason = $reason;
    }
}
