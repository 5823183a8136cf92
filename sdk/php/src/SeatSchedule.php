<?php

declare(strict_types=1);

namespace Keyward;

/** When a floating seat is renewed, or asked for again. Times are milliseconds since 1970. */
final class SeatSchedule
{
    private const SHORTEST_INTERVAL = 5_000;
    private const RETRY_INTERVAL = 60_000;
    /** The server keeps a place in the waiting line for 30 seconds or more. */
    private const LINE_INTERVAL = 10_000;
    private const LONGEST_WAIT = 300_000;
    private const BORROWED_INTERVAL = 30_000;
    private const BORROWED_PAUSE = 600_000;

    private KnownTime $time;
    private float $next = 0;
    /** While all seats are taken. */
    private int $attempts = 0;

    public function __construct(KnownTime $time)
    {
        $this->time = $time;
    }

    public function isTaken(): bool
    {
        return $this->attempts > 0;
    }

    public function isDue(): bool
    {
        return $this->time->now() >= $this->next;
    }

    /** No seat is wanted now. */
    public function reset(): void
    {
        $this->attempts = 0;
        $this->next = 0;
    }

    /** The next attempt is due now. */
    public function hurry(): void
    {
        $this->next = $this->time->now();
    }

    /**
     * A third of the lease, so that one lost call does no harm; of a borrowed seat, which the server takes for one without a program
     * otherwise, at least twice a minute.
     */
    public function renewed(Lease $lease): void
    {
        $this->attempts = 0;
        $now = $this->time->now();
        $third = max(self::SHORTEST_INTERVAL, ($lease->expiresAt - $lease->issuedAt) / 3);
        $this->next = $now + ($lease->isBorrowedAt($now) ? min($third, self::BORROWED_INTERVAL) : $third);
    }

    /**
     * After a failure. Not before the server wants to be asked again.
     * @param Lease|null $lease the seat; null without one
     * @param bool $isInLine whether the program has a place in the waiting line
     */
    public function failed(?Lease $lease, KeywardError $error, bool $isInLine): void
    {
        $interval = $lease === null ? $this->backoff($error, $isInLine) : $this->interval($lease, $isInLine);
        $this->next = $this->time->now() + max($interval, $error->requestedWait(self::LONGEST_WAIT));
    }

    // While all are taken, after 10 seconds at first; later, and after another failure, every minute. With jitter.
    private function backoff(KeywardError $error, bool $isInLine): float
    {
        $backoff = self::RETRY_INTERVAL;
        if ($error->errorCode === 'SESSIONS_EXHAUSTED') {
            $backoff = $isInLine ? self::LINE_INTERVAL : min(self::LINE_INTERVAL * 1.5 ** min($this->attempts, 10), $backoff);
            $this->attempts++;
        }

        return $backoff * (1 - mt_rand() / mt_getrandmax() / 4);
    }

    // The interval as before the failure; a minute once the seat is lost.
    private function interval(Lease $lease, bool $isInLine): float
    {
        $now = $this->time->now();
        if ($isInLine) {
            return self::LINE_INTERVAL;
        }
        if ($lease->isBorrowedAt($now)) {
            return self::BORROWED_PAUSE;
        }

        return $now < $lease->expiresAt ? max(self::SHORTEST_INTERVAL, ($lease->expiresAt - $lease->issuedAt) / 3) : self::RETRY_INTERVAL;
    }
}
