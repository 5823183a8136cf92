<?php

declare(strict_types=1);

use Keyward\UsageLedger;

/** The commands `ledger_…` of the conformance suite. */
final class LedgerCalls
{
    private ?UsageLedger $ledger = null;
    private int $now = 0;

    /** @return mixed what the ledger answers; null after `open` and `close` */
    public function call(string $name, array $with, int $now)
    {
        $this->now = $now;
        switch ($name) {
            case 'open':
                $this->ledger = UsageLedger::open($with + ['now' => function (): int {
                    return $this->now;
                }]);

                return null;
            case 'use_feature':
                return $this->ledger->useFeature($with['feature'], $with['amount']);
            default:
                return $this->ledger->$name(...array_values($with));
        }
    }
}
