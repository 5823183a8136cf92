<?php

declare(strict_types=1);

namespace Keyward;

/** The license server signed it, but it does not belong here. */
final class MismatchError extends \RuntimeException
{
    /** nonce, operation, product, license, license_key, device, expired, session, version or download */
    public string $reason;

    public function __construct(string $reason, string $message)
    {
        parent::__construct($message);
        $this->reason = $reason;
    }
}
