<?php

declare(strict_types=1);

namespace Keyward;

/**
 * What the program may do now. `kind` and `reason`:
 *
 * - `valid`: the server, or a license file, said yes
 * - `grace`: the last yes still holds, but could not be renewed (`unreachable`), the clock is behind a time that was seen
 *   (`clock_turned_back`), or the floating seat was lost (`no_session`): tell the user to connect before `until`
 * - `must_connect`: nothing says yes any more: `no_license_key`, `no_answer`, `unreachable`, `file_ended`,
 *   `clock_turned_back`, `no_session`, or `no_seat_free` while all floating seats are taken
 * - `refused`: the server said no, and signed it; `reason` is its code, such as `EXPIRED`
 */
final class LicenseState
{
    private const SECOND = 1000;
    // About the device, which a file for any device does not name, and which an activation changes.
    public const DEVICE_CODES = ['NOT_ACTIVATED', 'DEVICE_MISMATCH', 'SEATS_EXHAUSTED', 'DEVICE_BOUND_ELSEWHERE'];
    private const WITHOUT_SEAT = ['never' => 'no_session', 'taken' => 'no_seat_free'];

    public string $kind;
    public bool $usable = false;
    public ?string $reason;
    /** `server` or `file`, if usable. */
    public ?string $source = null;
    /** Until when the program may run if nobody answers; null while it is not usable. */
    public ?\DateTimeImmutable $until = null;
    /** When the server refused. */
    public ?\DateTimeImmutable $since = null;
    /** @var list<string> */
    public array $features = [];
    /** @var array<string, array{value: mixed, expires_at: ?string}> entitlements that hold now, by code */
    public array $entitlements = [];
    /** Maximum number of users; null is unlimited. */
    public ?int $maxUsers = null;
    /** Expiration of the license; null for never. */
    public ?\DateTimeImmutable $expiresAt = null;
    /** UUID of the license on the server. */
    public ?string $license = null;
    /** @var array{name: string, company: ?string, metadata: array<string, mixed>}|null the customer; null unless the product shows it to programs */
    public ?array $customer = null;
    /** @var array<string, mixed> the object `public` in the metadata of the product and of the license */
    public array $metadata = [];
    /** @var array<string, mixed> the object `public` in the metadata of this device */
    public array $deviceMetadata = [];
    /** Where the user buys more, also while the license is not usable; null if the product has no such page. */
    public ?string $upgradeUrl = null;
    /** Where the user manages licenses and devices, also while the license is not usable; null without such a page. */
    public ?string $manageUrl = null;
    /** The event that starts the term of the license, such as `first_use`; null unless it is yet to start. */
    public ?string $startsOn = null;
    /** Code of a rule that would refuse the license if it were not only reported, such as `EXPIRED`; null for none. */
    public ?string $wouldBe = null;

    private function __construct(string $kind, ?string $reason = null)
    {
        $this->kind = $kind;
        $this->reason = $reason;
    }

    /** The state that follows from what is known. It says yes only for as long as something signed does. */
    public static function of(Knowledge $known): self
    {
        $state = self::verdict($known);
        $latest = $known->saidLast() ?? $known->file;
        $state->upgradeUrl = $latest === null ? null : $latest->upgradeUrl;
        $state->manageUrl = $latest === null ? null : $latest->manageUrl;

        return $state;
    }

    private static function verdict(Knowledge $known): self
    {
        $answer = $known->saidLast();
        $refusal = $answer !== null && !$answer->isValid ? $answer : null;
        $usable = [];
        foreach (array_filter([$answer, $known->file]) as $proof) {
            $isRefuted = $refusal !== null && self::refutes($refusal, $proof);
            if ($proof->isValid && !$isRefuted && self::holds($proof, $known)) {
                $usable[] = self::usable($proof, $known);
            }
        }
        usort($usable, static fn (self $one, self $other): int =>
            [$one->kind !== 'valid', $other->until] <=> [$other->kind !== 'valid', $one->until]);
        if ($usable === []) {
            $isOpen = $refusal !== null && $known->isPostponed && in_array($refusal->code, self::DEVICE_CODES, true);

            return $refusal === null || $isOpen ? new self('must_connect', self::unusableReason($known)) : self::refused($refusal);
        }
        $withoutSeat = self::WITHOUT_SEAT[$known->session] ?? null;

        return $withoutSeat === null ? $usable[0] : new self('must_connect', $withoutSeat);
    }

    // What is signed speaks of whole seconds and includes the last.
    private static function holds(Proof $proof, Knowledge $known): bool
    {
        return $known->now < $known->endOf($proof) + self::SECOND;
    }

    private static function refutes(Proof $refusal, Proof $proof): bool
    {
        $isAboutIt = !($proof->isForAnyDevice && in_array($refusal->code, self::DEVICE_CODES, true));

        return $isAboutIt && $refusal->issuedAt > $proof->issuedAt;
    }

    private static function usable(Proof $proof, Knowledge $known): self
    {
        $reason = self::graceReason($proof, $known);
        $state = new self($reason === null ? 'valid' : 'grace', $reason);
        $ended = array_filter($proof->entitlements, static fn (array $held): bool =>
            $held['expires_at'] !== null && strtotime($held['expires_at']) * 1000 <= $known->now);
        $state->usable = true;
        $state->source = $proof->source;
        $state->until = self::instant((int) $known->endOf($proof));
        $state->features = array_values(array_diff($proof->features, array_keys($ended)));
        $state->entitlements = array_diff_key($proof->entitlements, $ended);
        $state->maxUsers = $proof->maxUsers;
        $state->expiresAt = $proof->expiresAt === null ? null : self::instant($proof->expiresAt);
        $state->license = $proof->license;
        $state->customer = $proof->customer;
        $state->metadata = $proof->metadata;
        $state->deviceMetadata = $proof->deviceMetadata;
        $state->startsOn = $proof->startsOn;
        $state->wouldBe = $proof->wouldBe;

        return $state;
    }

    private static function graceReason(Proof $proof, Knowledge $known): ?string
    {
        if ($known->isClockTurnedBack) {
            return 'clock_turned_back';
        }
        if ($known->session === 'lost') {
            return 'no_session';
        }
        $isBorrowed = $known->borrowed !== null && $known->borrowed->isBorrowedAt($known->now);
        $isOverdue = $proof->source === 'server' && !$isBorrowed && $known->now >= $proof->nextCheck;

        return $isOverdue && $known->isUnanswered ? 'unreachable' : null;
    }

    private static function refused(Proof $refusal): self
    {
        $state = new self('refused', $refusal->code);
        $state->since = self::instant($refusal->issuedAt);

        return $state;
    }

    private static function unusableReason(Knowledge $known): string
    {
        if (!$known->hasKey) {
            return 'no_license_key';
        }
        if ($known->answer === null && $known->file === null && $known->borrowed === null) {
            return 'no_answer';
        }
        if ($known->isClockTurnedBack) {
            return 'clock_turned_back';
        }

        return $known->file !== null && $known->answer === null ? 'file_ended' : 'unreachable';
    }

    private static function instant(int $milliseconds): \DateTimeImmutable
    {
        return new \DateTimeImmutable('@' . intdiv($milliseconds, 1000));
    }
}
