//! Commands of a ledger of use.

use keyward::*;
use serde_json::{Value, json};

use super::clock;

pub fn open(with: &Value) -> Result<UsageLedger> {
    let text = |name: &str| with[name].as_str().unwrap_or_default();
    let keys = with["keys"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let mut builder = UsageLedger::builder(text("product"), keys, text("directory")).clock(clock);
    if let Some(file) = with["file"].as_str() {
        builder = builder.file(file);
    }
    if let Some(version) = with["version"].as_str() {
        builder = builder.version(version);
    }
    builder.open()
}

pub fn act(ledger: &UsageLedger, name: &str, with: &Value) -> Result<Value> {
    let (text, amount) = (|name: &str| with[name].as_str().unwrap_or_default(), &with["amount"]);
    Ok(match name {
        "use" => {
            let amount = amount.as_str().map_or_else(|| amount.to_string(), str::to_owned);
            balance(&ledger.use_meter(text("meter"), amount)?)
        }
        "use_feature" => balance(&ledger.use_feature(text("feature"), amount.as_i64().unwrap_or(0))?),
        "balances" => ledger.balances().iter().map(balance).collect(),
        "report" => ledger.report()?.into(),
        "code" => ledger.code()?.into(),
        "request" => ledger.request(text("name"))?.into(),
        "release" => ledger.release()?.into(),
        "close" => {
            ledger.close()?;
            Value::Null
        }
        _ => Value::Null,
    })
}

fn balance(after: &LedgerBalance) -> Value {
    json!({ "meter": after.meter, "used": after.used, "granted": after.granted, "left": after.left })
}
