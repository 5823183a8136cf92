<?php

declare(strict_types=1);

namespace Keyward;

/**
 * Counts use without a connection, within what a file grants, and reports it. Needs PHP 8.1. A balance is a list of `meter`, `used`,
 * `granted` (by the file, for its whole time) and `left`: decimal texts.
 */
final class UsageLedger
{
    /** Microseconds between attempts to open it. */
    private const PAUSE = 10_000;
    private const MAX_AMOUNT = 9_007_199_254_740_991;

    private LedgerFile $ledger;
    private KnownTime $time;
    private ProgramKey $key;
    private ?ProgramFile $file = null;
    private bool $isClosed = false;

    /** @param callable(): int $clock */
    private function __construct(LedgerFile $ledger, callable $clock)
    {
        $this->ledger = $ledger;
        $this->time = new KnownTime($clock, $ledger->state['at']);
    }

    /**
     * Opens the ledger of a program without a connection, which draws amounts of meters from a file and reports what it used. Throws
     * KeywardError `LEDGER_IN_USE` while another process has it open, `LICENSE_FILE_…` for a file that is not for this program.
     * @param array<string, mixed> $options
     *   product: its reference; keys: list of `x` of /.well-known/jwks.json, as for `License::open`; directory: folder of the ledger, for
     *   one process at a time, made at need, readable by its owner alone; file: text of the file that the server issued, which the
     *   directory keeps: a later start needs none, and a renewal replaces it; version: that of the program, for the report; wait:
     *   seconds for which it waits while another process has the ledger, 0 by default; now: replaces the local clock, milliseconds
     *   since 1970
     */
    public static function open(array $options): self
    {
        $options = LedgerOptions::checked($options);
        $clock = $options['now'] ?? static fn (): int => (int) (microtime(true) * 1000);
        $keys = new TrustedKeys($options['keys']);
        $read = static fn (?string $text) => $text === null ? null : ProgramFile::read($text, $keys, $options['product']);
        $given = $read($options['file']);
        $file = self::fileIn($options['directory'], $clock, (float) $options['wait']);
        try {
            $ledger = new self($file, $clock);
            $ledger->file = $read($file->state['file']);
            $ledger->begin($given, $options['version']);
        } catch (\Throwable $error) {
            $file->close($clock());
            throw $error;
        }

        return $ledger;
    }

    /**
     * Draws an amount. When this has returned, the amount is on the disk. Throws `METER_EXHAUSTED`, `RELAY_EXPIRED` after the end of
     * the file.
     * @param int|string $amount whole number or decimal text above 0
     * @return array{meter: string, used: string, granted: string, left: string}
     */
    public function use(string $meter, $amount): array
    {
        $grant = $this->usableFile()->grants[$meter] ?? null;
        if ($grant === null) {
            throw KeywardError::usage("The file grants nothing of $meter", 'METER_NOT_FOUND');
        }
        $drawn = Amount::of($amount, $grant->decimals);
        if ($drawn === null || $drawn->isNone()) {
            throw KeywardError::usage("The amount must be above 0, with at most {$grant->decimals} decimals");
        }

        return $this->draw($meter, $grant, $drawn);
    }

    /**
     * Draws the credits that uses of a feature cost by the rates in the file. Throws as `use` does, `METER_NOT_FOUND` for a feature
     * without a rate.
     * @param int $amount uses, above 0
     * @return array{meter: string, used: string, granted: string, left: string}
     */
    public function useFeature(string $feature, int $amount = 1): array
    {
        $file = $this->usableFile();
        $rate = $file->rateOf($feature, $this->time->now());
        if ($rate === null) {
            throw KeywardError::usage("The file has no rate for $feature", 'METER_NOT_FOUND');
        }
        if ($amount <= 0 || $amount > self::MAX_AMOUNT) {
            throw KeywardError::usage('The amount must be a whole number above 0');
        }
        $grant = $file->grants[$rate['credit']];

        return $this->draw($rate['credit'], $grant, Amount::none($grant->decimals)->plus($rate['cost'], $amount));
    }

    /**
     * Balances of all meters in the file.
     * @return list<array{meter: string, used: string, granted: string, left: string}>
     */
    public function balances(): array
    {
        $grants = $this->file->grants ?? [];

        return array_map(fn ($meter) => $this->balance((string) $meter, $grants[$meter]), array_keys($grants));
    }

    /** Signed report of the use since the last one, for the vendor. The directory keeps it as `report-<number>.jws`. */
    public function report(): string
    {
        $this->assertOpen();
        $state = $this->ledger->state;
        $to = max($state['from'], intdiv($this->time->now(), 1000));
        if ($state['report'] !== null && $to === $state['from']) {
            return $state['report'];
        }
        $report = ProgramReport::written($state, $this->knownFile(), $to, $this->key);
        $this->append(['report' => $report, 'to' => $to]);
        $this->keepReport();

        return $report;
    }

    /** Writes the next report, and returns the code of its few numbers, which can be read over the telephone. */
    public function code(): string
    {
        return ProgramReport::code($this->report(), $this->knownFile());
    }

    /** Code with which the vendor issues a file for the key of this directory. */
    public function request(string $name): string
    {
        return $this->key->requestCode($name);
    }

    /** Draws nothing more, and returns the code with which the vendor takes back what is left. */
    public function release(): string
    {
        $this->assertOpen();
        $file = $this->knownFile();
        if (!$this->ledger->state['isReleased']) {
            $this->append(['released' => true]);
        }

        return ProgramReport::releaseCode($file, $this->key);
    }

    /** Lets another process open it. The end of a request does as well. */
    public function close(): void
    {
        $this->assertOpen();
        $this->isClosed = true;
        $this->ledger->close($this->time->now());
    }

    /** Takes a file that is newer than the one before, and counts a start. */
    private function begin(?ProgramFile $given, ?string $version): void
    {
        if ($this->file !== null) {
            $this->time->sawAtLeast($this->file->issuedAt);
        }
        $this->key = new ProgramKey($this->ledger->directory, $this->file === null ? $given->privateKey ?? null : null);
        if ($given !== null) {
            $this->take($given);
        }
        $this->append(['start' => ['version' => $version]]);
        $this->keepReport();
    }

    private function take(ProgramFile $given): void
    {
        if ($given->x !== $this->key->x || ($this->file !== null && $this->file->id !== $given->id)) {
            throw KeywardError::usage('The file is for another program', 'LICENSE_FILE_OTHER_DEVICE');
        }
        if ($this->file !== null && $this->file->issuedAt >= $given->issuedAt) {
            return;
        }
        $this->time->sawAtLeast($given->issuedAt);
        $this->time->sawNew($given->issuedAt, null);
        $this->append(['file' => $given->text]);
        $this->file = $given;
    }

    /** @return array{meter: string, used: string, granted: string, left: string} */
    private function draw(string $meter, Amount $grant, Amount $drawn): array
    {
        $total = $this->used($meter, $grant)->plus($drawn);
        if ($total->exceeds($grant)) {
            $this->append(['refused' => $meter]);
            throw new KeywardError('METER_EXHAUSTED', "Only {$this->balance($meter, $grant)['left']} of $meter is left");
        }
        $this->append(['use' => $meter, 'total' => (string) $total]);

        return $this->balance($meter, $grant);
    }

    // A process may have ended between the entry and the file.
    private function keepReport(): void
    {
        ['seq' => $seq, 'report' => $report] = $this->ledger->state;
        if ($report !== null) {
            $path = sprintf('%s/report-%06d.jws', $this->ledger->directory, $seq);
            $isWritten = LedgerFile::writeNew($path, "$report\n") || @file_put_contents($path, "$report\n") !== false;
            if (!$isWritten) {
                throw new \RuntimeException("The file $path cannot be written");
            }
        }
    }

    private function usableFile(): ProgramFile
    {
        $this->assertOpen();
        $file = $this->knownFile();
        if ($this->ledger->state['isReleased']) {
            throw KeywardError::usage('The amounts of this file were given back', 'LICENSE_FILE_RELEASED');
        }
        $end = $file->endsAt + 1000;
        if ($this->time->now() < $end) {
            return $file;
        }
        if ($this->time->isTurnedBack() && $this->time->reading() < $end) {
            $message = 'The clock was ahead once, or is behind now: correct it, and take a renewed file';
            throw KeywardError::usage($message, 'CLOCK_WAS_AHEAD');
        }
        throw KeywardError::usage('The file has ended: take a renewed one', 'RELAY_EXPIRED');
    }

    private function knownFile(): ProgramFile
    {
        if ($this->file === null) {
            throw KeywardError::usage('The ledger has no file yet', 'LICENSE_FILE_MISSING');
        }

        return $this->file;
    }

    private function used(string $meter, Amount $grant): Amount
    {
        return Amount::of($this->ledger->state['used'][$meter] ?? '0', Amount::MAX_DECIMALS) ?? Amount::none($grant->decimals);
    }

    /** @return array{meter: string, used: string, granted: string, left: string} */
    private function balance(string $meter, Amount $grant): array
    {
        $used = $this->used($meter, $grant);
        $left = $grant->plus($used, -1);

        return ['meter' => $meter, 'used' => (string) $used, 'granted' => (string) $grant, 'left' => (string) $left];
    }

    /** @param array<string, mixed> $entry */
    private function append(array $entry): void
    {
        $this->ledger->append($entry + ['at' => $this->time->now()]);
    }

    private function assertOpen(): void
    {
        if ($this->isClosed) {
            throw KeywardError::usage('The ledger is closed', 'LICENSE_CLOSED');
        }
    }

    /** @param callable(): int $clock */
    private static function fileIn(string $directory, callable $clock, float $wait): LedgerFile
    {
        $end = hrtime(true) + $wait * 1e9;
        for (;;) {
            try {
                return new LedgerFile($directory, $clock());
            } catch (KeywardError $error) {
                if ($error->errorCode !== 'LEDGER_IN_USE' || hrtime(true) >= $end) {
                    throw $error;
                }
                usleep(self::PAUSE);
            }
        }
    }
}
