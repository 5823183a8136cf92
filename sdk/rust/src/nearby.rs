//! Relays in the network of a computer.

use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::path::Path;
use std::time::{Duration, Instant};

use crate::encoding::random;
use crate::system::text_of;

const SERVICE: &str = "_keyward._tcp";
const LOCAL: &str = "_keyward._tcp.local";
const GROUP: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::new(224, 0, 0, 251)), 5353);
/// For each of the two: the start of a program waits for no more.
const PATIENCE: Duration = Duration::from_secs(1);
const MAX_MESSAGE: usize = 65_535;
const HTTPS: u16 = 443;
const HEADER: usize = 12;
const A: u16 = 1;
const PTR: u16 = 12;
const SRV: u16 = 33;

struct Record {
    kind: u16,
    name: String,
    /// Of SRV and A.
    target: String,
    port: u16,
    /// The smallest is first.
    rank: (u16, i32),
}

/// Address of a relay: from the record SRV of the computer's domain, else by multicast DNS; `None` after two seconds. It may be anybody's:
/// what it answers is trusted by its certificate alone.
pub(crate) fn find_relay() -> Option<String> {
    of_domain().or_else(|| asked(GROUP, LOCAL, PTR, true))
}

fn of_domain() -> Option<String> {
    let resolver = text_of(Path::new("/etc/resolv.conf"));
    let value = |names: &[&str]| {
        let mut lines = resolver.lines().map(|line| line.split_whitespace());
        lines.find_map(|mut words| words.next().filter(|word| names.contains(word)).and(words.next()))
    };
    let host = text_of(Path::new("/proc/sys/kernel/hostname"));
    let domain = host.trim().split_once('.').map(|(_, domain)| domain).or_else(|| value(&["search", "domain"]))?;
    let server = SocketAddr::new(value(&["nameserver"])?.parse().ok()?, 53);
    asked(server, &format!("{SERVICE}.{}", domain.trim_end_matches('.').to_lowercase()), SRV, false)
}

fn asked(server: SocketAddr, service: &str, kind: u16, is_multicast: bool) -> Option<String> {
    let id: [u8; 2] = random().ok()?;
    let own = if server.is_ipv4() { "0.0.0.0:0" } else { "[::]:0" };
    let socket = UdpSocket::bind(own).ok()?;
    socket.send_to(&question(id, service, kind, is_multicast)?, server).ok()?;
    let end = Instant::now().checked_add(PATIENCE)?;
    let mut message = vec![0; MAX_MESSAGE];
    loop {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return None;
        }
        socket.set_read_timeout(Some(left)).ok()?;
        let (length, sender) = socket.recv_from(&mut message).ok()?;
        let answer = message.get(..length)?;
        if is_multicast {
            if let Some(address) = relay_in(answer, service, Some(&sender.ip().to_string())) {
                return Some(address);
            }
        } else if sender.ip() == server.ip() && answer.starts_with(&id) {
            return relay_in(answer, service, None);
        }
    }
}

/// The answer of multicast DNS is wanted by this socket alone (RFC 6762, section 5.4).
fn question(id: [u8; 2], service: &str, kind: u16, is_multicast: bool) -> Option<Vec<u8>> {
    let flags = if is_multicast { 0 } else { 1 };
    let mut message = vec![id[0], id[1], flags, 0, 0, 1, 0, 0, 0, 0, 0, 0];
    for label in service.split('.') {
        message.push(u8::try_from(label.len()).ok().filter(|length| (1..64).contains(length))?);
        message.extend_from_slice(label.as_bytes());
    }
    message.push(0);
    message.extend_from_slice(&kind.to_be_bytes());
    message.extend_from_slice(&[if is_multicast { 0x80 } else { 0 }, 1]);
    Some(message)
}

/// The relay that an answer names, at best by its address; `None` for what is no such answer. `sender` has sent an answer of multicast
/// DNS, in which instances have names of their own.
fn relay_in(message: &[u8], service: &str, sender: Option<&str>) -> Option<String> {
    let records = records_in(message)?;
    let suffix = format!(".{service}");
    let is_service = |name: &str| if sender.is_some() { name.ends_with(&suffix) } else { name == service };
    let services = records.iter().filter(|record| record.kind == SRV && is_service(&record.name));
    let best = services.min_by_key(|record| record.rank)?;
    let address = records.iter().find(|record| record.kind == A && record.name == best.target);
    let host = address.map(|record| record.target.as_str()).or(sender).unwrap_or(&best.target);
    Some(if best.port == HTTPS { format!("https://{host}") } else { format!("http://{host}:{}", best.port) })
}

fn records_in(message: &[u8]) -> Option<Vec<Record>> {
    let counts = [6, 8, 10].map(|offset| word(message, offset).map(usize::from));
    let mut offset = HEADER;
    for _ in 0..word(message, 4)? {
        offset = name_at(message, offset, offset)?.1.checked_add(4)?;
    }
    let mut records = Vec::new();
    for _ in 0..counts.into_iter().sum::<Option<usize>>()? {
        let (record, end) = record_at(message, offset)?;
        records.push(record);
        offset = end;
    }
    Some(records)
}

fn record_at(message: &[u8], offset: usize) -> Option<(Record, usize)> {
    let (name, at) = name_at(message, offset, offset)?;
    let kind = word(message, at)?;
    let data = at.checked_add(10)?;
    let end = data.checked_add(usize::from(word(message, at.checked_add(8)?)?))?;
    let bytes = message.get(data..end)?;
    let mut record = Record { kind, name, target: String::new(), port: 0, rank: (0, 0) };
    match (kind, bytes) {
        (SRV, _) => {
            record.rank = (word(bytes, 0)?, -i32::from(word(bytes, 2)?));
            record.port = word(bytes, 4)?;
            record.target = name_at(message, data.checked_add(6)?, data.checked_add(6)?)?.0;
        }
        (A, &[a, b, c, d]) => record.target = Ipv4Addr::new(a, b, c, d).to_string(),
        _ => {}
    }
    Some((record, end))
}

/// A name, whose end may stand earlier in the message (RFC 1035, section 4.1.4): pointers only lead back, so that they end.
fn name_at(message: &[u8], start: usize, before: usize) -> Option<(String, usize)> {
    let mut labels: Vec<String> = Vec::new();
    let mut offset = start;
    loop {
        let length = usize::from(*message.get(offset)?);
        let next = offset.checked_add(1)?;
        if length == 0 {
            return Some((labels.join("."), next));
        }
        if length >= 0xc0 {
            let target = usize::from(word(message, offset)? & 0x3fff);
            if target >= before {
                return None;
            }
            labels.push(name_at(message, target, target)?.0);
            return Some((labels.join("."), next.checked_add(1)?));
        }
        let end = next.checked_add(length)?;
        labels.push(String::from_utf8_lossy(message.get(next..end)?).to_lowercase());
        offset = end;
    }
}

fn word(message: &[u8], offset: usize) -> Option<u16> {
    let bytes = message.get(offset..offset.checked_add(2)?)?;
    Some(u16::from_be_bytes(bytes.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn cases() -> Vec<Value> {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../test/vectors/dns-answers.json");
        let text = std::fs::read_to_string(path).expect("the vectors are in the repository of the server");
        serde_json::from_str::<Value>(&text).expect("it is JSON")["cases"].as_array().expect("there are cases").clone()
    }

    fn message_of(case: &Value) -> Vec<u8> {
        let hex = case["message"].as_str().unwrap_or_default();
        (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("it is hex")).collect()
    }

    #[test]
    fn reads_answers() {
        for case in cases() {
            let service = case["service"].as_str().unwrap_or_default();
            let sender = service.ends_with(".local").then_some("10.0.0.1");
            assert_eq!(relay_in(&message_of(&case), service, sender).as_deref(), case["result"].as_str(), "{}", case["name"]);
        }
    }

    /// A socket that answers each message; returns its address.
    fn responding(answers: impl Fn(&[u8]) -> Vec<Vec<u8>> + Send + 'static) -> SocketAddr {
        let socket = UdpSocket::bind("127.0.0.1:0").expect("there is a port");
        let address = socket.local_addr().expect("it is bound");
        std::thread::spawn(move || {
            let mut message = [0; 512];
            while let Ok((length, sender)) = socket.recv_from(&mut message) {
                for answer in answers(&message[..length]) {
                    socket.send_to(&answer, sender).expect("it is sent");
                }
            }
        });
        address
    }

    /// SRV for the name that was asked.
    fn service(priority: u8, port: u16, host: &str) -> Vec<u8> {
        let mut data = vec![0, priority, 0, 0];
        data.extend_from_slice(&port.to_be_bytes());
        for label in [host, "plant", "example", ""] {
            data.push(label.len() as u8);
            data.extend_from_slice(label.as_bytes());
        }
        let mut record = vec![0xc0, 12, 0, 33, 0, 1, 0, 0, 0, 120, 0, data.len() as u8];
        record.append(&mut data);
        record
    }

    #[test]
    fn finds_a_relay_by_multicast_dns_among_other_answers() {
        let pointed = cases().into_iter().find(|case| case["result"] == "http://192.168.7.4:8080").expect("there is one");
        let answer = message_of(&pointed);
        let group = responding(move |question| vec![vec![1, 2, 3], question.to_vec(), answer[..40].to_vec(), answer.clone()]);
        assert_eq!(asked(group, LOCAL, PTR, true).as_deref(), Some("http://192.168.7.4:8080"));
    }

    #[test]
    fn finds_a_relay_by_the_record_of_the_domain_with_the_lowest_priority() {
        let server = responding(|question| {
            let answer = |first: u8, host: &str| {
                let head = [first, question[1], 0x81, 0x80, 0, 1, 0, 2, 0, 0, 0, 0];
                [&head, &question[12..], &service(10, 8080, "second"), &service(1, 443, host)].concat()
            };
            vec![answer(question[0] ^ 1, "wrong"), answer(question[0], "Relay")]
        });
        let found = asked(server, "_keyward._tcp.plant.example", SRV, false);
        assert_eq!(found.as_deref(), Some("https://relay.plant.example"));
    }

    #[test]
    fn finds_nothing_where_nobody_answers() {
        assert_eq!(asked(responding(|_| Vec::new()), LOCAL, PTR, true), None);
    }

    #[test]
    fn reads_nothing_beyond_the_end() {
        for case in cases() {
            let message = message_of(&case);
            for at in 0..message.len() {
                assert_eq!(relay_in(&message[..at], LOCAL, Some("10.0.0.1")), None, "{}, cut at {at}", case["name"]);
                for value in (0..=255).step_by(17) {
                    let mut changed = message.clone();
                    changed[at] = value;
                    relay_in(&changed, LOCAL, None);
                }
            }
        }
    }
}
