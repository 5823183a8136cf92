//! Amounts of meters and credits, as a program names them and the server signs them.

use std::time::SystemTime;

use serde_json::{Map, Value, json};

use crate::calendar::{from_iso, system_time};
use crate::distrust::Untrusted;
use crate::error::{Error, Result};

/// An amount to take; a negative one is returned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UsageItem<'a> {
    /// Code and amount of a meter.
    Meter(&'a str, i64),
    /// A feature that costs credits, and how often it is used.
    Feature(&'a str, i64),
}

/// A meter after a call.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct MeterBalance {
    /// Code of the meter.
    pub meter: String,
    /// Uses that were taken in this period and not returned.
    pub used: i64,
    /// `None` is unlimited.
    pub limit: Option<i64>,
    /// Uses that can still be taken in this period, the overage included; `None` is unlimited.
    pub left: Option<i64>,
    /// When the next period begins; `None` for a meter that never resets.
    pub resets_at: Option<SystemTime>,
}

/// A credit after a call. Its amounts are decimal texts, because numbers would not be exact.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CreditBalance {
    /// Code of the credit.
    pub credit: String,
    /// What was taken in this period and not returned.
    pub used: String,
    /// `None` is unlimited.
    pub limit: Option<String>,
    /// What can still be taken in this period, the overage included; `None` is unlimited.
    pub left: Option<String>,
    /// When the next period begins; `None` for a credit that never resets.
    pub resets_at: Option<SystemTime>,
}

/// An amount that is kept for this program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReservedUsage {
    /// Names it.
    pub token: String,
    /// When it ends by itself.
    pub expires_at: SystemTime,
}

/// The balances that a commit took from, after it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CommittedUsage {
    /// Those of the meters that were named.
    pub meters: Vec<MeterBalance>,
    /// Those of the credits that features took.
    pub credits: Vec<CreditBalance>,
}

pub(crate) fn items_of(items: &[UsageItem<'_>]) -> Value {
    let item = |each: &UsageItem<'_>| match each {
        UsageItem::Meter(meter, amount) => json!({ "meter": meter, "amount": amount }),
        UsageItem::Feature(feature, amount) => json!({ "feature": feature, "amount": amount }),
    };
    items.iter().map(item).collect()
}

pub(crate) fn balances_in(members: &Map<String, Value>) -> Result<CommittedUsage> {
    Ok(CommittedUsage { meters: listed(members, "meters", meter_in)?, credits: listed(members, "credits", credit_in)? })
}

/// The first of the balances, which a call with one item has.
pub(crate) fn first<T>(balances: Vec<T>) -> Result<T> {
    balances.into_iter().next().ok_or_else(malformed)
}

/// The claims say when it ends; the token is sent beside.
pub(crate) fn reservation_in(claims: &Map<String, Value>, reply: &Map<String, Value>) -> Result<ReservedUsage> {
    let token = reply.get("reservation_token").and_then(Value::as_str).ok_or_else(malformed)?;
    let end = claims.get("reservation").and_then(|reserved| reserved.get("expires_at")?.as_f64()).ok_or_else(malformed)?;
    Ok(ReservedUsage { token: token.to_owned(), expires_at: system_time((end * 1000.0) as i64) })
}

fn listed<T>(members: &Map<String, Value>, name: &str, read: impl Fn(&Value) -> Option<T>) -> Result<Vec<T>> {
    let balances = members.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    balances.iter().map(|each| read(each).ok_or_else(malformed)).collect()
}

fn meter_in(balance: &Value) -> Option<MeterBalance> {
    let number = |name: &str| balance.get(name)?.as_i64();
    Some(MeterBalance {
        meter: balance.get("meter")?.as_str()?.to_owned(),
        used: number("used")?,
        limit: number("limit"),
        left: number("left"),
        resets_at: reset_in(balance),
    })
}

fn credit_in(balance: &Value) -> Option<CreditBalance> {
    let text = |name: &str| balance.get(name)?.as_str().map(str::to_owned);
    Some(CreditBalance {
        credit: text("credit")?,
        used: text("used")?,
        limit: text("limit"),
        left: text("left"),
        resets_at: reset_in(balance),
    })
}

fn reset_in(balance: &Value) -> Option<SystemTime> {
    from_iso(balance.get("resets_at")?.as_str()?).map(system_time)
}

fn malformed() -> Error {
    Error::untrusted(Untrusted::Malformed)
}
