<?php

declare(strict_types=1);

/** Reads cases of test/vectors from standard input, as JSON, and prints what comes of each signature, as JSON. */

require __DIR__ . '/../autoload.php';

use Keyward\LicenseFile;
use Keyward\TrustedKeys;
use Keyward\UntrustedError;

function outcome(callable $read): array
{
    try {
        return ['claims' => $read()];
    } catch (UntrustedError $error) {
        return ['error' => $error->reason];
    }
}

function rotation(array $pinned, array $case): array
{
    $keys = new TrustedKeys($pinned);
    array_map([$keys, 'learn'], $case['learn']);
    $restarted = new TrustedKeys($pinned, $keys->proofs);

    return array_map(static fn (array $probe): array =>
        outcome(static fn () => $restarted->verify($probe['jws'], TrustedKeys::VERDICT)), $case['verify']);
}

function read(string $name, array $pinned, array $case): array
{
    if ($name === 'air-gap') {
        ['license_key' => $key, 'fingerprint' => $fingerprint] = $case;

        return [
            'offline_request' => LicenseFile::offlineRequest($key, $fingerprint, $case['nonce']),
            'release_code' => LicenseFile::releaseCode($key, $fingerprint, $case['jti']),
        ];
    }
    if (strpos($name, 'key-rotation') === 0) {
        return rotation($pinned, $case);
    }
    $keys = new TrustedKeys($pinned);
    if ($name === 'license-files') {
        ['license_key' => $key, 'fingerprint' => $fingerprint] = $case['device'];

        return outcome(static fn () => LicenseFile::read($case['file'], $keys, $key, $fingerprint));
    }

    return outcome(static fn () => $keys->verify($case['jws'], $name === 'updates' ? TrustedKeys::UPDATE : TrustedKeys::VERDICT));
}

$tasks = json_decode((string) stream_get_contents(STDIN), true);
echo json_encode(array_map(static fn (array $task): array =>
    read($task['vectors'], $task['pinned'] ?? [], $task['case']), $tasks), JSON_PRESERVE_ZERO_FRACTION);
