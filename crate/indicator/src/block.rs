//! Sixty-four bytes of a text at a time, one bit for each: what makes the passes over a text fast.
//!
//! The vectors are those of WebAssembly SIMD in every supported browser, and of SSE2 or NEON on PCs.

use wide::u8x16;

/// How many bytes a block has: one for each bit of a mask.
pub(super) const SIZE: usize = 64;

/// Sixty-four bytes of a text; spaces stand for what lies behind its end.
pub(super) struct Block {
    rows: [u8x16; 4],
    /// The bytes that are in the text.
    pub(super) inside: u64,
}

impl Block {
    /// The block that begins at `base`, which lies inside the text.
    pub(super) fn read(text: &[u8], base: usize) -> Self {
        let rest = text.get(base..).unwrap_or(&[]);
        match rest.first_chunk::<SIZE>() {
            Some(bytes) => Self::new(bytes, u64::MAX),
            None => {
                let mut bytes = [b' '; SIZE];
                bytes[..rest.len()].copy_from_slice(rest);
                Self::new(&bytes, (1 << rest.len()) - 1)
            }
        }
    }

    fn new(bytes: &[u8; SIZE], inside: u64) -> Self {
        let rows = bytes.as_chunks::<16>().0;
        Self { rows: std::array::from_fn(|row| u8x16::new(rows[row])), inside }
    }

    /// The bytes that pass the test: bit `i` is byte `i`.
    pub(super) fn mask(&self, test: impl Fn(u8x16) -> u8x16) -> u64 {
        let [a, b, c, d] = self.rows.map(|row| u64::from(test(row).to_bitmask()));
        a | b << 16 | c << 32 | d << 48
    }

    /// The first bytes of the rows of sixteen whose bytes all pass the test.
    pub(super) fn rows_of(&self, test: impl Fn(u8x16) -> u8x16) -> u64 {
        let [a, b, c, d] = self.rows.map(|row| u64::from(test(row).to_bitmask() == 0xFFFF));
        a | b << 16 | c << 32 | d << 48
    }

    /// The bytes that are this one.
    pub(super) fn is(&self, byte: u8) -> u64 {
        self.mask(|row| is(row, byte))
    }
}

/// Ones where a byte of the row is `byte`.
pub(super) fn is(row: u8x16, byte: u8) -> u8x16 {
    row.simd_eq(u8x16::splat(byte))
}

/// Ones where a byte of the row is one from `low` to `high`.
pub(super) fn within(row: u8x16, low: u8, high: u8) -> u8x16 {
    (row - u8x16::splat(low)).simd_le(u8x16::splat(high - low))
}

/// The row with ASCII letters in lower case; other bytes change too.
pub(super) fn lower(row: u8x16) -> u8x16 {
    row | u8x16::splat(0x20)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mask_has_one_bit_for_each_byte() {
        for first in (0..=u8::MAX).step_by(SIZE) {
            let text: Vec<u8> = (first..=first + 63).collect();
            let block = Block::read(&text, 0);
            for (at, &byte) in text.iter().enumerate() {
                assert_eq!(block.is(byte), 1 << at);
            }
            let letters = block.mask(|row| within(lower(row), b'a', b'z'));
            for (at, byte) in text.iter().enumerate() {
                assert_eq!(letters >> at & 1 == 1, byte.is_ascii_alphabetic(), "{byte}");
            }
        }
    }

    #[test]
    fn a_row_counts_when_all_its_bytes_pass() {
        let mut text = [b'a'; SIZE];
        text[20] = b'x';
        assert_eq!(Block::read(&text, 0).rows_of(|row| is(row, b'a')), 1 | 1 << 32 | 1 << 48);
    }

    #[test]
    fn behind_the_end_of_a_text_there_are_spaces() {
        let text = [b'.'; SIZE + 3];
        assert_eq!(Block::read(&text, SIZE).is(b'.'), 0b111);
        assert_eq!(Block::read(&text, SIZE).is(b' '), u64::MAX << 3);
        assert_eq!(Block::read(&text, 4 * SIZE).is(b' '), u64::MAX);
    }
}
