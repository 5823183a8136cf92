<?php

declare(strict_types=1);

namespace Keyward;

/** Keeps the state of a license up to date, and asks the server when it is due. */
abstract class LicenseMonitor extends SeatedLicense
{
    private const SECOND = 1_000;
    private const DAY = 86_400_000;

    public string $fingerprint;
    /**
     * To be mended before the program is shipped. The error log of PHP has them when the store is new.
     * @var list<array{code: string, message: string}>
     */
    public array $warnings;
    protected string $product;
    private ?string $givenKey;
    protected Verifier $verifier;
    protected Calls $calls;
    protected LicenseServer $server;

    /** @param array<string, mixed> $options all of LicenseOptions */
    protected function __construct(array $options)
    {
        ['product' => $product, 'store' => $store, 'device' => $device, 'environment' => $environment] = $options;
        $record = $this->readRecord($store);
        $system = $options['system'] ?? new System();
        $identity = $device === null ? Device::system($product, $record->device, $system) : Device::named(trim($device), $record->device);
        $this->fingerprint = $identity->fingerprint;
        $this->warnings = $identity->warnings;
        $now = $options['now'] ?? static fn (): int => (int) (microtime(true) * self::SECOND);
        $this->product = $product;
        $this->givenKey = is_string($options['license_key']) ? trim($options['license_key']) : null;
        $this->isFloating = (bool) $options['floating'];
        $this->longestGrace = (float) $options['grace_days'] * self::DAY;
        $this->time = new KnownTime($now, $record->seen);
        $keys = new TrustedKeys((array) $options['keys'], $record->proofs);
        $this->verifier = new Verifier($keys, $product, $this->fingerprint, $this->time);
        $this->memory = new LicenseMemory($store, $this->verifier);
        $this->memory->recall($record, $this->givenKey ?? $record->licenseKey, $identity->remembered);
        $address = $options['relay'] === null ? $options['base_url'] : RelayFinder::of($system)->findOr($options['base_url']);
        $this->calls = new Calls($address, [
            'product' => $product, 'hardware_id' => $this->fingerprint, 'app_version' => $options['app_version'],
            'channel' => $options['channel'], 'user' => $options['user'],
        ], array_intersect_key($options, ['policy' => 1, 'group' => 1, 'customer' => 1, 'checksum' => 1]), static fn (): ?string => $environment ?? Environment::of($system), $options['transport'] ?? StreamTransport::orOther($address->of('/')), (float) $options['timeout'], (int) $options['retries']);
        $signed = [$this->memory->answer->issuedAt ?? 0, $this->memory->file->issuedAt ?? 0, $this->memory->borrowed->issuedAt ?? 0];
        $this->time->sawAtLeast(max($signed));
        $this->server = new LicenseServer($this->calls, $this->verifier, $now);
        $this->schedule = new ContactSchedule($this->time, $this->longestGrace);
        $this->schedule->recalled($this->memory->answer);
        $this->seat = new FloatingSeat($this->server, $this->time, $this->memory, $this->calls, fn () => $this->settle());
        if ($identity->remembered !== $record->device) {
            // An offline request of the first start holds at the next one, too.
            $this->settle();
        }
    }

    /** What the program may do now. */
    public function state(): LicenseState
    {
        return $this->stateWith($this->isFloating ? $this->seat->status() : null);
    }

    /** The license key that is known; null if the user has to type it. */
    public function licenseKey(): ?string
    {
        return $this->memory->licenseKey;
    }

    /** Environment of the program, as the server gets it; null if the platform does not say. */
    public function environment(): ?string
    {
        return $this->calls->environment();
    }

    /** Asks the server now. Returns the state also if nobody answers. */
    public function check(): LicenseState
    {
        $this->assertOpen();

        return $this->checkNow();
    }

    protected function checkNow(): LicenseState
    {
        $key = $this->memory->licenseKey;
        if ($key === null) {
            return $this->state();
        }
        try {
            return $this->accept($key, $this->ofLender($this->ask($key)));
        } catch (KeywardError $error) {
            $this->schedule->failed($error);
            $this->lastError = $error;

            return $this->settle();
        }
    }

    /** Does what is due: asks the server, and keeps the floating seat. */
    public function wake(): LicenseState
    {
        $this->adoptStored();
        $this->schedule->noticeClock($this->time->isTurnedBack());
        if ($this->seat->isDue()) {
            $this->renewSeat();
        }
        if ($this->memory->licenseKey !== null && $this->schedule->isDue()) {
            return $this->checkNow();
        }
        if (!$this->seat->isWaiting()) {
            $this->startSeat();
        }

        return $this->settle();
    }

    /** Ends the floating session, unless it is borrowed. `state` can still be read. */
    public function close(): void
    {
        if (!$this->isClosed) {
            $this->isClosed = true;
            $this->giveUp(fn () => $this->seat->close());
            $this->settle();
        }
    }

    protected function assertOpen(): void
    {
        if ($this->isClosed) {
            throw KeywardError::usage('The license was closed', 'LICENSE_CLOSED');
        }
    }

    protected function start(): void
    {
        $this->schedule->noticeClock($this->time->isTurnedBack());
        if ($this->isFloating && $this->stateWith(null)->usable) {
            $this->startSeat();
        } elseif ($this->memory->licenseKey !== null && (!$this->state()->usable || $this->schedule->isDue())) {
            $this->checkNow();
        }
    }

    /** If the server postpones the activation of the known key, the next check tries it again. */
    protected function takeSeat(string $licenseKey): LicenseState
    {
        $this->seat->resumeWaiting();
        try {
            $answer = $this->server->activate($licenseKey);
        } catch (KeywardError $error) {
            if ($licenseKey === $this->memory->licenseKey && $this->schedule->postpones($error)) {
                $this->settle();
            }
            throw $error;
        }

        return $this->accept($licenseKey, $answer);
    }

    protected function accept(string $licenseKey, Proof $answer): LicenseState
    {
        if ($licenseKey !== $this->memory->licenseKey) {
            // It holds a seat of another license.
            $this->endSeat();
        }
        // The clock of a relay is its customer's: it sets no clock back.
        if ($answer->relay === null || $answer->issuedAt > $this->time->now()) {
            $this->time->trust($answer->issuedAt);
        }
        $this->memory->remember($licenseKey, $answer);
        $this->schedule->answered($answer);
        $this->lastError = null;
        $this->memory->verifyAgain();
        $this->startSeat();

        return $this->settle();
    }

    private function ask(string $licenseKey): Proof
    {
        return $this->schedule->isPostponed()
            ? $this->server->activate($licenseKey)
            : $this->server->validate($licenseKey, $this->memory->license(), $this->memory->file);
    }

    protected function forget(): LicenseState
    {
        $this->memory->forget();

        return $this->store(fn () => $this->memory->replace($this->time->now()));
    }

    protected function settle(): LicenseState
    {
        return $this->store(fn () => $this->memory->save($this->time->now()));
    }

    private function store(callable $save): LicenseState
    {
        try {
            $save();
        } catch (\RuntimeException $error) {
            if (!in_array(Device::STORE_NOT_WRITABLE, $this->warnings, true)) {
                $this->warnings[] = Device::STORE_NOT_WRITABLE;
                error_log(implode(': ', Device::STORE_NOT_WRITABLE));
            }
            $this->lastError = $error;
        }

        return $this->state();
    }

    protected function keyOr(?string $given = null): string
    {
        $key = $given === null ? $this->memory->licenseKey ?? $this->givenKey : trim($given);
        if ($key === null || $key === '') {
            throw KeywardError::usage('There is no license key yet: give the one that the user typed', 'LICENSE_KEY_MISSING');
        }

        return $key;
    }

    private function adoptStored(): void
    {
        $before = $this->memory->answer;
        $this->memory->refresh();
        $answer = $this->memory->answer;
        if ($answer !== null && $answer !== $before) {
            $this->time->sawAtLeast($answer->issuedAt);
            $this->schedule->recalled($answer);
        }
    }

    /** A store that cannot be read is a store without an answer. */
    private function readRecord(LicenseStore $store): LicenseRecord
    {
        try {
            $record = LicenseRecord::decode($store->read());
        } catch (\RuntimeException $error) {
            $this->lastError = $error;

            return new LicenseRecord();
        }
        $this->lastError = $record->isEdited ? new \RuntimeException('The store was edited: it is not used') : null;

        return $record;
    }
}
