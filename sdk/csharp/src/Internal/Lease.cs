using System;

namespace Keyward.Internal
{
    /// <summary>
    /// A floating session as the server signed it, and the token that was sent beside. Times are milliseconds since 1970.
    /// </summary>
    internal sealed class Lease
    {
        private Lease(SignedProof proof, string id, string token, long endsAt, long? borrowedUntil)
        {
            Proof = proof;
            Id = id;
            Token = token;
            EndsAt = endsAt;
            BorrowedUntil = borrowedUntil;
        }

        public SignedProof Proof { get; }

        public string Id { get; }

        public string Token { get; }

        /// <summary>Whether the server has ended the session.</summary>
        public bool IsTakenBack => EndsAt == 0;

        /// <summary>When the seat is free again unless the session is renewed before.</summary>
        public long EndsAt { get; }

        /// <summary>Until when it needs no server; null for a session that is not borrowed.</summary>
        public long? BorrowedUntil { get; }

        /// <summary>Null if the answer says nothing about a session.</summary>
        public static Lease In(SignedProof proof, string token)
        {
            var session = proof.Claims.Object("session");
            var id = session.Text("id");
            var end = session.Integer("expires_at");
            if (id == null || end == null)
            {
                return null;
            }
            var borrowed = proof.IsValid ? session.Integer("borrowed_until") : null;
            // What is signed speaks of whole seconds and includes the last.
            var endsAt = borrowed == null ? end.Value : Math.Max(end.Value, borrowed.Value) + 1;
            return new Lease(proof, id, token, endsAt * Instants.Second, borrowed * Instants.Second);
        }

        /// <summary>The same, which the server has ended.</summary>
        public Lease TakenBack() => new Lease(Proof, Id, Token, 0, null);

        public bool IsSameAs(Lease other) =>
            other != null && Id == other.Id && Token == other.Token && BorrowedUntil == other.BorrowedUntil;

        public bool IsBorrowedAt(long now) => BorrowedUntil != null && now < BorrowedUntil.Value + Instants.Second;
    }
}
