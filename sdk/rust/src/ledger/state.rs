//! The state of a ledger, and the entries that change it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::calendar::{iso8601, system_time};

const MAX_VERSIONS: usize = 100;
const MAX_DAYS: usize = 400;

/// The sum of the entries. Amounts are decimal texts.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LedgerState {
    /// Text of the program's file.
    pub file: Option<String>,
    pub is_released: bool,
    /// Number of the directory in its file system: a copy has another one.
    pub place: String,
    pub boot: String,
    /// Latest time that was seen, in milliseconds since 1970.
    pub at: i64,
    /// Number of reports that were written.
    pub seq: u64,
    /// The newest of them.
    pub report: Option<String>,
    /// End of the newest report or, before it, the beginning; in seconds since 1970.
    pub from: i64,
    /// Use of each meter in all.
    pub used: BTreeMap<String, String>,
    /// The part of it that the reports have.
    pub reported: BTreeMap<String, String>,
    /// Since the newest report, as those below.
    pub starts: u64,
    pub refused: u64,
    pub versions: Vec<String>,
    pub days: Vec<String>,
}

/// A line of the file of a ledger.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct LedgerEntry {
    /// In milliseconds since 1970.
    pub at: i64,
    #[serde(flatten)]
    pub change: Change,
}

/// In the order in which a line with the members of several would be read.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Change {
    Start {
        start: Start,
    },
    File {
        file: String,
    },
    Use {
        #[serde(rename = "use")]
        meter: String,
        /// Use in all.
        total: String,
    },
    Refused {
        refused: String,
    },
    Report {
        report: String,
        /// Its end in seconds since 1970.
        to: i64,
    },
    Released {
        released: bool,
    },
    Closed {
        closed: bool,
    },
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Start {
    pub version: Option<String>,
}

impl LedgerState {
    pub fn apply(&mut self, entry: LedgerEntry) {
        let day = iso8601(system_time(entry.at)).chars().take_while(|each| *each != 'T').collect::<String>();
        put_last(&mut self.days, day.clone(), MAX_DAYS);
        self.at = self.at.max(entry.at);
        match entry.change {
            Change::Start { start } => {
                self.starts += 1;
                if let Some(version) = start.version {
                    put_last(&mut self.versions, version, MAX_VERSIONS);
                }
            }
            Change::File { file } => {
                self.file = Some(file);
                self.is_released = false;
                // A signed time outweighs a clock that was ahead.
                self.at = entry.at;
            }
            Change::Use { meter, total } => drop(self.used.insert(meter, total)),
            Change::Refused { .. } => self.refused += 1,
            Change::Report { report, to } => {
                self.seq += 1;
                self.report = Some(report);
                self.from = to;
                self.reported = self.used.clone();
                (self.starts, self.refused) = (0, 0);
                keep_last(&mut self.versions, 1);
                self.days = vec![day];
            }
            Change::Released { .. } => self.is_released = true,
            Change::Closed { .. } => {}
        }
    }
}

fn put_last(texts: &mut Vec<String>, text: String, most: usize) {
    texts.retain(|each| *each != text);
    texts.push(text);
    keep_last(texts, most);
}

fn keep_last(texts: &mut Vec<String>, most: usize) {
    texts.drain(..texts.len().saturating_sub(most));
}
