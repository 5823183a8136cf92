<?php

declare(strict_types=1);

namespace Keyward;

/**
 * @internal
 * The sum of the entries of a ledger, in one form for all languages: `file`, `isReleased`, `place` (number of the directory in its
 * file system), `boot`, `at` (the latest time that was seen, in milliseconds since 1970), `seq`, `report`, `from` (end of the newest
 * report, in seconds), `used` and `reported` (decimal texts by meter) and, since the newest report, `starts`, `refused`, `versions`
 * and `days`.
 */
final class LedgerState
{
    private const MAX_VERSIONS = 100;
    private const MAX_DAYS = 400;
    private const EMPTY = [
        'file' => null, 'isReleased' => false, 'at' => 0, 'seq' => 0, 'report' => null, 'used' => [], 'reported' => [],
        'starts' => 0, 'refused' => 0, 'versions' => [], 'days' => [],
    ];

    /**
     * The state of an opening. A copied directory goes on with another name, which its reports tell.
     * @param array<string, mixed>|null $before null for a new ledger
     * @param string $place number of the directory
     * @param int $now milliseconds since 1970
     * @return array<string, mixed>
     */
    public static function begun(?array $before, string $place, int $now): array
    {
        if ($before !== null && $before['place'] === $place) {
            return $before;
        }

        return ['place' => $place, 'boot' => self::uuid()] + ($before ?? self::EMPTY + ['from' => intdiv($now, 1000)]);
    }

    /**
     * @param array<string, mixed> $state
     * @param array<string, mixed> $entry
     * @return array<string, mixed>
     */
    public static function applied(array $state, array $entry): array
    {
        $at = $entry['at'];
        $day = gmdate('Y-m-d', intdiv($at, 1000));
        $state['days'] = self::withLast($state['days'], $day, self::MAX_DAYS);
        // What is signed outweighs a clock that was ahead.
        $state['at'] = isset($entry['file']) ? $at : max($state['at'], $at);
        if (isset($entry['start'])) {
            $state['starts']++;
            $state['versions'] = self::withLast($state['versions'], $entry['start']['version'], self::MAX_VERSIONS);
        } elseif (isset($entry['file'])) {
            $state = ['file' => $entry['file'], 'isReleased' => false] + $state;
        } elseif (isset($entry['use'])) {
            $state['used'][$entry['use']] = $entry['total'];
        } elseif (isset($entry['refused'])) {
            $state['refused']++;
        } elseif (isset($entry['report'])) {
            $since = ['days' => [$day], 'versions' => array_slice($state['versions'], -1), 'starts' => 0, 'refused' => 0];
            $reported = ['report' => $entry['report'], 'from' => $entry['to'], 'reported' => $state['used']];
            $state = $since + $reported + ['seq' => $state['seq'] + 1] + $state;
        } elseif (isset($entry['released'])) {
            $state['isReleased'] = true;
        }

        return $state;
    }

    /**
     * As a line has it: an empty list of PHP would be none of names.
     * @param array<string, mixed> $state
     * @return array<string, mixed>
     */
    public static function line(array $state): array
    {
        return ['used' => (object) $state['used'], 'reported' => (object) $state['reported']] + $state;
    }

    /**
     * @param list<string> $texts
     * @return list<string>
     */
    private static function withLast(array $texts, ?string $text, int $most): array
    {
        return $text === null ? $texts : array_slice(array_merge(array_diff($texts, [$text]), [$text]), -$most);
    }

    private static function uuid(): string
    {
        $random = random_bytes(16);
        $random[6] = chr(ord($random[6]) & 0x0f | 0x40);
        $random[8] = chr(ord($random[8]) & 0x3f | 0x80);

        return vsprintf('%s%s-%s-%s-%s-%s%s%s', str_split(bin2hex($random), 4));
    }
}
