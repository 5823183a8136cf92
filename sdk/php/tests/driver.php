<?php

declare(strict_types=1);

/** Runs the commands of the conformance suite: a JSON object from each line of standard input, a reply for each. */

require __DIR__ . '/../autoload.php';
require __DIR__ . '/ledger-calls.php';
require __DIR__ . '/test-system.php';

use Keyward\FileStore;
use Keyward\KeywardError;
use Keyward\License;
use Keyward\LicenseState;

/** Empty metadata is an object in JSON. */
function factsOf(LicenseState $state): array
{
    $customer = $state->customer;

    return [
        'starts_on' => $state->startsOn,
        'would_be' => $state->wouldBe,
        'metadata' => (object) $state->metadata,
        'device_metadata' => (object) $state->deviceMetadata,
        'customer' => $customer === null ? null : ['metadata' => (object) $customer['metadata']] + $customer,
    ];
}

ini_set('error_log', '/dev/null');
$now = 0;
$license = null;
$update = null;
$reservation = null;
$ledger = new LedgerCalls();

$open = static function (array $options) use (&$now): License {
    $options['store'] = new FileStore($options['store']);
    $options['timeout'] = ($options['timeout_ms'] ?? 10_000) / 1000;
    unset($options['timeout_ms']);
    $options['system'] = isset($options['system']) ? new TestSystem($options['system']) : null;

    return License::open($options + ['retries' => 0, 'now' => static function () use (&$now): int {
        return $now;
    }]);
};

$run = static function (string $name, array $with) use (&$license, &$update, &$reservation, &$now, $open, $ledger) {
    if (strncmp($name, 'ledger_', strlen('ledger_')) === 0) {
        return $ledger->call(substr($name, strlen('ledger_')), $with, $now);
    }
    switch ($name) {
        case 'open':
            $license = null;
            $license = $open($with);

            return null;
        case 'borrow':
            $license->borrow($with['days']);

            return null;
        case 'last_error':
            $error = $license->lastError;

            return $error instanceof KeywardError ? ['code' => $error->errorCode, 'message' => $error->getMessage()] : null;
        case 'release_features':
            return ['features' => $license->releaseFeatures(...$with['features'])];
        case 'take_features':
            return ['features' => $license->takeFeatures(...$with['features'])];
        case 'place':
            return $license->place();
        case 'stop_waiting':
            $license->stopWaiting();

            return null;
        case 'wait_for_seat':
            $license->waitForSeat($with['timeout_ms'] / 1000);

            return null;
        case 'return_borrowed':
            $license->returnBorrowed();

            return null;
        case 'borrowed':
            return $license->borrowedUntil() !== null;
        case 'activate':
            $license->activate($with['license_key']);

            return null;
        case 'use_file':
            $license->useFile($with['file'], $with['license_key']);

            return null;
        case 'offline_request':
            return $license->offlineRequest($with['license_key']);
        case 'record_usage':
            return $license->recordUsage($with['meter'], (float) $with['amount']);
        case 'use_feature':
            return $license->useFeature($with['feature'], $with['amount']);
        case 'reserve_usage':
            $reservation = $license->reserveUsage($with['items'], $with['seconds'] ?? null);

            return null;
        case 'commit_usage':
            $balance = static fn (array $fields): array => array_intersect_key($fields, ['meter' => 1, 'credit' => 1, 'used' => 1, 'limit' => 1, 'left' => 1]);

            return array_map(static fn (array $all): array => array_map($balance, $all), $license->commitUsage($reservation, $with['items'] ?? null));
        case 'release_usage':
            $license->releaseUsage($reservation);

            return null;
        case 'relay':
            $relay = $license->relay();

            return $relay === null ? null : ['until' => $relay['until']->getTimestamp()] + $relay;
        case 'facts':
            return factsOf($license->state());
        case 'check_for_update':
            $target = array_intersect_key($with, ['platform' => 1, 'arch' => 1, 'kind' => 1, 'label' => 1, 'os_version' => 1]);
            $update = $license->checkForUpdate($with['current_version'], $target);

            return $update === null ? null : ['is_available' => $update->isAvailable] + get_object_vars($update);
        case 'download_update':
            $license->downloadUpdate($update, $with['path']);

            return null;
        case 'state':
            return null;
        default:
            $license->$name();

            return null;
    }
};

while (($line = fgets(STDIN)) !== false) {
    $command = json_decode($line, true);
    $now = $command['now'];
    $reply = [];
    try {
        $result = $run($command['do'], $command['with'] ?? []);
        $reply = $result === null ? [] : ['result' => $result];
    } catch (KeywardError $error) {
        $reply = ['error' => $error->errorCode, 'unreachable' => $error->isUnreachable(), 'signed' => $error->isSigned, 'message' => $error->getMessage()];
    }
    if ($license === null) {
        echo json_encode($reply + ['state' => null, 'device' => null]), "\n";
        continue;
    }
    $state = $license->state();
    $reply['state'] = [
        'kind' => $state->kind,
        'usable' => $state->usable,
        'reason' => $state->reason,
        'source' => $state->source,
        'features' => $state->features,
        'max_users' => $state->maxUsers,
        'expires_at' => $state->expiresAt ? $state->expiresAt->format(DATE_ATOM) : null,
    ];
    $reply['device'] = [
        'environment' => $license->environment(),
        'fingerprint' => $license->fingerprint,
        'warnings' => array_column($license->warnings, 'code'),
    ];
    echo json_encode($reply), "\n";
}
