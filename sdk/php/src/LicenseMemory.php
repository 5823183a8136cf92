<?php

declare(strict_types=1);

namespace Keyward;

/** Verified proof about the license of a program, kept in the store. */
final class LicenseMemory
{
    private const MAX_RELEASED = 20;

    public ?string $licenseKey = null;
    public ?Proof $answer = null;
    public ?Proof $file = null;
    /** The floating seat that is borrowed. */
    public ?Lease $borrowed = null;
    private LicenseStore $store;
    private Verifier $verifier;
    /** @var list<string> */
    private array $released = [];
    private ?string $device = null;
    /** @var array{nonce: string, at: int}|null */
    private ?array $request = null;

    public function __construct(LicenseStore $store, Verifier $verifier)
    {
        $this->store = $store;
        $this->verifier = $verifier;
    }

    /** UUID of the license, from what the server said last. */
    public function license(): ?string
    {
        return $this->answer->license ?? $this->file->license ?? $this->borrowed->proof->license ?? null;
    }

    /**
     * The last request for a license file that no file has answered.
     * @return array{nonce: string, at: int}|null
     */
    public function request(): ?array
    {
        $isAnswered = $this->request !== null && $this->file !== null && $this->file->request === $this->request['nonce'];

        return $isAnswered ? null : $this->request;
    }

    /** @param array{nonce: string, at: int} $request */
    public function rememberRequest(array $request): void
    {
        $this->request = $request;
    }

    /** Whether it was signed later than all that is known. */
    public function isNew(Proof $file): bool
    {
        return $file->issuedAt > max($this->answer->issuedAt ?? 0, $this->file->issuedAt ?? 0);
    }

    public function lockSession(): ?SessionLock
    {
        return $this->store instanceof LocksSessions ? $this->store->lockSession() : null;
    }

    /**
     * The lock of the borrowed seat; false if another process has it, true where the store has none, or cannot be used.
     * @return SessionLock|bool
     */
    public function lockBorrowed()
    {
        try {
            return $this->store instanceof LocksSessions ? $this->store->lockBorrowed() ?? false : true;
        } catch (\RuntimeException $error) {
            return true;
        }
    }

    /** The last signed answer about a session decides whether it is borrowed. Whether the store has to know it. */
    public function noteSession(Lease $lease): bool
    {
        $before = $this->borrowed;
        if ($lease->borrowedUntil === null || !$lease->isValid) {
            return $lease->isValid && $this->returnSeat($lease->token);
        }
        $this->borrowed = $lease;

        return $before === null || [$before->id, $before->token, $before->borrowedUntil] !== [$lease->id, $lease->token, $lease->borrowedUntil];
    }

    /** A session has ended, or is borrowed no longer. Whether it was the borrowed one. */
    public function returnSeat(string $token): bool
    {
        if ($this->borrowed === null || $this->borrowed->token !== $token) {
            return false;
        }
        $this->giveUp($this->borrowed->id);
        $this->borrowed = null;

        return true;
    }

    public function hasReleased(Proof $file): bool
    {
        return in_array($file->jti, $this->released, true);
    }

    /** Takes over what a record holds and what still verifies. */
    public function recall(LicenseRecord $record, ?string $licenseKey, ?string $device): void
    {
        $this->device = $device;
        $this->released = $record->released;
        $this->request = $record->request;
        $this->licenseKey = $licenseKey;
        $this->adopt($record);
    }

    /** Takes over newer proof that another process of this program has stored. */
    public function refresh(): void
    {
        $record = LicenseRecord::decode($this->store->read());
        $this->request = $this->request ?? $record->request;
        if ($this->licenseKey !== null && $record->licenseKey === $this->licenseKey) {
            $released = array_unique(array_merge($this->released, $record->released));
            $this->released = array_slice(array_values($released), -self::MAX_RELEASED);
            $this->adopt($record);
        }
    }

    /** What the server said last about this key. */
    public function remember(string $licenseKey, Proof $answer): void
    {
        if ($answer->revokesFile) {
            $this->giveUpFile();
        }
        if ($licenseKey !== $this->licenseKey) {
            $this->file = null;
            $this->borrowed = null;
        }
        $this->licenseKey = $licenseKey;
        $this->answer = $answer;
    }

    /** A refusal that is not newer than the file says nothing about it. */
    public function useFile(string $licenseKey, Proof $file): void
    {
        if ($licenseKey !== $this->licenseKey) {
            $this->answer = null;
            $this->borrowed = null;
        }
        $this->licenseKey = $licenseKey;
        $this->file = $file;
    }

    /** The seat of this device was given up. */
    public function forget(): void
    {
        $this->giveUpFile();
        $this->answer = null;
        $this->borrowed = null;
        $this->licenseKey = null;
    }

    /** Drops what was signed with a key that has been revoked. */
    public function verifyAgain(): void
    {
        $subject = $this->verifier->subject((string) $this->licenseKey);
        $this->answer = $this->answer ? $this->verifier->storedAnswer($this->answer->text, $subject) : null;
        $this->file = $this->file ? $this->verifier->storedFile($this->file->text, $subject) : null;
        $this->borrowed = $this->borrowed ? $this->storedSeat($this->borrowed->proof->text, $this->borrowed->token, $subject) : null;
    }

    /** Stores what is known, with what another process has stored meanwhile if that is newer. */
    public function save(int $seen): void
    {
        $this->refresh();
        $this->replace($seen);
    }

    /** Stores what is known, whatever the store holds. */
    public function replace(int $seen): void
    {
        $record = new LicenseRecord();
        $answer = $this->answer;
        // A yes that may not be used without the server is no use at the next start.
        $isUseful = $answer !== null && (!$answer->isValid || $answer->offlineUntil !== null);
        $record->licenseKey = $this->licenseKey;
        $record->answer = $isUseful ? $answer->text : null;
        $record->file = $this->file->text ?? null;
        $seat = $this->borrowed;
        $record->borrowed = $seat === null ? null : ['answer' => $seat->proof->text, 'token' => $seat->token];
        $record->seen = $seen;
        $record->proofs = $this->verifier->keys->proofs;
        $record->device = $this->device;
        $record->released = $this->released;
        $record->request = $this->request;
        $this->store->write($record->encode());
    }

    // By its id, so that neither its user nor the store brings it back.
    private function giveUpFile(): void
    {
        if ($this->file !== null) {
            $this->giveUp($this->file->jti);
            $this->file = null;
        }
    }

    private function giveUp(string $id): void
    {
        $this->released = array_slice(array_merge($this->released, [$id]), -self::MAX_RELEASED);
    }

    private function adopt(LicenseRecord $record): void
    {
        if ($this->licenseKey === null) {
            return;
        }
        $subject = $this->verifier->subject($this->licenseKey, $this->license());
        $stored = $record->answer === null ? null : $this->verifier->storedAnswer($record->answer, $subject);
        $this->answer = self::newer($this->answer, $stored);
        $file = self::newer($this->file, $this->verifier->storedFile($record->file, $subject));
        $this->file = $file === null || $this->hasReleased($file) ? null : $file;
        $seat = $record->borrowed === null ? null : $this->storedSeat($record->borrowed['answer'], $record->borrowed['token'], $subject);
        if ($seat !== null && $seat->issuedAt > ($this->borrowed->issuedAt ?? 0)) {
            $this->borrowed = $seat;
        }
        if ($this->borrowed !== null && in_array($this->borrowed->id, $this->released, true)) {
            $this->borrowed = null;
        }
    }

    private function storedSeat(string $answer, string $token, Subject $subject): ?Lease
    {
        $proof = $this->verifier->storedAnswer($answer, $subject);
        if ($proof === null || !$proof->isValid || ($proof->claims['op'] ?? null) !== 'session') {
            return null;
        }
        try {
            $seat = new Lease($proof, $token);
        } catch (KeywardError $error) {
            return null;
        }

        return $seat->borrowedUntil === null ? null : $seat;
    }

    private static function newer(?Proof $known, ?Proof $stored): ?Proof
    {
        $isOutdated = $known === null || ($stored !== null && $stored->issuedAt > $known->issuedAt);

        return $isOutdated ? $stored : $known;
    }
}
