<?php

declare(strict_types=1);

namespace Keyward;

/** @internal The process that has a ledger open. */
final class LedgerOwner
{
    private const NOT_PERMITTED = 1;
    private const START_TIME = 19;

    /** @return array{pid: int, started: ?string, host: string} */
    public static function current(): array
    {
        $pid = (int) getmypid();

        return ['pid' => $pid, 'started' => self::startOf($pid), 'host' => (string) gethostname()];
    }

    /**
     * Whether the process runs on this computer. This process has none that it does not know: an earlier request may have ended
     * without closing one.
     * @param array{pid: int, started: ?string, host: string} $owner
     */
    public static function isAlive(array $owner, bool $isOurs): bool
    {
        ['pid' => $pid, 'started' => $started, 'host' => $host] = $owner;
        if ($host !== gethostname()) {
            return false;
        }
        $now = self::startOf($pid);
        if ($started !== null && $now !== null && $started !== $now) {
            return false;
        }

        return $pid === getmypid() ? $isOurs : $pid > 0 && self::isRunning($pid);
    }

    private static function isRunning(int $pid): bool
    {
        $system = new System();
        if ($system->name() === 'Windows') {
            $output = $system->output("tasklist /NH /FI \"PID eq $pid\"");

            return $output === '' || preg_match("/ $pid /", $output) === 1;
        }
        if (function_exists('posix_kill')) {
            // Another user's process may not be asked.
            return \posix_kill($pid, 0) || \posix_get_last_error() === self::NOT_PERMITTED;
        }

        return !$system->exists('/proc/self') || $system->exists("/proc/$pid");
    }

    /** When a process started, as Linux tells it, which tells it from a later one with its id; null elsewhere. */
    private static function startOf(int $pid): ?string
    {
        $stat = (new System())->text("/proc/$pid/stat");

        return explode(' ', substr($stat, (int) strrpos($stat, ')') + 2))[self::START_TIME] ?? null;
    }
}
