//! The work of a shop's back end: KEYWARD_URL=… KEYWARD_API_KEY=… cargo run --example shop

use std::env;

use keyward::management::{Client, LicenseQuery, NewLicense, Term};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let keyward = Client::new(&env::var("KEYWARD_URL")?, env::var("KEYWARD_API_KEY")?)?;
    let license = keyward.issue_license(&NewLicense {
        duration_days: Some(30),
        max_activations: Some(3),
        features: vec!["export".into()],
        ..NewLicense::of("v2-default")
    })?;
    println!("{}", license.key);

    let found = keyward.license(&license.key)?;
    println!("found {} with {:?} devices and {:?}", found.id == license.id, found.max_activations, found.features);
    let page = keyward.licenses(LicenseQuery { key: Some(&license.key), limit: Some(5), ..LicenseQuery::default() })?;
    println!("listed {}, more: {}", page.items.len(), page.next.is_some());

    let extended = keyward.extend_license(&license.id, Term::Months(12))?;
    println!("extended {}", extended.expires_at > license.expires_at);
    println!("{}", keyward.revoke_license(&license.id, Some("The payment was refunded"))?.status);

    let unknown = keyward.license("UNKNOWN KEY / ?").unwrap_err();
    println!("{} {:?}", unknown.code(), unknown.status());
    let products = keyward.call("GET", "/api/v1/products?limit=1", None)?;
    println!("called {}", products.contains_key("items"));
    Ok(())
}
