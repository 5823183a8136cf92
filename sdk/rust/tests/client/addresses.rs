//! Wrong addresses: no Keyward server answered there, and the message says what to change.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use keyward::{Error, License, MemoryStore, Status};

const KEY: &str = "8QCFo-JtzKsUu4PFnt6D6hHfY1_Rch-A7-9n6eLqvTY";

/// The address of a peer that answers each connection with these bytes.
fn peer(answer: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            read_request(&mut stream);
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    address
}

/// Up to the end of its JSON, or of what begins a connection with TLS: a peer that closes before would reset the connection.
fn read_request(stream: &mut TcpStream) {
    let (mut request, mut chunk) = (Vec::new(), [0; 4096]);
    while !request.ends_with(b"}") && !request.starts_with(b"\x16") {
        match stream.read(&mut chunk) {
            Ok(read) if read > 0 => request.extend_from_slice(&chunk[..read]),
            _ => return,
        }
    }
}

fn activated(base_url: &str) -> Error {
    let builder = License::builder(base_url, "editor", [KEY]).store(MemoryStore::default()).device("desk").background(false);
    let license = builder.retries(0).timeout(Duration::from_secs(5)).open().unwrap();
    let error = license.activate("KEY").unwrap_err();
    assert!(matches!(license.state().status, Status::MustConnect(_)));
    error
}

#[test]
fn say_what_came_and_what_to_change() {
    let page = "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 14\r\n\r\n<h1>Hotel</h1>";
    let sign_in = "HTTP/1.1 302 Found\r\nlocation: https://login.example/x?token=1\r\ncontent-length: 0\r\n\r\n";
    let moved = "HTTP/1.1 308 Moved\r\nlocation: https://a.example/b/api/v1/activate\r\ncontent-length: 0\r\n\r\n";
    let forbidden = "HTTP/1.1 403 Forbidden\r\ncontent-length: 3\r\n\r\nNo.";
    let other = "HTTP/1.1 404 Not Found\r\ncontent-length: 21\r\n\r\n{\"error\":\"not found\"}";
    let path =
        "HTTP/1.1 404 Not Found\r\ncontent-length: 55\r\n\r\n{\"error\":{\"code\":\"PATH_NOT_FOUND\",\"message\":\"No path\"}}";
    let busy = "HTTP/1.1 502 Bad Gateway\r\ncontent-length: 3\r\n\r\nBad";
    for (address, code, says) in [
        (format!("http://{}", peer(page)), "INVALID_ANSWER", "a web page, 200. Check base_url"),
        (format!("http://{}", peer(sign_in)), "REDIRECTED", "https://login.example/x. Check base_url"),
        (format!("http://{}", peer(moved)), "REDIRECTED", "make https://a.example/b the base_url"),
        (format!("http://{}", peer(forbidden)), "INVALID_ANSWER", "no JSON, 403. Check base_url"),
        (format!("http://{}", peer(other)), "INVALID_ANSWER", "other JSON, 404. Check base_url"),
        (format!("http://{}", peer(path)), "PATH_NOT_FOUND", "this path does not exist. Check base_url"),
        (format!("http://{}", peer(busy)), "HTTP_502", "no JSON, 502"),
        (format!("http://{}", peer("")), "NETWORK_ERROR", "https:// instead of http://?"),
        (format!("https://{}", peer(page)), "NETWORK_ERROR", "http:// instead of https://?"),
        ("http://127.0.0.1:9".to_owned(), "NETWORK_ERROR", "Check base_url and the network"),
    ] {
        let error = activated(&address);
        let text = error.to_string();
        assert!(error.code() == code && error.is_unreachable() && text.contains(says), "{address}: {text}");
        assert!(text.contains(&format!("No Keyward server answered at {address}: ")) && text.chars().count() <= 330, "{text}");
        assert!(!text.contains("token") && !text.contains('\n'), "{text}");
    }
}
