//! The file of a program without a connection.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::amount::{Amount, MAX_DECIMALS};
use crate::calendar::{SECOND, from_iso};
use crate::distrust::{Distrust, Mismatch, Untrusted};
use crate::encoding::{MAX_CHARACTERS, json_object};
use crate::error::{Error, Result};
use crate::keys::TrustedKeys;

type Rates = BTreeMap<String, Rate>;

/// The cost of one use of a feature.
struct Rate {
    credit: String,
    cost: i128,
}

/// A file whose signatures were verified. Times are milliseconds since 1970.
pub(crate) struct ProgramFile {
    /// Without a private key.
    pub text: String,
    /// PEM; `None` in a file that was issued for a key of the directory.
    pub private_key: Option<String>,
    pub certificate: String,
    /// Signed, for this program alone: the key of codes for the telephone follows from it.
    pub license: String,
    pub license_id: String,
    pub id: String,
    pub jti: String,
    /// The public key that reports are signed for.
    pub x: String,
    pub kid: String,
    pub issued_at: i64,
    /// The last second in which it may be used.
    pub ends_at: i64,
    pub grants: BTreeMap<String, Amount>,
    rates: Rates,
    next_rates: Option<(i64, Rates)>,
}

impl ProgramFile {
    /// Code of the credit, its parts for one use, and its grant.
    pub fn rate_of(&self, feature: &str, now: i64) -> Option<(String, i128, Amount)> {
        let next = self.next_rates.as_ref().filter(|(from, _)| now >= *from).map(|(_, rates)| rates);
        let rate = next.unwrap_or(&self.rates).get(feature)?;
        Some((rate.credit.clone(), rate.cost, *self.grants.get(&rate.credit)?))
    }
}

/// Fails with a code by cause.
pub(crate) fn read_program_file(text: &str, keys: &TrustedKeys, product: &str) -> Result<ProgramFile> {
    verified(text, keys, product).map_err(Error::unusable_file)
}

fn verified(text: &str, keys: &TrustedKeys, product: &str) -> Result<ProgramFile, Distrust> {
    let members = if text.len() <= MAX_CHARACTERS { json_object(text.as_bytes())? } else { Map::new() };
    if members.get("keyward_program") != Some(&json!(1)) {
        return Err(Untrusted::Malformed.into());
    }
    let certificate = text_in(&members, "certificate")?;
    let license = text_in(&members, "license")?;
    let claims = keys.verify(&certificate, "keyward-program+jws")?;
    let terms = keys.verify(&license, "keyward-relay-license+jws")?;
    if text_in(&claims, "product")? != product {
        return Err(Mismatch::Product.into());
    }
    let jti = text_in(&claims, "jti")?;
    if claims.get("ver") != Some(&json!(1)) || terms.get("jti") != claims.get("jti") {
        return Err(Untrusted::Malformed.into());
    }
    let relay = object_in(&claims, "relay");
    let key = object_in(&relay, "key");
    let facts = object_in(&terms, "license_fields");
    let grants = grants_in(&object_in(&object_in(&claims, "pool"), "meters"), &object_in(&facts, "decimals"))?;
    let later = facts.get("next_rates").and_then(Value::as_object);
    let next_rates = later.map(|later| {
        let from = from_iso(&text_in(later, "from")?).ok_or(Untrusted::Malformed)?;
        Ok::<_, Untrusted>((from, rates_in(&object_in(later, "rates"), &grants)?))
    });
    Ok(ProgramFile {
        text: json!({ "keyward_program": 1, "certificate": certificate, "license": license }).to_string(),
        private_key: text_in(&members, "private_key").ok(),
        license_id: text_in(&claims, "license")?,
        id: text_in(&relay, "id")?,
        x: text_in(&key, "x")?,
        kid: text_in(&key, "kid")?,
        issued_at: time_in(&claims, "iat")?,
        ends_at: time_in(&claims, "exp")?,
        rates: rates_in(&object_in(&facts, "rates"), &grants)?,
        next_rates: next_rates.transpose()?,
        certificate,
        license,
        jti,
        grants,
    })
}

fn grants_in(meters: &Map<String, Value>, decimals: &Map<String, Value>) -> Result<BTreeMap<String, Amount>, Untrusted> {
    let grant_of = |meter: &String, granted: &Value| {
        let places = decimals.get(meter).and_then(Value::as_u64).and_then(|places| usize::try_from(places).ok());
        let grant = match granted {
            Value::String(amount) => Amount::read(amount, places.unwrap_or(MAX_DECIMALS).min(MAX_DECIMALS)),
            Value::Number(amount) => Amount::read(&amount.to_string(), 0),
            _ => None,
        };
        Ok((meter.clone(), grant.ok_or(Untrusted::Malformed)?))
    };
    meters.iter().map(|(meter, granted)| grant_of(meter, granted)).collect()
}

fn rates_in(listed: &Map<String, Value>, grants: &BTreeMap<String, Amount>) -> Result<Rates, Untrusted> {
    let rate_of = |(feature, rate): (&String, &Value)| {
        let rate = rate.as_object().ok_or(Untrusted::Malformed)?;
        let credit = text_in(rate, "credit")?;
        let grant = grants.get(&credit).ok_or(Untrusted::Malformed)?;
        let cost = Amount::read(&text_in(rate, "amount")?, grant.decimals).ok_or(Untrusted::Malformed)?;
        Ok((feature.clone(), Rate { credit, cost: cost.parts }))
    };
    listed.iter().map(rate_of).collect()
}

fn object_in(members: &Map<String, Value>, name: &str) -> Map<String, Value> {
    members.get(name).and_then(Value::as_object).cloned().unwrap_or_default()
}

fn text_in(members: &Map<String, Value>, name: &str) -> Result<String, Untrusted> {
    members.get(name).and_then(Value::as_str).map(str::to_owned).ok_or(Untrusted::Malformed)
}

fn time_in(members: &Map<String, Value>, name: &str) -> Result<i64, Untrusted> {
    let seconds = members.get(name).and_then(Value::as_i64).ok_or(Untrusted::Malformed)?;
    Ok(seconds.saturating_mul(SECOND))
}
