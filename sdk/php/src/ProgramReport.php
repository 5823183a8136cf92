<?php

declare(strict_types=1);

namespace Keyward;

/** @internal What a program without a connection signs about its use. */
final class ProgramReport
{
    /** 128 bits. */
    private const SHORTENED = 22;
    /** JavaScript puts names that are numbers up to this one first. */
    private const MAX_INDEX = 4_294_967_294;

    /**
     * The next report.
     * @param array<string, mixed> $state
     * @param int $to its end in seconds since 1970
     */
    public static function written(array $state, ProgramFile $file, int $to, ProgramKey $key): string
    {
        $header = ['alg' => 'EdDSA', 'kid' => $file->kid, 'typ' => 'keyward-report+jws', 'chain' => [$file->certificate]];
        $claims = [
            'ver' => 1,
            'relay' => $file->id,
            'license' => $file->licenseId,
            'seq' => $state['seq'] + 1,
            'prev' => $state['report'] === null ? null : hash('sha256', $state['report']),
            'boot' => $state['boot'],
            'from' => $state['from'],
            'to' => $to,
            'usage' => self::usage($state),
        ];
        $text = self::encoded($header) . '.' . self::encoded($claims);

        return "$text." . $key->sign($text);
    }

    /** The few numbers of a report that matter, as a code that can be read over the telephone. */
    public static function code(string $report, ProgramFile $file): string
    {
        $claims = Encoding::jsonObject(Encoding::parts($report, 3)[1]);
        $numbers = ['r' => $claims['relay'], 'q' => $claims['seq'], 'f' => $claims['from'], 't' => $claims['to']];
        $numbers += ['p' => $claims['usage']['sessions']['peak'], 'x' => $claims['usage']['sessions']['refused']];
        $meters = $claims['usage']['meters'];
        if ($meters !== []) {
            uksort($meters, static fn ($one, $other): int => self::index((string) $one) <=> self::index((string) $other));
            $numbers['m'] = (object) array_map(static fn (array $meter): string => $meter['used'], $meters);
        }
        $proof = hash_hmac('sha256', Encoding::json($numbers), hash('sha256', $file->license, true), true);

        return 'KWU1.' . self::encoded($numbers + ['s' => substr(Encoding::base64url($proof), 0, self::SHORTENED)]);
    }

    /** The code with which the program gives its amounts back. */
    public static function releaseCode(ProgramFile $file, ProgramKey $key): string
    {
        $signature = $key->sign("keyward relay release {$file->id} {$file->jti}");

        return 'KWY1.' . self::encoded(['r' => $file->id, 'j' => $file->jti, 's' => $signature]);
    }

    /**
     * Starts of a program need no seat: it has no peak, and what it refused are amounts of meters.
     * @param array<string, mixed> $state
     * @return array<string, mixed>
     */
    private static function usage(array $state): array
    {
        $meters = [];
        foreach ($state['used'] as $meter => $total) {
            $none = Amount::none(Amount::MAX_DECIMALS);
            $used = Amount::of($total, Amount::MAX_DECIMALS) ?? $none;
            $reported = Amount::of($state['reported'][$meter] ?? '0', Amount::MAX_DECIMALS) ?? $none;
            $meters[$meter] = ['used' => (string) $used->plus($reported, -1)];
        }
        $days = $state['days'];
        sort($days);
        $counts = ['peak' => 0, 'refused' => 0, 'minutes_full' => 0];

        return [
            'sessions' => ['peak' => 0, 'started' => $state['starts'], 'refused' => $state['refused'], 'minutes_full' => 0],
            'meters' => (object) $meters,
            'versions' => array_map(static fn (string $version) => ['version' => $version, 'devices' => 1], $state['versions']),
            'devices' => 1,
            'days' => array_map(static fn (string $day): array => ['day' => $day] + $counts, $days),
        ];
    }

    private static function index(string $meter): int
    {
        $isIndex = preg_match('/^(0|[1-9][0-9]{0,9})$/D', $meter) === 1;

        return $isIndex ? min((int) $meter, self::MAX_INDEX + 1) : self::MAX_INDEX + 1;
    }

    /** @param array<string, mixed> $value */
    private static function encoded(array $value): string
    {
        return Encoding::base64url(Encoding::json($value));
    }
}
