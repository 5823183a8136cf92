<?php

declare(strict_types=1);

/** Reads cases of test/vectors from standard input, as JSON, and prints what comes of each signature, as JSON. */

require __DIR__ . '/../autoload.php';

use Keyward\Device;
use Keyward\DnsAnswer;
use Keyward\LicenseFile;
use Keyward\LicenseRecord;
use Keyward\System;
use Keyward\TrustedKeys;
use Keyward\TypedKey;
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

function relayed(TrustedKeys $keys, array $case): array
{
    if (!in_array($case['typ'], [TrustedKeys::VERDICT, TrustedKeys::ANSWER], true)) {
        return $keys->verify($case['jws'], $case['typ']);
    }
    [$claims, $relay] = $keys->verifyAnswer($case['jws'], $case['typ']);
    ['product' => $product, 'license_key' => $key, 'now' => $now] = $case['request'];
    $relay->check($product, $key, $now * 1000);

    return $claims;
}

function stored(LicenseRecord $record): array
{
    $fields = get_object_vars($record);

    return ['license_key' => $record->licenseKey, 'is_edited' => $record->isEdited] + array_diff_key($fields, ['licenseKey' => 1, 'isEdited' => 1]);
}

function read(string $name, array $pinned, array $case): array
{
    if ($name === 'dns-answers') {
        return ['result' => DnsAnswer::instanceIn((string) hex2bin($case['message']), $case['service'], '10.0.0.1')];
    }
    if ($name === 'air-gap') {
        ['license_key' => $key, 'fingerprint' => $fingerprint] = $case;

        return [
            'offline_request' => LicenseFile::offlineRequest($key, $fingerprint, $case['nonce']),
            'release_code' => LicenseFile::releaseCode($key, $fingerprint, $case['jti']),
        ];
    }
    if ($name === 'stores') {
        return ['record' => stored(LicenseRecord::decode($case['text']))];
    }
    if ($name === 'fingerprints') {
        return ['hardware_id' => Device::system($case['product'], $case['id'], new System('/nowhere'))->fingerprint];
    }
    if ($name === 'typed-keys') {
        return TypedKey::check($case['key'], $case['key_format']);
    }
    if (strpos($name, 'key-rotation') === 0) {
        return rotation($pinned, $case);
    }
    $keys = new TrustedKeys($pinned);
    if ($name === 'license-files') {
        ['license_key' => $key, 'fingerprint' => $fingerprint] = $case['device'];

        return outcome(static fn () => LicenseFile::read($case['file'], $keys, $key, $fingerprint));
    }

    if ($name === 'relays') {
        return outcome(static fn () => relayed($keys, $case));
    }

    $types = ['updates' => TrustedKeys::UPDATE, 'answers' => TrustedKeys::ANSWER];

    return outcome(static fn () => $keys->verify($case['jws'], $types[$name] ?? TrustedKeys::VERDICT));
}

$tasks = json_decode((string) stream_get_contents(STDIN), true);
echo json_encode(array_map(static fn (array $task): array =>
    read($task['vectors'], $task['pinned'] ?? [], $task['case']), $tasks), JSON_PRESERVE_ZERO_FRACTION);
