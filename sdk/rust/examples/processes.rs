//! Runs with a floating license, and prints a line with its state: `processes BASE_URL PRODUCT KEY LICENSE_KEY STORE [borrow]`.

use keyward::{FileStore, License};

fn main() -> keyward::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [base_url, product, key, license_key, store, mode @ ..] = arguments.as_slice() else {
        panic!("processes BASE_URL PRODUCT KEY LICENSE_KEY STORE [borrow]");
    };
    let builder = License::builder(base_url, product, [key]).store(FileStore::new(store));
    let license = builder.license_key(license_key).device("desk").floating(true).open()?;
    if mode == ["borrow"] {
        license.borrow(3)?;
    }
    let state = license.state();
    println!("{} {}", state.kind(), state.reason().unwrap_or("None"));
    std::io::copy(&mut std::io::stdin(), &mut std::io::sink())?;
    Ok(())
}
