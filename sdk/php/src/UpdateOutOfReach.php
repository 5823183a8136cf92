<?php

declare(strict_types=1);

namespace Keyward;

/** A newer version that this license may not have, so that the program can offer a renewal. Nothing of it is signed. */
final class UpdateOutOfReach
{
    public bool $isAvailable = false;
    public string $version;
    /**
     * `UPDATES_ENDED`: it was released after the license's updates ended; `LICENSE_REQUIRED`: no license key is known; else the code
     * of the refusal, such as `EXPIRED`.
     */
    public string $reason;
    public ?string $channel;
    public ?string $summary;

    private function __construct(string $version, string $reason, ?string $channel, ?string $summary)
    {
        $this->version = $version;
        $this->reason = $reason;
        $this->channel = $channel;
        $this->summary = $summary;
    }

    /** @param array<string, mixed> $reply */
    public static function in(array $reply, string $currentVersion): ?self
    {
        $told = $reply['out_of_reach'] ?? null;
        $texts = array_filter(is_array($told) ? $told : [], 'is_string');
        if (!isset($texts['version'], $texts['reason']) || !VersionOrder::isNewer($texts['version'], $currentVersion)) {
            return null;
        }

        return new self($texts['version'], $texts['reason'], $texts['channel'] ?? null, $texts['summary'] ?? null);
    }
}
