<?php

declare(strict_types=1);

namespace Keyward;

/** The order of versions: by their numbers, a pre-release before its release, as SemVer 2 orders them. */
final class VersionOrder
{
    private const PRE_RELEASE = '/^v?(\d+(?:\.\d+)*)-([\da-z][\da-z.-]*)/i';

    public static function isNewer(string $version, string $current): bool
    {
        [$release, $preRelease] = self::split($version);
        [$otherRelease, $otherPreRelease] = self::split($current);
        $length = max(count($release), count($otherRelease));
        $difference = array_pad($release, $length, 0) <=> array_pad($otherRelease, $length, 0);

        return ($difference === 0 ? self::comparePreReleases($preRelease, $otherPreRelease) : $difference) > 0;
    }

    /** @return array{list<int>, list<string>} */
    private static function split(string $version): array
    {
        $isPreRelease = preg_match(self::PRE_RELEASE, $version, $found) === 1;
        preg_match_all('/\d+/', $isPreRelease ? $found[1] : explode('+', $version)[0], $numbers);

        return [array_map('intval', $numbers[0]), $isPreRelease ? explode('.', $found[2]) : []];
    }

    /**
     * @param list<string> $left
     * @param list<string> $right
     */
    private static function comparePreReleases(array $left, array $right): int
    {
        if ($left === [] || $right === []) {
            return count($right) - count($left);
        }
        foreach (array_slice($left, 0, count($right)) as $index => $identifier) {
            $difference = self::compareIdentifiers($identifier, $right[$index]);
            if ($difference !== 0) {
                return $difference;
            }
        }

        return count($left) - count($right);
    }

    private static function compareIdentifiers(string $left, string $right): int
    {
        if (ctype_digit($left) && ctype_digit($right)) {
            return (int) $left <=> (int) $right;
        }
        if (ctype_digit($left) !== ctype_digit($right)) {
            return ctype_digit($left) ? -1 : 1;
        }

        return strcmp($left, $right);
    }
}
