//! Signed reports of a ledger, and their codes for the telephone.

use std::collections::BTreeMap;

use ring::hmac;
use serde::{Deserialize, Serialize};

use super::amount::{Amount, MAX_DECIMALS};
use super::lines::damaged;
use super::program_file::ProgramFile;
use super::program_key::ProgramKey;
use super::state::LedgerState;
use crate::encoding::{base64url, decode_parts, hex, json_text, sha256};
use crate::error::Result;

const SHORTENED_PROOF: usize = 22;
/// JavaScript puts names up to this number first.
const MAX_INDEX: u64 = (1 << 32) - 2;

/// The claims.
#[derive(Serialize, Deserialize)]
struct Report {
    ver: u32,
    relay: String,
    license: String,
    seq: u64,
    prev: Option<String>,
    boot: String,
    from: i64,
    to: i64,
    usage: Usage,
}

#[derive(Serialize, Deserialize)]
struct Usage {
    sessions: Sessions,
    meters: BTreeMap<String, Used>,
    versions: Vec<Version>,
    devices: u32,
    days: Vec<Day>,
}

/// Starts of a program need no seat: it has no peak, and what it refused are amounts of meters.
#[derive(Serialize, Deserialize)]
struct Sessions {
    peak: u64,
    started: u64,
    refused: u64,
    minutes_full: u64,
}

#[derive(Serialize, Deserialize)]
struct Used {
    used: String,
}

#[derive(Serialize, Deserialize)]
struct Version {
    version: String,
    devices: u32,
}

#[derive(Serialize, Deserialize)]
struct Day {
    day: String,
    peak: u64,
    refused: u64,
    minutes_full: u64,
}

/// The next report, signed by the key of the program. `to`: its end in seconds since 1970.
pub(crate) fn written_report(state: &LedgerState, file: &ProgramFile, to: i64, key: &ProgramKey) -> Result<String> {
    let report = Report {
        ver: 1,
        relay: file.id.clone(),
        license: file.license_id.clone(),
        seq: state.seq + 1,
        prev: state.report.as_ref().map(|report| hex(sha256(report.as_bytes()))),
        boot: state.boot.clone(),
        from: state.from,
        to,
        usage: usage_in(state),
    };
    let (kid, certificate) = (json_text(&file.kid), json_text(&file.certificate));
    let header = format!(r#"{{"alg":"EdDSA","kid":{kid},"typ":"keyward-report+jws","chain":[{certificate}]}}"#);
    let claims = serde_json::to_vec(&report).map_err(std::io::Error::from)?;
    let text = format!("{}.{}", base64url(header), base64url(claims));
    Ok(format!("{text}.{}", key.sign(&text)))
}

fn usage_in(state: &LedgerState) -> Usage {
    let mut days = state.days.clone();
    days.sort_unstable();
    Usage {
        sessions: Sessions { peak: 0, started: state.starts, refused: state.refused, minutes_full: 0 },
        meters: state.used.keys().map(|meter| (meter.clone(), Used { used: used_since(state, meter) })).collect(),
        versions: state.versions.iter().map(|version| Version { version: version.clone(), devices: 1 }).collect(),
        devices: 1,
        days: days.into_iter().map(|day| Day { day, peak: 0, refused: 0, minutes_full: 0 }).collect(),
    }
}

fn used_since(state: &LedgerState, meter: &str) -> String {
    let parts = |amounts: &BTreeMap<String, String>| {
        amounts.get(meter).and_then(|amount| Amount::read(amount, MAX_DECIMALS)).map_or(0, |amount| amount.parts)
    };
    Amount { parts: parts(&state.used) - parts(&state.reported), decimals: MAX_DECIMALS }.to_string()
}

/// The few numbers of a report that matter, as a code that can be read over the telephone.
pub(crate) fn report_code(report: &str, file: &ProgramFile) -> Result<String> {
    let claims = decode_parts::<3>(report).ok().and_then(|[_, claims, _]| serde_json::from_slice::<Report>(&claims).ok());
    let Report { relay, seq, from, to, usage, .. } =
        claims.ok_or_else(|| damaged("The newest report of the ledger is damaged"))?;
    let Sessions { peak, refused, .. } = usage.sessions;
    let mut numbers = format!(r#"{{"r":{},"q":{seq},"f":{from},"t":{to},"p":{peak},"x":{refused}"#, json_text(&relay));
    if !usage.meters.is_empty() {
        // In the order of JavaScript, in which the server reads them.
        let mut meters: Vec<_> = usage.meters.iter().collect();
        meters.sort_by_key(|(code, _)| index_of(code));
        let texts: Vec<_> =
            meters.iter().map(|(code, meter)| format!("{}:{}", json_text(code), json_text(&meter.used))).collect();
        numbers += &format!(r#","m":{{{}}}"#, texts.join(","));
    }
    let secret = hmac::Key::new(hmac::HMAC_SHA256, sha256(file.license.as_bytes()).as_ref());
    let mut proof = base64url(hmac::sign(&secret, format!("{numbers}}}").as_bytes()));
    proof.truncate(SHORTENED_PROOF);
    Ok(format!("KWU1.{}", base64url(format!(r#"{numbers},"s":"{proof}"}}"#))))
}

fn index_of(code: &str) -> u64 {
    match code.parse::<u64>() {
        Ok(number) if number <= MAX_INDEX && number.to_string() == code => number,
        _ => MAX_INDEX + 1,
    }
}
