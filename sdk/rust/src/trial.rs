//! Trials and meters, as a program names and gets them.

use std::time::SystemTime;

use serde_json::Value;

use crate::calendar::{from_iso, system_time};
use crate::distrust::Untrusted;
use crate::error::{Error, Result};
use crate::http::Reply;

/// Who asks for a trial, if the product wants to know.
#[derive(Debug, Clone, Copy, Default)]
pub struct TrialIdentity<'a> {
    /// Address to which the server sends a code or link.
    pub email: Option<&'a str>,
    /// Domain of the installation.
    pub domain: Option<&'a str>,
}

/// A meter after a call. It is not signed.
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

pub(crate) fn first_balance(reply: &Reply) -> Result<MeterBalance> {
    let meters = reply.get("meters").and_then(Value::as_array).and_then(|meters| meters.first());
    let balance = meters.and_then(|meter| {
        let number = |name: &str| meter.get(name)?.as_i64();
        Some(MeterBalance {
            meter: meter.get("meter")?.as_str()?.to_owned(),
            used: number("used")?,
            limit: number("limit"),
            left: number("left"),
            resets_at: meter.get("resets_at").and_then(|time| from_iso(time.as_str()?)).map(system_time),
        })
    });
    balance.ok_or_else(|| Error::untrusted(Untrusted::Malformed))
}
