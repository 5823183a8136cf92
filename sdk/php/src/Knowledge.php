<?php

declare(strict_types=1);

namespace Keyward;

/** From which the state of a license follows. */
final class Knowledge
{
    public bool $hasKey = false;
    /** Last signed answer. */
    public ?Proof $answer = null;
    public ?Proof $file = null;
    /** A floating seat that needs no server until its end. */
    public ?Lease $borrowed = null;
    /** Whether the last attempt to get an answer failed. */
    public bool $isUnanswered = false;
    /** The server was asked to activate this device, and wants to be asked later: it has not refused to. */
    public bool $isPostponed = false;
    /** Of a floating license: `never`, `taken` (by others), `held` or `lost`; null for other licenses. */
    public ?string $session = null;
    /** Milliseconds since 1970. */
    public int $now = 0;
    public bool $isClockTurnedBack = false;
    /** Milliseconds after `nextCheck` for which an answer may be used at most. */
    public float $longestGrace = INF;

    /** What the server said last: in answer to a check, or about the borrowed seat. */
    public function saidLast(): ?Proof
    {
        $seat = $this->borrowed;
        $isNewer = $seat !== null && ($this->answer === null || $this->answer->issuedAt <= $seat->issuedAt);

        return $isNewer ? $seat->proof : $this->answer;
    }

    /** Until when a yes holds. A borrowed seat needs no server until its end. */
    public function endOf(Proof $proof): float
    {
        $end = $proof->heldUntil($this->longestGrace);

        return $proof->source === 'file' ? $end : max($end, $this->borrowed->borrowedUntil ?? 0);
    }
}
