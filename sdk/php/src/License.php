<?php

declare(strict_types=1);

namespace Keyward;

/**
 * The license of a program on a device. PHP has no background: a program calls `wake` now and then, and opens the license anew in
 * each request; the answer of an earlier request in the store is then used until it wants to be renewed.
 */
final class License extends LicenseMonitor
{
    private const SECOND = 1_000;
    private const AIR_GAP_NONCE = 16;

    /**
     * Opens the license of this program on this device. It asks the server if the store holds no answer with which the program
     * may run, or the last answer is overdue. It returns also if nobody answers: look at `state`.
     * @param array<string, mixed> $options
     *   base_url: address of the server; product: its reference; keys: list of `x` of /.well-known/jwks.json; store: a LicenseStore;
     *   device: text that names this device, 1 to 86 characters, by default from the id of the system; environment: `physical`,
     *   `virtual_machine`, `container` or `development`, which the policy may refuse, by default as the platform documents it;
     *   license_key: precedes the one in the store; app_version, channel, user: sent with each call; policy, group: id or name that the
     *   license must have; customer: id, reference or e-mail of its owner; checksum: SHA-256 of the program's published file; floating: needs a floating seat; relay: `auto` looks for a
     *   relay in this network before it calls base_url, for at most two seconds, by the SRV record of the computer's domain, then by multicast
     *   DNS; grace_days: maximum number of
     *   days for which an overdue answer is used; timeout: of a call, in seconds; retries; transport: a Transport; now: replaces the
     *   local clock, milliseconds since 1970; system: a System that replaces the reads of this one
     */
    public static function open(array $options): self
    {
        $license = new self(LicenseOptions::checked($options));
        $license->start();

        return $license;
    }

    /**
     * Takes a seat for this device. Throws KeywardError, such as `SEATS_EXHAUSTED`: the state is as before then. With
     * `RATE_LIMIT_EXCEEDED`, or while the server is busy or stops, `wake` tries the activation of a key that is known again later,
     * and no earlier refusal of this device is shown until then.
     */
    public function activate(?string $licenseKey = null): LicenseState
    {
        $this->assertOpen();

        return $this->takeSeat($this->keyOr($licenseKey));
    }

    /** Asks for a trial and, if it is granted, activates it; null while it has to be verified. */
    public function startTrial(?string $email = null, ?string $domain = null): ?LicenseState
    {
        $this->assertOpen();
        $key = $this->calls->requestTrial($email, $domain)['license_key'] ?? null;

        return is_string($key) ? $this->accept($key, $this->server->activate($key)) : null;
    }

    /** Gives up the seat of this device and forgets the license key. Throws KeywardError if nobody answers. */
    public function release(): LicenseState
    {
        $this->assertOpen();
        $key = $this->keyOr();
        $this->endSeat();
        $this->server->deactivate($key);

        return $this->forget();
    }

    /**
     * Borrows the floating seat of this program: for so many days, this device needs no server, also after restarts. The days count
     * from now and replace those of an earlier call. Throws KeywardError, such as `BORROWING_NOT_ALLOWED` or `BORROWS_EXHAUSTED`: all
     * is as before then.
     */
    public function borrow(int $days): LicenseState
    {
        $this->assertOpen();

        return $this->borrowSeat($days);
    }

    /**
     * Returns the borrowed seat. The program keeps it as long as it runs and reaches the server. Throws KeywardError if nobody answers:
     * the seat stays borrowed.
     */
    public function returnBorrowed(): LicenseState
    {
        $this->assertOpen();

        return $this->borrowSeat(0);
    }

    /**
     * Counts a use of a meter; a negative amount is returned. Throws `METER_EXHAUSTED` if it does not fit.
     * @return array<string, mixed> `meter`, `used`, `limit`, `left` and `resets_at`, as the server signed them
     */
    public function recordUsage(string $meter, float $amount = 1): array
    {
        $this->assertOpen();
        $items = [['meter' => $meter, 'amount' => floor($amount) === $amount ? (int) $amount : $amount]];

        return Usage::onlyBalance($this->server->recordUsage($this->keyOr(), $items), 'meters');
    }

    /**
     * Uses a feature that costs credits; a negative amount is returned. Throws `METER_EXHAUSTED` if it does not fit.
     * @return array<string, mixed> `credit`, `used`, `limit`, `left` and `resets_at`, as the server signed them; amounts are decimal texts
     */
    public function useFeature(string $feature, int $amount = 1): array
    {
        $this->assertOpen();
        $claims = $this->server->recordUsage($this->keyOr(), [['feature' => $feature, 'amount' => $amount]]);

        return Usage::onlyBalance($claims, 'credits');
    }

    /**
     * Keeps amounts of meters and credits for this program, all of them or none, until it commits or releases them. Throws
     * `METER_EXHAUSTED` if they do not fit.
     * @param list<array{meter?: string, feature?: string, amount: int}> $items
     * @param int|null $seconds after which the reservation ends by itself, 60 by default
     * @return array{token: string, expires_at: \DateTimeImmutable}
     */
    public function reserveUsage(array $items, ?int $seconds = null): array
    {
        $this->assertOpen();

        return $this->server->reserveUsage($this->keyOr(), $items, $seconds);
    }

    /**
     * Takes what was reserved, or less of it. It can be repeated: nothing is taken twice. Throws `RESERVATION_ENDED` if it is too late.
     * @param array{token: string} $reservation
     * @param list<array{meter?: string, feature?: string, amount: int}>|null $items what is taken of it; the rest is given back
     * @return array{meters: list<array<string, mixed>>, credits: list<array<string, mixed>>} the balances after it
     */
    public function commitUsage(array $reservation, ?array $items = null): array
    {
        $this->assertOpen();
        $claims = $this->server->commitUsage($reservation['token'], $items);

        return ['meters' => Usage::balances($claims, 'meters'), 'credits' => Usage::balances($claims, 'credits')];
    }

    /**
     * Gives back what was reserved.
     * @param array{token: string} $reservation
     */
    public function releaseUsage(array $reservation): void
    {
        $this->assertOpen();
        $this->calls->releaseUsage($reservation['token']);
    }

    /**
     * The newest version that this license may have and that is newer than the given one; if there is none, one that it may not have,
     * without files, so that the program can offer a renewal; null if there is none at all.
     * @param array{platform?: string, arch?: string, kind?: string, label?: string, os_version?: string} $target which files the program wants
     * @return Update|UpdateOutOfReach|null
     */
    public function checkForUpdate(string $currentVersion, array $target = [])
    {
        $this->assertOpen();
        [$claims, $reply] = $this->server->checkForUpdate($this->memory->licenseKey, $currentVersion, $target);
        if (($claims['product'] ?? null) !== $this->product || ($claims['current_version'] ?? null) !== $currentVersion) {
            throw KeywardError::untrusted(new MismatchError('version', 'It is about another version or product'));
        }
        if (($claims['available'] ?? null) !== true || !isset($reply['manifest'])) {
            return UpdateOutOfReach::in($claims, $reply, $currentVersion);
        }
        $update = new Update($reply, $this->server->verified($reply['manifest'], TrustedKeys::UPDATE), $this->product, $currentVersion);
        if ($update->version !== ($claims['version'] ?? null)) {
            throw KeywardError::untrusted(new MismatchError('version', 'The manifest is of another version'));
        }

        return $update;
    }

    /**
     * Downloads a file of an update and returns its path. Throws `DOWNLOAD_CHANGED` if the server did not sign it.
     * @param Update|UpdateOutOfReach $update
     * @param array{type: string, name: string, size: int, sha256: string, url: ?string}|null $file one of the files of the update; by
     *   default that of type `main`, else the first
     */
    public function downloadUpdate(object $update, string $to, ?array $file = null): string
    {
        $this->assertOpen();
        $file = $file ?? ($update instanceof Update ? $update->mainFile() : null);
        if (!isset($file['url'])) {
            throw KeywardError::usage('This license may not download the update', 'DOWNLOAD_NOT_ALLOWED');
        }

        return (new UpdateDownload($this->calls, $this->memory->licenseKey))->to($to, $file);
    }

    /** Uses a license file until it ends. Throws KeywardError if it is not for this license and device, or has ended. */
    public function useFile(string $text, ?string $licenseKey = null): LicenseState
    {
        $this->assertOpen();
        $key = $this->keyOr($licenseKey);
        try {
            $file = $this->verifier->file($text, $this->verifier->subject($key));
        } catch (UntrustedError | MismatchError $error) {
            throw KeywardError::unusableFile($error);
        }
        if ($this->memory->hasReleased($file)) {
            throw KeywardError::usage('The seat of this license file was given up', 'LICENSE_FILE_RELEASED');
        }
        $this->takeTimeOf($file);
        $this->checkEnd($file);
        $this->memory->useFile($key, $file);

        return $this->settle();
    }

    /**
     * The text that a device without network shows, so that an admin makes a license file for it. It stays the same until a file
     * answers it.
     */
    public function offlineRequest(?string $licenseKey = null): string
    {
        $this->assertOpen();
        $key = $this->keyOr($licenseKey);
        $made = ['nonce' => LicenseServer::nonce(self::AIR_GAP_NONCE), 'at' => $this->time->localNow()];
        $request = $this->memory->request() ?? $made;
        $this->memory->rememberRequest($request);
        $this->settle();

        return LicenseFile::offlineRequest($key, $this->fingerprint, $request['nonce']);
    }

    /** Gives up the license file. With the code that this returns, an admin frees the seat of the device. */
    public function releaseOffline(): string
    {
        $this->assertOpen();
        $file = $this->memory->file;
        if ($file === null || $file->isForAnyDevice) {
            throw KeywardError::usage('There is no license file of this device', 'LICENSE_FILE_MISSING');
        }
        $code = LicenseFile::releaseCode($this->keyOr(), $this->fingerprint, $file->jti);
        $this->forget();

        return $code;
    }

    private function takeTimeOf(Proof $file): void
    {
        $this->time->sawAtLeast($file->issuedAt);
        if ($this->memory->isNew($file)) {
            $request = $this->memory->request();
            $isAnswer = $request !== null && $request['nonce'] === $file->request;
            $this->time->sawNew($file->issuedAt, $isAnswer ? $request['at'] : null);
        }
    }

    private function checkEnd(Proof $file): void
    {
        $end = $file->endsAt + self::SECOND;
        if ($this->time->now() < $end) {
            return;
        }
        if ($this->time->isTurnedBack() && $this->time->reading() < $end) {
            throw KeywardError::usage(
                'The clock of this device was ahead once, or is behind now: correct it, and use a license file that was made for a new request',
                'CLOCK_WAS_AHEAD'
            );
        }
        throw KeywardError::usage('The license file has ended', 'LICENSE_FILE_EXPIRED');
    }
}
