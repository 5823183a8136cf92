//! A command that runs with a license only. Start it with `cargo run -- activate YOUR-KEY`, then with `cargo run`.

use std::env;
use std::process::ExitCode;

use keyward::{ConnectReason, Error, FileStore, License, LicenseState, Status, UpdateCheck, iso8601};

const USAGE: &str = "usage: licensed-program [activate KEY | file PATH [KEY] | request [KEY] | release | update]";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments) {
        Ok(code) => code,
        Err(error) if error.is_unreachable() => failed(&format!("Not reached: {error}")),
        Err(error) => failed(&error.to_string()),
    }
}

fn run(arguments: &[&str]) -> Result<ExitCode, Error> {
    let license = opened()?;
    match arguments {
        [] => return Ok(work(&license.state())),
        ["activate", key] => println!("{}", license.activate(key)?),
        ["file", path, key @ ..] => println!("{}", license.use_file(&std::fs::read_to_string(path)?, key.first().copied())?),
        ["request", key @ ..] => println!("{}", license.offline_request(key.first().copied())?),
        ["release"] => println!("{}", license.release()?),
        ["update"] => match license.check_for_update(env!("CARGO_PKG_VERSION"))? {
            UpdateCheck::UpToDate => println!("This is the newest version"),
            UpdateCheck::OutOfReach(newer) => println!("{} is out, but: {}", newer.version, newer.reason),
            UpdateCheck::Available(update) => {
                license.download_update(&update, "update.zip")?;
                println!("update.zip is version {}", update.version);
            }
        },
        _ => return Ok(failed(USAGE)),
    }
    Ok(ExitCode::SUCCESS)
}

/// In a real program these are constants: whoever can change them decides which server is believed.
fn opened() -> Result<License, Error> {
    let setting = |name: &str, usual: &str| env::var(name).unwrap_or_else(|_| usual.to_owned());
    let keys = setting("KEYWARD_PUBLIC_KEY", "YOUR PUBLIC KEY");
    let base_url = setting("KEYWARD_URL", "http://localhost:8080");
    let builder = License::builder(base_url, setting("KEYWARD_PRODUCT", "my-program"), keys.split(','));
    let builder = match env::var("DEVICE") {
        Ok(device) => builder.device(device),
        Err(_) => builder, // by the id of the system
    };
    builder.store(FileStore::new(setting("LICENSE_STORE", "license.json"))).app_version(env!("CARGO_PKG_VERSION")).open()
}

fn work(state: &LicenseState) -> ExitCode {
    match &state.status {
        Status::Valid(grant) => println!("Licensed: {}", grant.features.join(", ")),
        Status::Grace(grant, reason) => {
            println!("Licensed until {}, {}: please connect", iso8601(grant.until), reason.as_str());
        }
        Status::MustConnect(ConnectReason::NoLicenseKey) => return failed("Not licensed: licensed-program activate KEY"),
        Status::MustConnect(reason) => return failed(&format!("Not licensed: {}", reason.as_str())),
        Status::Refused { code, .. } => return failed(&format!("Not licensed: {code}")),
    }
    ExitCode::SUCCESS
}

fn failed(message: &str) -> ExitCode {
    eprintln!("{message}");
    ExitCode::FAILURE
}
