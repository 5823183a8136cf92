<?php

/** Reads cases of the test vectors from standard input, as JSON, and prints what comes of each, as JSON. */

declare(strict_types=1);

require __DIR__ . '/Keyward.php';

use Keyward\{Mismatch, TrustedKeys, Untrusted};

function outcome(callable $read): array
{
    try {
        return ['claims' => $read()];
    } catch (Untrusted $untrusted) {
        return ['error' => $untrusted->reason];
    } catch (Mismatch $mismatch) {
        return ['mismatch' => $mismatch->claim];
    }
}

function rotation(array $pinned, array $case): array
{
    $keys = new TrustedKeys($pinned);
    array_map($keys->learn(...), $case['learn']);
    $restarted = new TrustedKeys($pinned, $keys->proofs);
    $read = fn (array $probe) => outcome(fn () => $restarted->verify($probe['jws'], Keyward\VERDICT));
    return array_map($read, $case['verify']);
}

function airGap(array $case): array
{
    ['license_key' => $key, 'fingerprint' => $fingerprint] = $case;
    return [
        'offline_request' => Keyward\offlineRequest($key, $fingerprint, $case['nonce']),
        'release_code' => Keyward\releaseCode($key, $fingerprint, $case['jti']),
    ];
}

function read(string $name, array $pinned, array $case): array
{
    $keys = new TrustedKeys($pinned);
    return match ($name) {
        'verdicts' => outcome(fn () => Keyward\readAnswer($keys, $case['jws'], $case['request'])),
        'license-files' => outcome(fn () => Keyward\readLicenseFile($keys, $case['file'], $case['device'])),
        'updates' => outcome(fn () => $keys->verify($case['jws'], Keyward\UPDATE)),
        'key-rotation' => rotation($pinned, $case),
        'air-gap' => airGap($case),
    };
}

$tasks = json_decode(stream_get_contents(STDIN), true, flags: JSON_THROW_ON_ERROR);
$outcomes = array_map(fn (array $task) => read($task['vectors'], $task['pinned'] ?? [], $task['case']), $tasks);
echo json_encode($outcomes, JSON_THROW_ON_ERROR);
