//! The record that a store keeps. Its format is the same in all languages.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::encoding::{hex, sha256};

const VERSION: u8 = 1;

/// A request for a license file that a device without network shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct OfflineRequest {
    pub nonce: String,
    /// Local clock when it was made, in milliseconds since 1970.
    pub at: i64,
}

/// A borrowed seat.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct BorrowedRecord {
    /// Compact JWS that lends it.
    pub answer: String,
    pub token: String,
}

/// Answers, file and proofs are signed; the time is sealed with them.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LicenseRecord {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub license_key: Option<String>,
    /// Compact JWS of the last answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// License file as it was received.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub borrowed: Option<BorrowedRecord>,
    /// Latest time that was seen, in milliseconds since 1970.
    pub seen: i64,
    #[serde(skip)]
    pub proofs: Vec<String>,
    /// Id of a device that has none of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device: Option<String>,
    /// `jti` of the license files and of the answers that lent a seat, which do not hold any more.
    pub released: Vec<String>,
    /// The last request for a license file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<OfflineRequest>,
}

#[derive(Serialize)]
struct Stored<'a> {
    version: u8,
    #[serde(flatten)]
    record: &'a LicenseRecord,
    keys: Value,
    seal: String,
}

pub(crate) fn encode_record(record: &LicenseRecord) -> String {
    let keys = json!({ "proofs": record.proofs });
    let stored = Stored { version: VERSION, record, keys, seal: seal_of(record) };
    // Texts and numbers can always be written.
    serde_json::to_string(&stored).unwrap_or_default()
}

/// The record, and whether somebody changed what is sealed. The text may be anything.
pub(crate) fn decode_record(text: Option<&str>) -> (LicenseRecord, bool) {
    let Some(text) = text else {
        return (LicenseRecord::default(), false);
    };
    let fields = match serde_json::from_str(text) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    };
    let record = record_in(&fields);
    let is_of_version = fields.get("version").and_then(Value::as_u64) == Some(VERSION.into());
    if is_of_version && text_in(&fields, "seal").is_some_and(|seal| seal == seal_of(&record)) {
        return (record, false);
    }
    (LicenseRecord { answer: None, file: None, borrowed: None, seen: 0, request: None, ..record }, true)
}

fn record_in(fields: &Map<String, Value>) -> LicenseRecord {
    let inner = |name: &str| fields.get(name).and_then(Value::as_object);
    let seen = fields.get("seen");
    LicenseRecord {
        license_key: text_in(fields, "licenseKey"),
        answer: text_in(fields, "answer"),
        file: text_in(fields, "file"),
        borrowed: inner("borrowed").and_then(|borrowed| {
            Some(BorrowedRecord { answer: text_in(borrowed, "answer")?, token: text_in(borrowed, "token")? })
        }),
        seen: seen.and_then(|seen| seen.as_i64().or_else(|| seen.as_f64().map(|seen| seen as i64))).unwrap_or(0),
        proofs: inner("keys").map(|keys| texts_in(keys.get("proofs"))).unwrap_or_default(),
        device: text_in(fields, "device"),
        released: texts_in(fields.get("released")),
        request: inner("request").and_then(|request| {
            let nonce = request.get("nonce")?.as_str()?.to_owned();
            Some(OfflineRequest { nonce, at: request.get("at")?.as_i64()? })
        }),
    }
}

// No secret: it notices an edited time. What bounds the use is in the signed answer.
fn seal_of(record: &LicenseRecord) -> String {
    let LicenseRecord { license_key, answer, file, seen, released, request, .. } = record;
    let mut sealed = vec![json!("keyward"), json!(license_key), json!(answer), json!(file), json!(seen), json!(released)];
    if let Some(request) = request {
        sealed.extend([json!(request.nonce), json!(request.at)]);
    }
    hex(sha256(Value::Array(sealed).to_string().as_bytes()))
}

fn text_in(fields: &Map<String, Value>, name: &str) -> Option<String> {
    fields.get(name)?.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
}

fn texts_in(value: Option<&Value>) -> Vec<String> {
    let items = value.and_then(Value::as_array).into_iter().flatten();
    items.filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_stores_as_the_other_languages_do() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../test/vectors/stores.json");
        let vectors: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let cases = vectors["cases"].as_array().unwrap();
        assert!(cases.len() > 20);
        for case in cases {
            let (record, is_edited) = decode_record(case["text"].as_str());
            let read = json!({
                "license_key": record.license_key, "answer": record.answer, "file": record.file, "seen": record.seen,
                "proofs": record.proofs, "device": record.device, "borrowed": record.borrowed, "released": record.released,
                "request": record.request, "is_edited": is_edited,
            });
            assert_eq!(read, case["record"], "{}", case["name"]);
        }
    }
}
