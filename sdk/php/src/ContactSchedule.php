<?php

declare(strict_types=1);

namespace Keyward;

/** When the server is asked again. Times are milliseconds since 1970. */
final class ContactSchedule
{
    private const MINUTE = 60_000;
    private const HOUR = 3_600_000;

    private KnownTime $time;
    private float $longestGrace;
    private float $next = 0;
    private int $failures = 0;
    private bool $isPostponed = false;

    public function __construct(KnownTime $time, float $longestGrace)
    {
        $this->time = $time;
        $this->longestGrace = $longestGrace;
    }

    /** Whether the last attempt failed. */
    public function isUnanswered(): bool
    {
        return $this->failures > 0;
    }

    /** Whether the server was asked to activate this device, and wants to be asked again later. */
    public function isPostponed(): bool
    {
        return $this->isPostponed;
    }

    public function isDue(): bool
    {
        return $this->time->now() >= $this->next;
    }

    /** An answer from the store: it says when it wanted to be renewed. */
    public function recalled(?Proof $answer): void
    {
        $this->reset($answer === null ? 0 : $this->renewal($answer));
    }

    /** By the duration that the server wished, because the local clock may not be the server's. */
    public function answered(Proof $answer): void
    {
        $this->reset($this->time->now() + max(self::MINUTE, $this->renewal($answer) - $answer->issuedAt));
    }

    /** At first after a minute, at last every hour, and not before the server wants to be asked again. With jitter. */
    public function failed(KeywardError $error): void
    {
        $this->failures++;
        $this->isPostponed = $this->isPostponed && $error->isUnreachable();
        $jitter = mt_rand() / mt_getrandmax() / 4;
        $backoff = min(self::MINUTE * 2 ** min($this->failures - 1, 10), self::HOUR) * (1 - $jitter);
        $this->next = $this->time->now() + max($backoff, $error->requestedWait(self::HOUR));
    }

    /** An activation has failed. Returns whether it is only postponed. */
    public function postpones(KeywardError $error): bool
    {
        $this->isPostponed = $error->isPostponed();
        if ($this->isPostponed) {
            $this->failed($error);
        }

        return $this->isPostponed;
    }

    /** Asks at the next opportunity. */
    public function hurry(): void
    {
        $this->next = 0;
    }

    /** A clock that is turned back is corrected by the next answer. While nobody answers, attempts wait as always. */
    public function noticeClock(bool $isTurnedBack): void
    {
        if ($isTurnedBack && !$this->isUnanswered()) {
            $this->hurry();
        }
    }

    private function reset(float $next): void
    {
        $this->failures = 0;
        $this->isPostponed = false;
        $this->next = $next;
    }

    private function renewal(Proof $answer): float
    {
        return $answer->isValid ? min($answer->nextCheck, $answer->heldUntil($this->longestGrace)) : $answer->nextCheck;
    }
}
