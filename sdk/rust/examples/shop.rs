//! The work of a shop's back end: KEYWARD_URL=… KEYWARD_API_KEY=… cargo run --example shop

use std::env;

use keyward::management::{Client, LicenseQuery, NewLicense, Term};
use serde_json::json;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let keyward = Client::new(&env::var("KEYWARD_URL")?, env::var("KEYWARD_API_KEY")?)?;
    let wanted = NewLicense {
        duration_days: Some(30),
        max_activations: Some(3),
        features: vec!["export".into()],
        idempotency_key: Some("order-1042".into()),
        ..NewLicense::of("v2-default")
    };
    let license = keyward.issue_license(&wanted)?;
    println!("{}", license.key);
    println!("issued once {}", keyward.issue_license(&wanted)?.id == license.id);

    let found = keyward.license(&license.key)?;
    println!("found {} with {:?} devices and {:?}", found.id == license.id, found.max_activations, found.features);
    let page = keyward.licenses(LicenseQuery { key: Some(&license.key), limit: Some(5), ..LicenseQuery::default() })?;
    println!("listed {}, more: {}", page.items.len(), page.next.is_some());

    let extended = keyward.extend_license(&license.id, Term::Months(12), Some("payment-2"))?;
    println!("extended {}", extended.expires_at > license.expires_at);
    println!("{}", keyward.revoke_license(&license.id, Some("The payment was refunded"))?.status);

    let unknown = keyward.license("UNKNOWN KEY / ?").unwrap_err();
    println!("{} {:?}", unknown.code(), unknown.status());

    let customer = json!({ "name": "Ada", "email": "ada@example.com" });
    let customer = keyward.call("POST", "/api/v1/customers", Some(customer))?;
    match keyward.send_portal_link(customer["id"].as_str().unwrap_or_default()) {
        Ok(to) => println!("sent to {to}"),
        Err(error) => println!("{}", error.code()),
    }
    Ok(())
}
