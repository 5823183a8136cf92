//! Tests of the crate from outside, as one program: each program is linked with all that the crate uses.

mod addresses;
mod parsers;
mod webhooks;
