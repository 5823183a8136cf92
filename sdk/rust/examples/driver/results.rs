//! Results as the conformance suite compares them.

use keyward::*;
use serde_json::{Value, json};

pub fn meter(after: &MeterBalance) -> Value {
    json!({ "meter": after.meter, "used": after.used, "limit": after.limit, "left": after.left })
}

pub fn credit(after: &CreditBalance) -> Value {
    json!({ "credit": after.credit, "used": after.used, "limit": after.limit, "left": after.left })
}

pub fn facts(grant: Option<&Grant>) -> Value {
    let Some(grant) = grant else {
        return json!({ "starts_on": null, "would_be": null, "customer": null, "metadata": {}, "device_metadata": {} });
    };
    let Grant { starts_on, would_be, metadata, device_metadata: device, .. } = grant;
    let shown = |each: &Customer| json!({ "name": each.name, "company": each.company, "metadata": each.metadata });
    let customer = grant.customer.as_ref().map(shown);
    json!({ "starts_on": starts_on, "would_be": would_be, "customer": customer, "metadata": metadata, "device_metadata": device })
}

pub fn offered(update: &UpdateCheck) -> Value {
    let (version, reason) = match update {
        UpdateCheck::UpToDate => return Value::Null,
        UpdateCheck::Available(newer) => (&newer.version, None),
        UpdateCheck::OutOfReach(newer) => (&newer.version, Some(&newer.reason)),
    };
    json!({ "version": version, "is_available": reason.is_none(), "reason": reason })
}

pub fn listed(with: &Value) -> Vec<&str> {
    with["features"].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

pub fn features(changed: &[FloatingFeature]) -> Value {
    let shown = |each: &FloatingFeature| {
        let FloatingFeature { feature, held, used, max, code, .. } = each;
        json!({ "feature": feature, "held": held, "used": used, "max": max, "code": code })
    };
    json!({ "features": changed.iter().map(shown).collect::<Vec<_>>() })
}

pub fn last_error(license: &License) -> Value {
    license.last_error().map_or(Value::Null, |error| json!({ "code": error.code(), "message": error.message() }))
}
