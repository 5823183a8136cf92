using System.Security.Cryptography;

namespace Keyward.Internal
{
    /// <summary>Opens AES-256-GCM (NIST SP 800-38D), which netstandard2.0 lacks, with the AES of the platform.</summary>
    internal static class AesGcm
    {
        private const int BlockBytes = 16;

        /// <summary>Null unless tag, key, header and text belong together. The IV has 12 bytes.</summary>
        public static byte[] Open(byte[] key, byte[] iv, byte[] header, byte[] ciphertext, byte[] tag)
        {
            using (var aes = Aes.Create())
            {
                aes.Mode = CipherMode.ECB;
                aes.Padding = PaddingMode.None;
                aes.Key = key;
                using (var cipher = aes.CreateEncryptor())
                {
                    var expected = Encrypted(cipher, Counter(iv, 1));
                    Xor(expected, Hash(Encrypted(cipher, new byte[BlockBytes]), header, ciphertext));
                    return Codec.AreEqual(expected, tag) ? Deciphered(cipher, iv, ciphertext) : null;
                }
            }
        }

        private static byte[] Deciphered(ICryptoTransform cipher, byte[] iv, byte[] ciphertext)
        {
            var text = (byte[])ciphertext.Clone();
            for (var start = 0; start < text.Length; start += BlockBytes)
            {
                var pad = Encrypted(cipher, Counter(iv, 2 + start / BlockBytes));
                for (var index = start; index < text.Length && index < start + BlockBytes; index++)
                {
                    text[index] ^= pad[index - start];
                }
            }
            return text;
        }

        private static byte[] Encrypted(ICryptoTransform cipher, byte[] block)
        {
            var encrypted = new byte[BlockBytes];
            cipher.TransformBlock(block, 0, BlockBytes, encrypted, 0);
            return encrypted;
        }

        private static byte[] Counter(byte[] iv, int count)
        {
            var block = new byte[BlockBytes];
            iv.CopyTo(block, 0);
            WriteBigEndian(block, 12, 4, (ulong)count);
            return block;
        }

        private static byte[] Hash(byte[] subkey, byte[] header, byte[] ciphertext)
        {
            var hash = new Product(subkey);
            hash.Add(header);
            hash.Add(ciphertext);
            var lengths = new byte[BlockBytes];
            WriteBigEndian(lengths, 0, 8, (ulong)header.Length * 8);
            WriteBigEndian(lengths, 8, 8, (ulong)ciphertext.Length * 8);
            hash.Add(lengths);
            return hash.Bytes();
        }

        private static void Xor(byte[] target, byte[] other)
        {
            for (var index = 0; index < target.Length; index++)
            {
                target[index] ^= other[index];
            }
        }

        private static void WriteBigEndian(byte[] target, int start, int length, ulong value)
        {
            for (var index = 0; index < length; index++)
            {
                target[start + index] = (byte)(value >> (8 * (length - 1 - index)));
            }
        }

        /// <summary>GHASH: sums of blocks, each multiplied by the subkey in the field of 2^128 elements.</summary>
        private sealed class Product
        {
            private readonly ulong subkeyHigh;
            private readonly ulong subkeyLow;
            private ulong high;
            private ulong low;

            public Product(byte[] subkey)
            {
                subkeyHigh = Word(subkey, 0);
                subkeyLow = Word(subkey, 8);
            }

            public void Add(byte[] data)
            {
                for (var start = 0; start < data.Length; start += BlockBytes)
                {
                    high ^= Word(data, start);
                    low ^= Word(data, start + 8);
                    Multiply();
                }
            }

            public byte[] Bytes()
            {
                var bytes = new byte[BlockBytes];
                WriteBigEndian(bytes, 0, 8, high);
                WriteBigEndian(bytes, 8, 8, low);
                return bytes;
            }

            private void Multiply()
            {
                ulong sumHigh = 0;
                ulong sumLow = 0;
                var factorHigh = subkeyHigh;
                var factorLow = subkeyLow;
                for (var bit = 0; bit < 128; bit++)
                {
                    var isSet = ((bit < 64 ? high >> (63 - bit) : low >> (127 - bit)) & 1) == 1;
                    sumHigh ^= isSet ? factorHigh : 0;
                    sumLow ^= isSet ? factorLow : 0;
                    var isOdd = (factorLow & 1) == 1;
                    factorLow = (factorLow >> 1) | (factorHigh << 63);
                    factorHigh = (factorHigh >> 1) ^ (isOdd ? 0xe100000000000000UL : 0);
                }
                high = sumHigh;
                low = sumLow;
            }

            /// <summary>Eight bytes from a place on, with zeros after the end.</summary>
            private static ulong Word(byte[] data, int start)
            {
                ulong word = 0;
                for (var index = start; index < start + 8; index++)
                {
                    word = (word << 8) | (index < data.Length ? data[index] : 0UL);
                }
                return word;
            }
        }
    }
}
