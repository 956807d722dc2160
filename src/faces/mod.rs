//! Where the world is spoken to: terminal, environment, wire formats.
