<?php

declare(strict_types=1);

namespace Keyward;

/** What the store holds. Answer, file and proofs are signed; the time is sealed with them. The format is the same in all languages. */
final class LicenseRecord
{
    private const VERSION = 1;

    public ?string $licenseKey = null;
    /** Compact JWS of the last answer. */
    public ?string $answer = null;
    /** License file as it was received. */
    public ?string $file = null;
    /** Latest time that was seen, in milliseconds since 1970. */
    public int $seen = 0;
    /** @var list<string> */
    public array $proofs = [];
    /** Id of a device that has none of its own. */
    public ?string $device = null;
    /** @var array{answer: string, token: string}|null the floating seat that is borrowed; it is signed, and not in the seal */
    public ?array $borrowed = null;
    /** @var list<string> license files, and sessions of borrowed seats, that were given up */
    public array $released = [];
    /** @var array{nonce: string, at: int}|null the last request for a license file, and the local clock when it was made */
    public ?array $request = null;
    /** Whether somebody changed what is sealed. */
    public bool $isEdited = false;

    public function encode(): string
    {
        $fields = [
            'version' => self::VERSION,
            'licenseKey' => $this->licenseKey,
            'answer' => $this->answer,
            'file' => $this->file,
            'seen' => $this->seen,
            'keys' => ['proofs' => $this->proofs],
            'device' => $this->device,
            'borrowed' => $this->borrowed,
            'released' => $this->released,
            'request' => $this->request,
            'seal' => $this->seal(),
        ];

        return Encoding::json(array_filter($fields, static fn ($value): bool => $value !== null));
    }

    /** Never throws: the text may be anything. */
    public static function decode(?string $text): self
    {
        $fields = json_decode((string) $text, true);
        $fields = is_array($fields) ? $fields : [];
        $record = new self();
        $record->licenseKey = self::text($fields['licenseKey'] ?? null);
        $record->answer = self::text($fields['answer'] ?? null);
        $record->file = self::text($fields['file'] ?? null);
        $record->seen = is_int($fields['seen'] ?? null) ? $fields['seen'] : 0;
        $record->proofs = self::texts($fields['keys']['proofs'] ?? null);
        $record->device = self::text($fields['device'] ?? null);
        $record->borrowed = self::seatIn($fields['borrowed'] ?? null);
        $record->released = self::texts($fields['released'] ?? null);
        $record->request = self::requestIn($fields['request'] ?? null);
        $isSealed = ($fields['version'] ?? null) === self::VERSION && ($fields['seal'] ?? null) === $record->seal();
        if ($text !== null && !$isSealed) {
            $record->isEdited = true;
            $record->answer = null;
            $record->file = null;
            $record->borrowed = null;
            $record->seen = 0;
            $record->request = null;
        }

        return $record;
    }

    // No secret: it notices an edited time. What bounds the use is in the signed answer.
    private function seal(): string
    {
        $sealed = ['keyward', $this->licenseKey, $this->answer, $this->file, $this->seen, $this->released];

        return hash('sha256', Encoding::json(array_merge($sealed, array_values($this->request ?? []))));
    }

    /**
     * @param mixed $value
     * @return array{answer: string, token: string}|null
     */
    private static function seatIn($value): ?array
    {
        $answer = self::text($value['answer'] ?? null);
        $token = self::text($value['token'] ?? null);

        return $answer !== null && $token !== null ? ['answer' => $answer, 'token' => $token] : null;
    }

    /**
     * @param mixed $value
     * @return array{nonce: string, at: int}|null
     */
    private static function requestIn($value): ?array
    {
        $nonce = $value['nonce'] ?? null;
        $at = $value['at'] ?? null;

        return is_string($nonce) && is_int($at) ? ['nonce' => $nonce, 'at' => $at] : null;
    }

    /** @param mixed $value */
    private static function text($value): ?string
    {
        return is_string($value) && $value !== '' ? $value : null;
    }

    /**
     * @param mixed $value
     * @return list<string>
     */
    private static function texts($value): array
    {
        return is_array($value) ? array_values(array_filter($value, 'is_string')) : [];
    }
}
