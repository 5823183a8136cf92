<?php

declare(strict_types=1);

namespace Keyward;

/** A newer version that this license may not have, so that the program can offer a renewal. */
final class UpdateOutOfReach
{
    public bool $isAvailable = false;
    public string $version;
    /**
     * `UPDATES_ENDED`: it was released after the license's updates ended; `LICENSE_REQUIRED`: no license key is known; else the code
     * of the refusal, such as `EXPIRED`.
     */
    public string $reason;
    /** Not signed. */
    public ?string $channel;
    /** Not signed. */
    public ?string $summary;

    private function __construct(string $version, string $reason, ?string $channel, ?string $summary)
    {
        $this->version = $version;
        $this->reason = $reason;
        $this->channel = $channel;
        $this->summary = $summary;
    }

    /**
     * @param array<string, mixed> $claims say which version and why
     * @param array<string, mixed> $reply
     */
    public static function in(array $claims, array $reply, string $currentVersion): ?self
    {
        $texts = self::textsIn($claims);
        $beside = self::textsIn($reply);
        if (!isset($texts['version'], $texts['reason']) || !VersionOrder::isNewer($texts['version'], $currentVersion)) {
            return null;
        }

        return new self($texts['version'], $texts['reason'], $beside['channel'] ?? null, $beside['summary'] ?? null);
    }

    /**
     * @param array<string, mixed> $answer
     * @return array<string, string>
     */
    private static function textsIn(array $answer): array
    {
        $told = $answer['out_of_reach'] ?? null;

        return array_filter(is_array($told) ? $told : [], 'is_string');
    }
}
