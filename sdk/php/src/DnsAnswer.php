<?php

declare(strict_types=1);

namespace Keyward;

/** An answer of multicast DNS, of which only records SRV and A are read (RFC 1035, RFC 2782). */
final class DnsAnswer
{
    private const PTR = 12;
    private const SRV = 33;
    private const A = 1;
    private const HEADER = 12;
    private const RECORD_HEADER = 10;

    private string $message;
    /** @var list<array{type: int, name: string, target: string, port: int}> */
    private array $records = [];

    /** Throws \OutOfBoundsException for a message that ends too early. */
    private function __construct(string $message)
    {
        $this->message = $message;
        $offset = self::HEADER;
        for ($left = $this->number(4); $left > 0; $left--) {
            $offset = $this->endOfName($offset) + 4;
        }
        for ($left = $this->number(6) + $this->number(8) + $this->number(10); $left > 0; $left--) {
            $end = $this->endOfName($offset);
            $data = $end + self::RECORD_HEADER;
            $next = $data + $this->number($end + 8);
            $this->records[] = $this->record($this->name($offset), $this->number($end), $data);
            $offset = $next;
        }
    }

    /** A question for the instances of a service, whose answer is wanted by this socket alone (RFC 6762, section 5.4). */
    public static function question(string $service): string
    {
        $labels = array_map(static fn (string $label): string => chr(strlen($label)) . $label, explode('.', $service));

        return "\0\0\0\0\0\x01\0\0\0\0\0\0" . implode('', $labels) . "\0\0" . chr(self::PTR) . "\x80\x01";
    }

    /** Address of the first instance of a service; null if the message names none, or is no answer. */
    public static function instanceIn(string $message, string $service, string $sender): ?string
    {
        try {
            return (new self($message))->instance($service, $sender);
        } catch (\OutOfBoundsException $malformed) {
            return null;
        }
    }

    /** Null for what is no name of a host. */
    public static function address(string $host, int $port): ?string
    {
        if ($port < 1 || preg_match('/^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/D', $host) !== 1) {
            return null;
        }

        return $port === 443 ? "https://$host" : "http://$host:$port";
    }

    private function instance(string $service, string $sender): ?string
    {
        $isInstance = static fn (array $record): bool =>
            $record['type'] === self::SRV && substr($record['name'], -strlen($service) - 1) === ".$service";
        $first = current(array_filter($this->records, $isInstance));
        if ($first === false) {
            return null;
        }
        $isHost = static fn (array $record): bool => $record['type'] === self::A && $record['name'] === $first['target'];
        $host = current(array_filter($this->records, $isHost));

        return self::address($host === false ? $sender : $host['target'], $first['port']);
    }

    /** @return array{type: int, name: string, target: string, port: int} */
    private function record(string $name, int $type, int $data): array
    {
        $target = '';
        if ($type === self::SRV) {
            $target = $this->name($data + 6);
        } elseif ($type === self::A) {
            $target = implode('.', array_map([$this, 'octet'], range($data, $data + 3)));
        }

        return ['type' => $type, 'name' => $name, 'target' => $target, 'port' => $type === self::SRV ? $this->number($data + 4) : 0];
    }

    private function octet(int $offset): int
    {
        if ($offset >= strlen($this->message)) {
            throw new \OutOfBoundsException('The message ends too early');
        }

        return ord($this->message[$offset]);
    }

    private function number(int $offset): int
    {
        return $this->octet($offset) << 8 | $this->octet($offset + 1);
    }

    private function endOfName(int $offset): int
    {
        for ($length = $this->octet($offset); $length !== 0; $length = $this->octet($offset)) {
            if ($length >= 0xc0) {
                return $offset + 2;
            }
            $offset += $length + 1;
        }

        return $offset + 1;
    }

    // The end of a name may stand earlier in the message: pointers only lead back, so that they end.
    private function name(int $offset): string
    {
        $labels = [];
        $before = $offset;
        for ($length = $this->octet($offset); $length !== 0; $length = $this->octet($offset)) {
            if ($length < 0xc0) {
                $this->octet($offset + $length);
                $labels[] = strtolower(substr($this->message, $offset + 1, $length));
                $offset += $length + 1;
                continue;
            }
            $offset = $this->number($offset) & 0x3fff;
            if ($offset >= $before) {
                throw new \OutOfBoundsException('A name points forward');
            }
            $before = $offset;
        }

        return implode('.', $labels);
    }
}
