//! Things that a developer should mend before the program is shipped.

use std::fmt;

/// Something that a developer should mend before the program is shipped.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Warning {
    /// This container has no id of its own, so it is known by a random one in the store: a new container with a new store takes
    /// another seat. Give `device`, or mount the machine id of the host.
    ContainerWithoutId,
    /// The license is not remembered: the next start asks for the key again.
    StoreNotWritable {
        /// Path of the store.
        store: String,
        /// The error of the system.
        reason: String,
    },
}

impl Warning {
    /// The same text in all languages.
    pub fn code(&self) -> &'static str {
        match self {
            Warning::ContainerWithoutId => "CONTAINER_WITHOUT_ID",
            Warning::StoreNotWritable { .. } => "STORE_NOT_WRITABLE",
        }
    }

    pub(crate) fn log(&self) {
        log::warn!("{self}");
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: ", self.code())?;
        match self {
            Warning::ContainerWithoutId => formatter.write_str(
                "This container has no id of its own: each new one takes another seat unless its store is kept. Give `device`, or \
                 mount the host's /etc/machine-id",
            ),
            Warning::StoreNotWritable { store, reason } => {
                write!(formatter, "{store}: the license is not remembered, and the next start asks for the key again: {reason}")
            }
        }
    }
}
